-- What a ranking that is paged through still has to say: how many weaker ones there are, and which words were asked for.
alter table ranking
    add weaker int not null default 0,
    add words  text[] not null default '{}';

-- Searches as people keep them. The address is that of the page, without what is only a view of it.
create table saved_search (
    id         uuid primary key,
    person_id  bigint not null references person on delete cascade,
    name       text not null,
    address    text not null,
    created_at timestamptz not null default now(),
    constraint saved_search_name unique (person_id, name),
    constraint saved_search_address unique (person_id, address)
);

-- Pictures that were uploaded to search with are kept as long as a saved search needs them.
create table saved_search_upload (
    search_id uuid not null references saved_search on delete cascade,
    upload_id uuid not null references upload,
    primary key (search_id, upload_id)
);
create index saved_search_upload_upload on saved_search_upload (upload_id);

-- What people searched for lately; the pictures of these are not kept.
create table recent_search (
    id        uuid primary key,
    person_id bigint not null references person on delete cascade,
    address   text not null,
    uploads   uuid[] not null default '{}',
    at        timestamptz not null default now(),
    unique (person_id, address)
);
create index recent_search_person on recent_search (person_id, at desc);

-- The words of the library that a search can be completed to. A word is added with the image that brings it, and never
-- touched again by images, so that they do not wait for each other; counting, and forgetting, is done by an audit.
create table vocabulary (
    collection_id bigint not null references collection on delete cascade,
    kind          text not null check (kind in ('tag', 'word', 'camera', 'lens')),
    term          text not null,
    shown         text not null,
    images        int not null default 1,
    primary key (collection_id, kind, term)
);
create index vocabulary_term on vocabulary (collection_id, term text_pattern_ops);

-- Of a title the single words, without numbers and without those that the language counts for nothing.
create function image_vocabulary(language regconfig, title text, tags text[], camera text, lens text)
    returns table (kind text, term text, shown text) stable parallel safe language sql as
$$
    select 'tag', tag, tag from unnest(tags) tag
    union
    select 'camera', lower(camera), camera where camera is not null
    union
    select 'lens', lower(lens), lens where lens is not null
    union
    select 'word', word, word
    from regexp_split_to_table(lower(title), '[^[:alnum:]]+') word
    where length(word) between 3 and 40 and word !~ '^[0-9]+$' and to_tsvector(language, word) <> ''
$$;

create function learn_vocabulary() returns trigger language plpgsql as
$$
begin
    insert into vocabulary (collection_id, kind, term, shown)
    select new.collection_id, v.kind, v.term, v.shown
    from image_vocabulary(new.language, new.title, new.tags, new.camera, new.lens) v
    order by v.kind, v.term
    on conflict do nothing;
    return null;
end
$$;

create trigger image_vocabulary_of_new after insert on image for each row
    when (new.title is not null or new.tags <> '{}' or new.camera is not null or new.lens is not null)
    execute function learn_vocabulary();
create trigger image_vocabulary_of_changed after update of title, tags, camera, lens on image for each row
    when ((old.title, old.tags, old.camera, old.lens) is distinct from (new.title, new.tags, new.camera, new.lens))
    execute function learn_vocabulary();

insert into vocabulary (collection_id, kind, term, shown, images)
select i.collection_id, v.kind, v.term, min(v.shown), count(*)
from image i, image_vocabulary(i.language, i.title, i.tags, i.camera, i.lens) v
where i.trashed_at is null
group by i.collection_id, v.kind, v.term;
