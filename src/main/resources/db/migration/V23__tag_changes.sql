-- In which transactions it changed which images have a tag, so that whoever has read them can tell whether they still do.
create table image_tag_change (
    collection_id bigint not null,
    tag           text collate "C" not null,
    transaction   xid8 not null default pg_current_xact_id(),
    at            timestamptz not null default now(),
    primary key (collection_id, tag, transaction)
);
create index image_tag_change_at on image_tag_change (at);

create or replace function keep_image_tags() returns trigger language plpgsql as
$$
begin
    with gone as (
        delete from image_tag where image_id = new.id and (new.trashed_at is not null or tag <> all (new.tags))
        returning collection_id, tag)
    insert into image_tag_change (collection_id, tag) select collection_id, tag from gone on conflict do nothing;
    if new.trashed_at is null then
        with added as (
            insert into image_tag (collection_id, tag, image_id)
            select new.collection_id, tag, new.id from unnest(new.tags) tag on conflict do nothing
            returning collection_id, tag)
        insert into image_tag_change (collection_id, tag) select collection_id, tag from added on conflict do nothing;
    end if;
    return null;
end
$$;
