-- Vectors of what is written about an image, beside those of its pixels.

-- Which state of its words a vector of an image was made from.
alter table image add column words_version int not null default 0;

create function raise_words_version() returns trigger language plpgsql as
$$
begin
    new.words_version := old.words_version + 1;
    return new;
end
$$;
create trigger image_words_version
    before update of title, description, machine_title, machine_description on image for each row
    when ((old.title, old.description, old.machine_title, old.machine_description)
        is distinct from (new.title, new.description, new.machine_title, new.machine_description))
    execute function raise_words_version();

-- Images that have words, and the words that vectors were made from.
create index image_worded on image (id)
    where coalesce(title, description, machine_title, machine_description) is not null;
create index vector_words on vector (space_id, image_id, words_version) where kind = 'text' and ordinal = 0;

-- Words that a model refuses to read as they are.
create table words_gap (
    generation_id bigint not null references generation on delete cascade,
    image_id      uuid not null references image on delete cascade,
    words_version int not null,
    reason        text not null,
    primary key (generation_id, image_id)
);
create index words_gap_image on words_gap (image_id);

-- Some entries of the image are gone, others may still be there: an engine that does not see that has to be told.
alter table outbox add column fewer boolean not null default false;

-- As record_index_changes, of images that have fewer entries than before.
create function record_index_removals(changed uuid[]) returns void language sql as
$$
    with next as (update change_sequence set last = last + cardinality(changed) returning last)
    insert into outbox (sequence, image_id, fewer)
    select next.last - cardinality(changed) + c.place, c.image, true
    from next, unnest(changed) with ordinality as c (image, place)
$$;

-- Which kind of vectors was searched.
alter table evaluation add column against text not null default 'image'
    check (against in ('image', 'text', 'combined'));

-- Rankings that were kept say nothing of kinds: whoever pages through one begins anew.
truncate ranking;
