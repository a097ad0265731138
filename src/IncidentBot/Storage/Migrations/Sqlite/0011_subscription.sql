-- Somebody asked to hear of public updates and was sent a link to say so once more. What was never confirmed is forgotten soon.
create table subscription_request (
    token       text not null primary key,
    kind        text not null check (kind in ('email', 'webhook')),
    address     text not null,
    contact     text not null,
    person      text not null,
    scope       text not null,
    client      text null,
    created_at  bigint not null,
    expires_at  bigint not null,
    answered_at bigint null
);

-- Serves the limits and the forgetting.
create index subscription_request_created_at on subscription_request (created_at);

-- Who hears of public updates. Ids are never given twice: what is under way to one who left must not reach the next. Contact is the e-mail address that
-- confirmed; for e-mail it is the address itself. A web address may be subscribed by several: nobody can take it over from another.
create table subscriber (
    id            integer primary key autoincrement,
    kind          text not null check (kind in ('email', 'webhook')),
    address       text not null,
    contact       text not null,
    token         text not null unique,
    secret        text null,
    everything    boolean not null,
    state         text not null check (state in ('active', 'quarantined', 'undeliverable')),
    failures      integer not null default 0,
    failing_since bigint null,
    confirmed_at  bigint not null,
    unique (kind, address, contact)
);

-- Serves the fan-out, which goes through them in this order.
create index subscriber_active on subscriber (kind, id) where state = 'active';

create table subscriber_component (
    subscriber_id bigint not null references subscriber (id),
    component_id  text not null,
    primary key (subscriber_id, component_id)
);

create table subscriber_incident (
    subscriber_id bigint not null references subscriber (id),
    incident_id   bigint not null references incident (id),
    primary key (subscriber_id, incident_id)
);

-- How far a public update has been carried to its recipients of a kind: all matching ones up to after_id have a row in the outbox, or had one.
create table fan_out (
    incident_id bigint not null references incident (id),
    number      bigint not null,
    kind        text not null,
    after_id    bigint not null,
    recipients  bigint not null,
    began_at    bigint not null,
    done_at     bigint null,
    primary key (incident_id, number, kind)
);
