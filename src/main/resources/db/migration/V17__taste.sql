-- What a person wants of taste.
alter table person
    -- What it counts against relevance, 0 to 1; null for the usual.
    add taste_weight double precision check (taste_weight between 0 and 1),
    -- Whether what they do with pictures is recorded.
    add recording boolean not null default true;

-- Whether orders in a library follow what people like.
alter table collection add taste boolean not null default true;

-- The latest first, as taste and history read it.
create index interaction_latest on interaction (person_id, at desc, id desc);
drop index interaction_person;
