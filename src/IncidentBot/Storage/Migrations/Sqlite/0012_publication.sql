-- Our incidents on pages kept elsewhere: which of theirs it is, and up to which public update it has been told.
create table publication (
    publisher    text not null,
    incident_id  bigint not null references incident (id),
    remote_id    text not null,
    number       bigint not null,
    published_at bigint not null,
    primary key (publisher, incident_id)
);

-- When a page elsewhere was last written to or will be: its limit holds across replicas and restarts.
create table publishing_pace (
    publisher text not null primary key,
    slot_at   bigint not null
);
