-- Which images have a tag, those in the trash left out: a narrow copy of `image.tags`, kept by triggers. To read the images
-- of a tag from here touches a page for each hundred or two; from the images themselves, nearly a page for each.
create table image_tag (
    collection_id bigint not null,
    tag           text collate "C" not null,
    image_id      uuid not null references image on delete cascade,
    primary key (collection_id, tag, image_id)
);
create index image_tag_image on image_tag (image_id);

create function keep_image_tags() returns trigger language plpgsql as
$$
begin
    delete from image_tag where image_id = new.id and (new.trashed_at is not null or tag <> all (new.tags));
    if new.trashed_at is null then
        insert into image_tag (collection_id, tag, image_id)
        select new.collection_id, tag, new.id from unnest(new.tags) tag on conflict do nothing;
    end if;
    return null;
end
$$;

create trigger image_tags_of_new after insert on image for each row
    when (new.tags <> '{}') execute function keep_image_tags();
create trigger image_tags_of_changed after update of tags, trashed_at on image for each row
    when ((old.tags, old.trashed_at) is distinct from (new.tags, new.trashed_at)) execute function keep_image_tags();

insert into image_tag (collection_id, tag, image_id)
select collection_id, tag, id from image, unnest(tags) tag where trashed_at is null
on conflict do nothing;
