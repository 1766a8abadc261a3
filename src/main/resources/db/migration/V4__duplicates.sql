-- Pictures that look the same.

alter table image
    -- 63 bits of what its thumbnail looks like; null until it was looked at, and where it has no structure.
    add perceptual_hash bigint,
    -- When it was compared with all others.
    add compared_at     timestamptz;
create index image_uncompared on image (id) where compared_at is null;

-- Two images whose hashes are close; which of them is named first says nothing.
create table duplicate_pair (
    first     uuid not null references image on delete cascade,
    second    uuid not null references image on delete cascade,
    -- How many bits differ.
    distance  int not null,
    -- Somebody decided that both are to stay.
    dismissed boolean not null default false,
    primary key (first, second),
    check (first < second)
);
create index duplicate_pair_second on duplicate_pair (second);

-- What somebody decided about a group, so that it can be undone.
create table duplicate_decision (
    id         uuid primary key,
    person_id  bigint not null references person on delete cascade,
    kept       uuid[] not null,
    trashed    uuid[] not null,
    at         timestamptz not null default now(),
    undone_at  timestamptz
);
