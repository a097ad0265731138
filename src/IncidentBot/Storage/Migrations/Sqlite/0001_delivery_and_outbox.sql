-- Requests already worked on. A primary key of text without a rowid is one tree to write instead of two.
create table delivery (
    key         text primary key not null,
    received_at bigint not null,
    answer      text null
) without rowid;

create index delivery_received_at on delivery (received_at);

-- Calls to the outside world, written in the commit that decided on them. Within a lane they go out in the order of their ids.
-- next_attempt_at is when anybody may next take the row: a back-off moves it, and a claim moves it to the claim's end.
create table outbox (
    id               integer primary key autoincrement,
    lane             text not null,
    incident_id      bigint null,
    incident_version bigint null,
    kind             text not null,
    payload          text not null,
    state            text not null check (state in ('pending', 'in_flight', 'sent', 'skipped', 'dead')),
    attempts         integer not null default 0,
    uncertain        integer not null default 0,
    next_attempt_at  bigint not null,
    created_at       bigint not null,
    claimed_until    bigint null,
    done_at          bigint null,
    last_error       text null
);

-- Serves the head of a lane: is there an earlier open row?
create index outbox_lane on outbox (lane, id) where state in ('pending', 'in_flight');

-- Serves the claim, what is due first; and when the next row will be due.
create index outbox_due on outbox (next_attempt_at, id) where state in ('pending', 'in_flight');

-- Serves health: how many wait, and since when the oldest does.
create index outbox_open on outbox (created_at) where state in ('pending', 'in_flight');

-- Serves health and the operator's retry.
create index outbox_dead on outbox (id) where state = 'dead';

-- Serves pruning.
create index outbox_done on outbox (done_at) where state in ('sent', 'skipped');
