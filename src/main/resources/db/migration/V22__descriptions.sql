-- What a language model says of a picture, beside the words of persons and files, which it never replaces.

alter table image
    add machine_title       text,
    add machine_description text;

-- It is found by these words too: as by a description, not as by what the picture is called.
drop trigger image_lexemes_of_changed on image;
drop view counted_lexeme;
alter table image drop column words;
alter table image
    add words tsvector generated always as (image_words(language, name, title,
        nullif(coalesce(description || E'\n', '') || coalesce(machine_title || E'\n', '') || coalesce(machine_description, ''), ''),
        tags, camera, lens)) stored;
create index image_words on image using gin (words);
create trigger image_lexemes_of_changed
    after update of title, description, tags, name, camera, lens, machine_title, machine_description on image for each row
    when (old.words is distinct from new.words) execute function learn_lexemes();
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

-- Which images were described, by which model, and what it was asked to look at.
create table description (
    image_id uuid primary key references image on delete cascade,
    model    text not null,
    focus    text not null,
    at       timestamptz not null default now(),
    -- A person took the words away: nobody but a person asks for others.
    removed  boolean not null default false
);

-- What descriptions of its pictures are to look at, in the words of a person.
alter table collection add description_focus text;

-- Work is taken in the order in which it was asked for, the latest first.
create index job_waiting on job (kind, created_at desc) where state = 'waiting';

-- Tokens that a model has written, which cost more than those that it has read.
alter table model_usage add written bigint not null default 0;
