-- What a picture says about itself, and what people said since.

alter table image
    add camera           text,
    add lens             text,
    -- Seconds, f-number, ISO speed, millimetres, millimetres on 35 mm film, whether it fired.
    add exposure_time    float8,
    add aperture         float8,
    add iso              int,
    add focal_length     float8,
    add focal_length_35  int,
    add flash            boolean,
    -- Degrees and metres. In no list, and in no answer that did not ask for it.
    add latitude         float8 check (latitude between -90 and 90),
    add longitude        float8 check (longitude between -180 and 180),
    add altitude         float8,
    -- Stars, or -1 for rejected.
    add rating           int check (rating between -1 and 5),
    -- The names of its colours, for filters.
    add colour_names     text[] not null default '{}',
    -- Which of title, description and tags a person has set or cleared: these are theirs, the others the file's.
    add edited           text[] not null default '{}',
    -- What read the metadata; an earlier one than the current is followed by another reading.
    add metadata_version int not null default 0,
    add check ((latitude is null) = (longitude is null));

-- Until now only people wrote these.
update image
set edited = array_remove(
    array [
        case when title is not null then 'title' end,
        case when description is not null then 'description' end,
        case when tags <> '{}' then 'tags' end],
    null);

create index image_colour_names on image using gin (colour_names);
create index image_metadata_version on image (metadata_version);

-- Camera and lens are words too, of the least weight.
create function image_words(
    language regconfig, name text, title text, description text, tags text[], camera text, lens text) returns tsvector
    immutable parallel safe language sql as
$$
    select setweight(to_tsvector('simple', coalesce(title, '')), 'A')
        || setweight(to_tsvector(language, coalesce(title, '')), 'A')
        || setweight(to_tsvector('simple', array_to_string(tags, ' ')), 'A')
        || setweight(to_tsvector(language, array_to_string(tags, ' ')), 'A')
        || setweight(to_tsvector('simple', regexp_replace(name, '[^[:alnum:]]+', ' ', 'g')), 'B')
        || setweight(to_tsvector('simple', coalesce(description, '')), 'C')
        || setweight(to_tsvector(language, coalesce(description, '')), 'C')
        || setweight(to_tsvector('simple', regexp_replace(
            coalesce(camera, '') || ' ' || coalesce(lens, ''), '[^[:alnum:]]+', ' ', 'g')), 'D')
$$;
alter table image drop column words;
alter table image
    add words tsvector generated always as
        (image_words(language, name, title, description, tags, camera, lens)) stored;
create index image_words on image using gin (words);
drop function image_words(regconfig, text, text, text, text[]);

-- What was beside the file, as it was sent: an XMP packet or the JSON of Google Takeout.
alter table upload add sidecar text;
