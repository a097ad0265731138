-- One row per due moment. The key is what makes a reminder speak once: an armed row may be moved or dropped with its promise, one that has
-- left 'armed' stays as the proof that this moment was dealt with.
create table reminder (
    incident_id bigint not null references incident (id),
    track text not null,
    number bigint not null,
    kind text not null,
    due_at bigint not null,
    state text not null check (state in ('armed', 'spoken', 'superseded', 'dropped')),
    decided_at bigint,
    primary key (incident_id, track, number, kind)
);

-- The sweep's claim and the earliest due moment.
create index reminder_armed on reminder (due_at) where state = 'armed';
