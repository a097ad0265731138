-- Where an incident lives in Slack. The channel's id is the truth, its name only for people; topic is what was last set, so that an
-- unchanged one is not set again (Slack writes a line into the room each time).
create table room (
    incident_id bigint not null primary key references incident (id),
    channel_id text not null unique,
    name text not null,
    topic text,
    is_archived boolean not null,
    opened_at bigint not null
);

-- Slack would not make this incident's channel, and why. The incident goes on without one.
create table room_refusal (
    incident_id bigint not null primary key references incident (id),
    code text not null,
    refused_at bigint not null
);

-- Messages of ours that are edited, settled or looked for later, by what they are. content is a fingerprint: an edit that changes nothing
-- is not sent.
create table slack_post (
    incident_id bigint not null references incident (id),
    key text not null,
    channel_id text not null,
    ts text not null,
    content text not null,
    posted_at bigint not null,
    primary key (incident_id, key)
);

-- Is a pinned message one of ours?
create index slack_post_message on slack_post (channel_id, ts);

-- A public update that was previewed and not yet confirmed, as its author wrote it.
create table public_draft (
    id text not null primary key,
    incident_id bigint not null references incident (id),
    author text not null,
    command text not null,
    created_at bigint not null
);

-- Forms we opened, and for whom: who was let in where the form was opened may submit it.
create table slack_form (
    view_id text not null primary key,
    incident_id bigint not null references incident (id),
    person text not null,
    opened_at bigint not null
);
