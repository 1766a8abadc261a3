-- Who and what: collections keep things apart, persons own what they did.

create table collection (
    id         bigint generated always as identity primary key,
    name       text not null unique,
    kind       text not null check (kind in ('library', 'evaluation', 'catalogue')),
    language   regconfig not null default 'english',
    created_at timestamptz not null default now()
);
insert into collection (name, kind) values ('library', 'library');

create table person (
    id         bigint generated always as identity primary key,
    name       text not null unique,
    role       text not null check (role in ('owner', 'member', 'viewer')),
    created_at timestamptz not null default now()
);
insert into person (name, role) values ('owner', 'owner');

-- The catalogue.

-- Words and codes as they are written ('simple') and in the stems of the language. A file name is split where it is
-- not a letter or a digit: the parser would take 'demo-0001.png' for the name of a host.
create function image_words(language regconfig, name text, title text, description text, tags text[]) returns tsvector
    immutable parallel safe language sql as
$$
    select setweight(to_tsvector('simple', coalesce(title, '')), 'A')
        || setweight(to_tsvector(language, coalesce(title, '')), 'A')
        || setweight(to_tsvector('simple', array_to_string(tags, ' ')), 'A')
        || setweight(to_tsvector(language, array_to_string(tags, ' ')), 'A')
        || setweight(to_tsvector('simple', regexp_replace(name, '[^[:alnum:]]+', ' ', 'g')), 'B')
        || setweight(to_tsvector('simple', coalesce(description, '')), 'C')
        || setweight(to_tsvector(language, coalesce(description, '')), 'C')
$$;

create table image (
    id             uuid primary key,
    collection_id  bigint not null references collection,
    object_key     text not null unique,
    managed        boolean not null default true,
    name           text not null,
    title          text,
    description    text,
    tags           text[] not null default '{}',
    language       regconfig not null default 'english',
    words          tsvector generated always as (image_words(language, name, title, description, tags)) stored,
    media_type     text not null,
    size           bigint not null check (size >= 0),
    content_hash   bytea check (octet_length(content_hash) = 32),
    width          int,
    height         int,
    taken_at       timestamptz,
    -- Null where the camera did not say: taken_at then holds its local time as if it were UTC.
    taken_offset   int,
    uploaded_by    bigint references person,
    uploaded_at    timestamptz not null default now(),
    -- What the timeline and the engines order by: never changes once the picture was decoded.
    date           timestamptz not null generated always as (coalesce(taken_at, uploaded_at)) stored,
    colours        text[] not null default '{}',
    placeholder    text,
    state          text not null default 'received' check (state in
                       ('received', 'decoded', 'described', 'embedded', 'indexed', 'ready', 'failed')),
    failure_code   text,
    failure_reason text,
    trashed_at     timestamptz,
    version        int not null default 0,
    unique (collection_id, content_hash),
    check ((state = 'failed') = (failure_code is not null))
);
create index image_timeline on image (collection_id, date desc, id desc) where trashed_at is null;
create index image_trash on image (collection_id, trashed_at) where trashed_at is not null;
create index image_unfinished on image (state) where state <> 'ready';
create index image_words on image using gin (words);
create index image_tags on image using gin (tags);

create table favourite (
    person_id  bigint not null references person on delete cascade,
    image_id   uuid not null references image on delete cascade,
    created_at timestamptz not null default now(),
    primary key (person_id, image_id)
);
create index favourite_image on favourite (image_id);

create table interaction (
    id        uuid primary key,
    person_id bigint not null references person on delete cascade,
    image_id  uuid not null references image on delete cascade,
    type      text not null check (type in ('view', 'favourite', 'unfavourite', 'download')),
    at        timestamptz not null,
    session   text,
    query     text,
    position  int
);
create index interaction_person on interaction (person_id, at desc);
create index interaction_image on interaction (image_id);

-- From bytes to ready.

-- A slot: the promise of an object under a key.
create table upload (
    id            uuid primary key,
    collection_id bigint not null references collection,
    person_id     bigint not null references person,
    purpose       text not null check (purpose in ('image', 'query')),
    object_key    text not null unique,
    name          text not null,
    media_type    text not null,
    size          bigint not null,
    state         text not null default 'open' check (state in ('open', 'completed', 'duplicate', 'expired')),
    -- The image it became, or the one it is a duplicate of.
    image_id      uuid references image on delete set null,
    created_at    timestamptz not null default now(),
    expires_at    timestamptz not null
);
create index upload_open on upload (created_at) where state = 'open';
create index upload_image on upload (image_id);

create table job (
    id          uuid primary key,
    kind        text not null,
    image_id    uuid references image on delete cascade,
    state       text not null check (state in ('waiting', 'running', 'done', 'failed')),
    attempts    int not null default 0,
    code        text,
    reason      text,
    created_at  timestamptz not null default now(),
    started_at  timestamptz,
    finished_at timestamptz,
    due_at      timestamptz,
    unique (kind, image_id)
);
create index job_state on job (state, created_at desc);
create index job_image on job (image_id);

-- The queue's own table, in the form that its library (db-scheduler) asks for.
create table scheduled_tasks (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    state                text,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);

-- Vectors: the truth, whatever engine serves them.

create table space (
    id            bigint generated always as identity primary key,
    provider      text not null,
    model         text not null,
    revision      text not null,
    quantisation  text not null,
    preprocessing text not null,
    prompt        text not null,
    purpose       text not null,
    dimension     int not null check (dimension > 0),
    created_at    timestamptz not null default now(),
    unique (provider, model, revision, quantisation, preprocessing, prompt, purpose, dimension)
);

-- What is usual in a space: vectors of a fixed bank of queries and of pictures, float32, one after the other.
create table calibration (
    space_id   bigint primary key references space on delete cascade,
    queries    bytea not null,
    pictures   bytea not null,
    created_at timestamptz not null default now()
);

create table generation (
    id           bigint generated always as identity primary key,
    space_id     bigint not null references space,
    dimension    int not null check (dimension > 0),
    engine       text not null,
    state        text not null check (state in ('building', 'active', 'retired')),
    -- The last change of the outbox that its engine has seen.
    drained_to   bigint not null default 0,
    created_at   timestamptz not null default now(),
    activated_at timestamptz,
    retired_at   timestamptz
);

create table active_generation (
    single        boolean primary key default true check (single),
    generation_id bigint not null references generation
);

create table vector (
    space_id      bigint not null references space,
    image_id      uuid not null references image on delete cascade,
    kind          text not null check (kind in ('image', 'text', 'combined')),
    ordinal       int not null default 0,
    -- float32, little-endian, unit length.
    embedding     bytea not null,
    -- The cosine that only the best-matching few of the bank of queries reach for this vector.
    level         real not null,
    words_version int,
    created_at    timestamptz not null default now(),
    primary key (space_id, image_id, kind, ordinal)
);
create index vector_image on vector (image_id);
-- Kept in the row as long as a page holds it, and as it is: floats do not compress.
alter table vector alter column embedding set storage external;
alter table vector set (toast_tuple_target = 8160);

-- Which images' index entries changed, in the order of the commits: whoever takes the next number holds the row of
-- change_sequence until its transaction ends, so that a reader who has seen number n has seen all before it.
create table change_sequence (
    single boolean primary key default true check (single),
    last   bigint not null default 0
);
insert into change_sequence default values;

create table outbox (
    sequence   bigint primary key,
    image_id   uuid not null,
    created_at timestamptz not null default now()
);
create index outbox_created_at on outbox (created_at);

create function record_index_change(changed uuid) returns void language sql as
$$
    with next as (update change_sequence set last = last + 1 returning last)
    insert into outbox (sequence, image_id) select last, changed from next
$$;

-- A ranking that is being paged through.
create table ranking (
    id            uuid primary key,
    person_id     bigint not null references person on delete cascade,
    generation_id bigint not null references generation on delete cascade,
    created_at    timestamptz not null default now(),
    expires_at    timestamptz not null,
    images        uuid[] not null,
    scores        float8[] not null,
    cosines       float8[] not null,
    lexical       float8[] not null,
    relevant      int not null,
    exact         boolean not null
);
create index ranking_expires_at on ranking (expires_at);
