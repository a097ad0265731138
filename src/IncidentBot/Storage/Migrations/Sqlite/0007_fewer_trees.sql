-- Each index is a tree more to write for every row. These two are found by their keys alone, so that their rows can lie in the key's own tree.
create table reminder_by_key (
    incident_id bigint not null references incident (id),
    track text not null,
    number bigint not null,
    kind text not null,
    due_at bigint not null,
    state text not null check (state in ('armed', 'spoken', 'superseded', 'dropped')),
    decided_at bigint,
    primary key (incident_id, track, number, kind)
) without rowid;

insert into reminder_by_key (incident_id, track, number, kind, due_at, state, decided_at)
select incident_id, track, number, kind, due_at, state, decided_at
from reminder;

drop table reminder;
alter table reminder_by_key rename to reminder;
create index reminder_armed on reminder (due_at) where state = 'armed';

create table timeline_entry_by_key (
    incident_id bigint not null references incident (id),
    position bigint not null,
    at bigint not null,
    by text not null,
    kind text not null,
    event text not null,
    primary key (incident_id, position)
) without rowid;

insert into timeline_entry_by_key (incident_id, position, at, by, kind, event)
select incident_id, position, at, by, kind, event
from timeline_entry;

drop table timeline_entry;
alter table timeline_entry_by_key rename to timeline_entry;

-- Serves what outbox_due did, and health: how many wait, and since when the oldest does.
drop index outbox_open;
drop index outbox_due;
create index outbox_due on outbox (next_attempt_at, id, created_at, state) where state in ('pending', 'in_flight');
