-- Amazon Personalize as a provider of taste.

-- All that was made there for the styles of one clustering. A campaign goes on being used after another clustering has
-- taken the place of its own, until that one has a campaign too; so it refers to none.
create table personalize_setup (
    id            uuid primary key,
    collection_id bigint not null references collection on delete cascade,
    clustering_id uuid not null,
    state         text not null check (state in ('building', 'active', 'ending')),
    -- What an event tracker is called by those who put events.
    tracking_id   text,
    -- Why it goes on no more, or null.
    failure       text,
    -- Why it is tried again later, or null, and how often in a row.
    delay         text,
    delays        int not null default 0,
    -- When somebody agreed to what it costs.
    agreed_at     timestamptz not null default now(),
    active_at     timestamptz
);
create unique index personalize_setup_building on personalize_setup (collection_id) where state = 'building';
create unique index personalize_setup_active on personalize_setup (collection_id) where state = 'active';

-- One thing that is made there.
create table personalize_step (
    setup_id   uuid not null references personalize_setup on delete cascade,
    kind       text not null,
    -- Those that failed before are called otherwise: 1 for the first.
    attempt    int not null default 1,
    -- What the service calls it; null until that is known.
    arn        text,
    state      text not null default 'planned'
        check (state in ('planned', 'making', 'made', 'failed', 'removing', 'removed')),
    changed_at timestamptz not null default now(),
    primary key (setup_id, kind)
);

-- Which item an image is of, as the service knows it: a style of the setup's clustering.
create table personalize_item (
    setup_id uuid not null references personalize_setup on delete cascade,
    image_id uuid not null references image on delete cascade,
    style_id uuid not null,
    primary key (setup_id, image_id)
);
create index personalize_item_image on personalize_item (image_id);

-- Somebody whose data are to be deleted there.
create table personalize_deletion (
    id         uuid primary key,
    setup_id   uuid not null references personalize_setup on delete cascade,
    -- As the service knows them; the person may be gone.
    user_id    text not null,
    -- Of the job; null until it is made.
    arn        text,
    -- Why it goes on no more, or null.
    failure    text,
    changed_at timestamptz not null default now()
);

-- Who judged taste in a ranking that somebody pages through, or null.
alter table ranking add taste_by text;
