-- Styles: clusters of pictures that look alike.

-- One way to put a collection's pictures into styles. While another one is found, the one in use stays; there is one of
-- each at most.
create table clustering (
    id            uuid primary key,
    collection_id bigint not null references collection on delete cascade,
    -- Whose vectors were compared.
    generation_id bigint not null references generation on delete cascade,
    state         text not null check (state in ('choosing', 'fitting', 'assigning', 'active')),
    -- How many styles a person asked for; null where the number is to be chosen.
    given_k       int check (given_k > 0),
    k             int check (k > 0),
    -- Why it is that many, in words.
    reason        text,
    seed          bigint not null,
    -- The images that it is fitted to.
    sample        uuid[] not null,
    -- How far pictures are from the centre of their style, 1 - cosine on average, when it was found.
    distance      double precision,
    -- Why it goes on no more, or null.
    failure       text,
    created_at    timestamptz not null default now(),
    active_at     timestamptz,
    check (state in ('choosing', 'fitting') or k is not null)
);
create unique index clustering_in_use on clustering (collection_id) where state = 'active';
create unique index clustering_under_way on clustering (collection_id) where state <> 'active';

-- A number of styles that was tried.
create table clustering_candidate (
    clustering_id uuid not null references clustering on delete cascade,
    k             int not null,
    -- How much closer pictures are to their own style than to the next, -1 to 1.
    silhouette    double precision not null,
    -- How alike two clusterings are that begin at random (adjusted Rand index): 1 the same, 0 chance.
    stability     double precision not null,
    primary key (clustering_id, k)
);

-- A start of k-means, until the best is known.
create table clustering_start (
    clustering_id uuid not null references clustering on delete cascade,
    number        int not null,
    distance      double precision not null,
    -- One after the other, as in vector.
    centroids     bytea not null,
    primary key (clustering_id, number)
);

create table style (
    id            uuid primary key,
    clustering_id uuid not null references clustering on delete cascade,
    -- Null until all pictures have their style.
    name          text,
    -- Whether a person gave the name.
    named         boolean not null default false,
    -- As in vector.
    centroid      bytea not null
);
create unique index style_name on style (clustering_id, lower(name));

-- Which style an image has.
create table style_image (
    clustering_id uuid not null references clustering on delete cascade,
    image_id      uuid not null references image on delete cascade,
    style_id      uuid not null references style on delete cascade,
    -- The cosine to the centroid.
    closeness     real not null,
    -- In which direction it is from the centre, in radians, in the plane of the map.
    bearing       real not null,
    -- Whether it came after the styles were found.
    late          boolean not null,
    primary key (clustering_id, image_id)
);
create index style_image_by_closeness on style_image (style_id, closeness desc, image_id);
create index style_image_image on style_image (image_id);

-- The style of each image in the clustering in use.
create view image_style as
select m.image_id, s.id as style_id, s.name, m.closeness, c.collection_id
from clustering c
    join style_image m on m.clustering_id = c.id
    join style s on s.id = m.style_id
where c.state = 'active';
