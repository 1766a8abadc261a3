-- How images are found by their words. The functions are written so that names in them are resolved here and now: a
-- restored backup computes the words where no schema is searched.

-- For the likeness of words. Any owner of a database may create it.
create extension if not exists pg_trgm;

-- Lower case without accents. PostgreSQL has an extension for that, whose dictionary may be exchanged under an index;
-- Unicode's decomposition stays what it is. It leaves some letters alone.
create function folded(written text) returns text immutable parallel safe strict language sql
    return (select replace(replace(replace(translate(
        regexp_replace(lower(normalize(written, NFKD)), '[\u0300-\u036f]', '', 'g'), 'øłđ', 'old'),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'));

-- The words of a text, one space between them: its letters and digits, whatever else is there.
create function spaced(written text) returns text immutable parallel safe strict language sql
    return (select btrim(regexp_replace(written, '[^[:alnum:]]+', ' ', 'g')));

-- What a text is called by: only its letters and digits. Behind the sign it is no word of any text.
create function name_key(written text) returns text immutable parallel safe strict language sql
    return (select '=' || left(regexp_replace(folded(written), '[^[:alnum:]]+', '', 'g'), 200));

-- What an image is called: its title, its file name with and without the extension, its tags, and the codes in title,
-- description and name, which are what has a digit and at least three letters and digits.
create function image_keys(name text, title text, description text, tags text[]) returns text[]
    immutable parallel safe language sql
    return (with called as (select title, regexp_replace(name, '\.[^.]*$', '') as stem)
    select coalesce(array_agg(distinct key), '{}') from (
        select name_key(whole) as key from called, unnest(array [title, name, stem] || tags) whole
        where name_key(whole) <> '='
        union all
        select name_key(code)
        from called, regexp_split_to_table(concat_ws(' ', title, stem, description), '[^[:alnum:]./-]+') code
        where code ~ '[0-9]' and length(name_key(code)) > 3) keys);

-- Weight A, B and C are words as they are written, D are the stems of the language: so a phrase can be told from its
-- stems. Stems are taken of the words with and without their accents. What stands behind '/and' is another text, which no
-- phrase reaches into; the keys have no place.
create or replace function image_words(
    language regconfig, name text, title text, description text, tags text[], camera text, lens text) returns tsvector
    immutable parallel safe language sql
    return (select setweight(to_tsvector('simple', concat_ws(' /and ', spaced(folded(title)),
            (select string_agg(spaced(folded(tag)), ' /and ') from unnest(tags) tag))), 'A')
        || setweight(to_tsvector('simple', '/and ' || spaced(folded(name))), 'B')
        || setweight(to_tsvector('simple', concat_ws(' /and ', '', spaced(folded(description)), spaced(folded(camera)),
            spaced(folded(lens)))), 'C')
        || setweight(to_tsvector(language, spaced(normalize(whole))), 'D')
        || case when folded(whole) = lower(whole) then ''::tsvector
            else setweight(to_tsvector(language, spaced(folded(whole))), 'D') end
        || array_to_tsvector(image_keys(name, title, description, tags))
    from concat_ws(' ', title, array_to_string(tags, ' '), description) whole);
alter table image drop column words;
alter table image
    add words tsvector generated always as
        (image_words(language, name, title, description, tags, camera, lens)) stored;
create index image_words on image using gin (words);

-- As what a single word is looked for: as it is written, and in its stems unless the language counts it for nothing. Each
-- only once, because every form takes its time.
create function word_query(language regconfig, word text) returns tsquery immutable parallel safe strict language sql
    return (select string_agg(distinct '(' || form || ')', ' | ')::tsquery
    from (values
        (phraseto_tsquery('simple', spaced(folded(word)))::text),
        (case when to_tsvector(language, word) <> '' then plainto_tsquery(language, word)::text end),
        (case when to_tsvector(language, folded(word)) <> '' then plainto_tsquery(language, folded(word))::text end)
    ) forms(form)
    where form <> '');

-- As what words are looked for that stand one behind the other as they are written.
create function phrase_query(phrase text) returns tsquery immutable parallel safe strict language sql
    return (select to_tsquery('simple', regexp_replace(replace(spaced(folded(phrase)), ' ', ':ABC <-> '), '(.)$', '\1:ABC')));

-- Which words and stems the library has, to judge by what a search asks for: how rare it is, what begins so, what is
-- spelt nearly so. As with the vocabulary, a word is added with the image that brings it and counted by an audit. Words
-- with a digit are in here only once several images have them: most are the number of one file.
create table lexeme (
    collection_id bigint not null references collection on delete cascade,
    kind          text not null check (kind in ('written', 'stem')),
    term          text collate "C" not null,
    images        int not null default 1,
    primary key (collection_id, kind, term)
);

-- How many images the audit counted.
alter table collection add images int not null default 0;

create function learn_lexemes() returns trigger language plpgsql as
$$
begin
    insert into lexeme (collection_id, kind, term)
    select new.collection_id, k.kind, w.lexeme
    from unnest(new.words) w, lateral (
        select 'written' as kind where w.weights && '{A,B,C}'
        union all
        select 'stem' where 'D' = any (w.weights)) k
    where w.lexeme !~ '^[/=]|[0-9]'
    order by k.kind, w.lexeme
    on conflict do nothing;
    return null;
end
$$;

create trigger image_lexemes_of_new after insert on image for each row execute function learn_lexemes();
create trigger image_lexemes_of_changed after update of title, description, tags, name, camera, lens on image for each row
    when (old.words is distinct from new.words) execute function learn_lexemes();

-- What the collections have by now.
create view counted_lexeme as
select c.collection_id, k.kind, c.term, k.images
from (
    select i.collection_id, w.lexeme as term, count(*) filter (where w.weights && '{A,B,C}') as written,
        count(*) filter (where 'D' = any (w.weights)) as stems
    from image i, unnest(i.words) w
    where i.trashed_at is null and w.lexeme !~ '^[/=]'
    group by i.collection_id, w.lexeme
    having count(*) > 5 or w.lexeme !~ '[0-9]') c,
    lateral (values ('written', c.written), ('stem', c.stems)) k(kind, images)
where k.images > 0;

insert into lexeme (collection_id, kind, term, images) select * from counted_lexeme;
update collection c
set images = (select count(*) from image i where i.collection_id = c.id and i.trashed_at is null);
