-- Tags that a machine has given. They are in `image.tags` like all others, so that whatever reads tags has them; here is
-- which of them are a machine's, and which a person took away from an image.

create table machine_tag (
    image_id    uuid not null references image on delete cascade,
    tag         text collate "C" not null,
    -- How likely it is to be right, by the model that gave it; null where it does not say.
    probability float8 check (probability between 0 and 1),
    -- A person took it away: it is not in the image's tags, and no machine gives it again.
    refused     boolean not null default false,
    source      text not null check (source in ('vocabulary', 'description')),
    primary key (image_id, tag)
);

-- Whoever changes tags need not know of this. What a person puts back is the person's.
create function keep_machine_tags() returns trigger language plpgsql as
$$
begin
    update machine_tag set refused = true where image_id = new.id and not refused and tag <> all (new.tags);
    delete from machine_tag where image_id = new.id and refused and tag = any (new.tags);
    return null;
end
$$;

create trigger image_machine_tags after update of tags on image for each row
    when (old.tags is distinct from new.tags) execute function keep_machine_tags();

-- By which vocabulary, model and settings an image was tagged last.
create table tagging (
    image_id uuid primary key references image on delete cascade,
    tagger   text not null
);
