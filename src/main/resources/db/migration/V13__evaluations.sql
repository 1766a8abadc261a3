-- Whether these are the entries below the cut-off.
alter table ranking add weak boolean not null default false;

create table evaluation (
    id            uuid primary key,
    -- What it searches: a set of its own, or the library.
    collection_id bigint not null references collection on delete cascade,
    -- What the labels are called.
    labels        text not null,
    method        text not null,
    generation_id bigint not null references generation on delete cascade,
    person_id     bigint not null references person on delete cascade,
    state         text not null default 'running' check (state in ('running', 'done', 'failed')),
    failure       text,
    -- What was measured, once it is done.
    report        json,
    created_at    timestamptz not null default now(),
    finished_at   timestamptz
);
create index evaluation_created_at on evaluation (created_at desc);

create table evaluation_query (
    evaluation_id uuid not null references evaluation on delete cascade,
    place         int not null,
    text          text not null,
    -- What is relevant, and how much; above 0.
    images        uuid[] not null,
    grades        int[] not null,
    -- All below is null until the query was asked. The first of the ranking, for display.
    ranking       uuid[],
    result        json,
    -- How good it would be with other settings, see Curve; null where that cannot be said.
    f1            real[],
    precisions    real[],
    results       int[],
    relevant      int[],
    primary key (evaluation_id, place)
);
create index evaluation_query_open on evaluation_query (evaluation_id, place) where result is null;
