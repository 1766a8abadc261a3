-- What services were asked that are paid for by what they are asked.

create table model_usage (
    day      date not null,
    -- All dimensions of a model together: titan, nova.
    model    text not null,
    requests bigint not null,
    images   bigint not null,
    -- Counted by the service, or estimated where it does not say.
    tokens   bigint not null,
    primary key (day, model)
);
