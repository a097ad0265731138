-- An incident as it stands. Instants are Unix milliseconds in UTC; a clock's four columns are null together while it does not run.
create table incident (
    id bigint not null primary key,
    version bigint not null,
    title text not null,
    severity text not null,
    phase text not null,
    declared_by text not null,
    declared_at bigint not null,
    reported_by text,
    lead text,
    lead_since bigint,
    lead_acknowledged_at bigint,
    messenger text,
    customer_impact boolean not null,
    impact_since bigint,
    impact_number bigint not null,
    is_private boolean not null,
    is_security boolean not null,
    page_silenced_because text,
    summary text,
    internal_promise bigint,
    internal_made_at bigint,
    internal_promised_for bigint,
    internal_nudge_from bigint,
    public_promise bigint,
    public_made_at bigint,
    public_promised_for bigint,
    public_nudge_from bigint,
    last_promise bigint not null,
    last_internal_update_at bigint,
    last_public_update_at bigint,
    public_state text,
    public_title text,
    public_updates bigint not null,
    components text not null,
    run bigint not null,
    run_since bigint not null,
    resolved_at bigint,
    ended_at bigint,
    merged_into bigint references incident (id)
);

-- The lists of open incidents: few rows of many.
create index incident_open on incident (id) where ended_at is null;

-- What the public page shows.
create index incident_public on incident (last_public_update_at) where public_state is not null;

-- What happened, in order, for good. The event is JSON as the decider made it.
create table timeline_entry (
    incident_id bigint not null references incident (id),
    position bigint not null,
    at bigint not null,
    by text not null,
    kind text not null,
    event text not null,
    primary key (incident_id, position)
);
