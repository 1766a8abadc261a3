-- Many images at once, and images that are deleted for good.

-- The trash is listed by when things came to it.
drop index image_trash;
create index image_trash on image (collection_id, trashed_at desc, id desc) where trashed_at is not null;

-- As record_index_change, for many: they get numbers without a gap, in one step.
create function record_index_changes(changed uuid[]) returns void language sql as
$$
    with next as (update change_sequence set last = last + cardinality(changed) returning last)
    insert into outbox (sequence, image_id)
    select next.last - cardinality(changed) + c.place, c.image
    from next, unnest(changed) with ordinality as c (image, place)
$$;

-- An image that is deleted for good leaves its slot as a mark, so that nobody takes its object in again.
alter table upload
    drop constraint upload_state_check,
    add constraint upload_state_check check (state in ('open', 'completed', 'duplicate', 'expired', 'deleted'));

-- Images that are gone, whose objects are still to be deleted; and objects of others, which stay and are not taken in.
create table deletion (
    image_id   uuid primary key,
    object_key text not null,
    managed    boolean not null,
    deleted_at timestamptz not null default now(),
    -- When there was nothing of ours left; null before.
    done_at    timestamptz
);
create index deletion_open on deletion (deleted_at) where done_at is null;
create index deletion_kept on deletion (object_key) where not managed;

-- Images that somebody wants to have in one file.
create table download (
    id         uuid primary key,
    person_id  bigint not null references person on delete cascade,
    images     uuid[] not null,
    expires_at timestamptz not null
);
create index download_expires_at on download (expires_at);

-- A tag that was renamed, joined to another or removed everywhere, so that it can be undone.
create table tag_change (
    id          uuid primary key,
    person_id   bigint not null references person on delete cascade,
    tag         text not null,
    -- What is there instead, or null.
    replacement text,
    -- Images that had the tag, and those of them that had no replacement before.
    images      uuid[] not null,
    replaced    uuid[] not null,
    at          timestamptz not null default now(),
    undone_at   timestamptz
);
