-- Generations are built beside the active one, by a model that has a name, and can be given up.

alter table generation
    -- The id by which the catalogue of models knows it.
    add model          text not null default 'demo',
    -- While it is being built: nobody works on it.
    add paused         boolean not null default false,
    -- It becomes active by itself as soon as nothing is missing.
    add activating     boolean not null default true,
    -- How fast it was last built, in images a second.
    add rate           float8,
    -- Why its model does not answer, while it is being built.
    add failure_code   text,
    add failure_reason text,
    drop constraint generation_state_check,
    add constraint generation_state_check check (state in ('building', 'active', 'retired', 'dropped'));
alter table generation alter model drop default;

update generation g set model = 'directory'
from space s where s.id = g.space_id and s.model <> 'Sightline demo model';

create unique index generation_kept on generation (space_id, engine) where state <> 'dropped';

-- Images that a generation cannot be given a vector of as they are: they have to be taken in again.
create table generation_gap (
    generation_id bigint not null references generation on delete cascade,
    image_id      uuid not null references image on delete cascade,
    primary key (generation_id, image_id)
);
create index generation_gap_image on generation_gap (image_id);

-- What the sweep found wrong and put right.
create table repair (
    id       bigint generated always as identity primary key,
    kind     text not null,
    -- No reference: it may be gone, or may never have been.
    image_id uuid,
    detail   text not null,
    at       timestamptz not null default now()
);
create index repair_at on repair (at desc);
