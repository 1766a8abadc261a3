-- What engines that run elsewhere hold of each generation.

create table engine_copy (
    generation_id bigint primary key references generation on delete cascade,
    -- Of the index in the engine; another one each time that it is filled anew.
    name       text not null unique,
    state      text not null default 'filling' check (state in ('filling', 'checking', 'following')),
    -- Searches ask it, even while it is being filled once more.
    serving    boolean not null default false,
    -- While it is being filled: images up to this one are in it, by id.
    filled_to  uuid,
    -- How many entries were put into it while it was filled.
    copied     bigint not null default 0,
    -- The last change of the outbox that it has, and when that was written.
    applied    bigint not null,
    applied_at timestamptz not null default now(),
    -- Two earlier ones: with an engine that shows writes after a while, what came after the latest of the three that
    -- was written long enough ago may not be seen yet.
    pending    bigint not null,
    pending_at timestamptz not null default now(),
    settled    bigint not null
);

-- Indexes in engines that nothing refers to any more, until they are deleted there.
create table engine_leftover (
    name       text primary key,
    engine     text not null,
    created_at timestamptz not null default now()
);

alter table generation drop drained_to;
