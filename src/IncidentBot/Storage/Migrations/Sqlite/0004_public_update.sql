-- What customers read, as it was published. Components is JSON: the ids named in this update with their status before and after.
create table public_update (
    incident_id bigint not null references incident (id),
    number bigint not null,
    state text not null,
    title text not null,
    body text not null,
    components text not null,
    next_update_by bigint,
    published_at bigint not null,
    published_by text not null,
    primary key (incident_id, number)
);

create index public_update_published on public_update (published_at);
