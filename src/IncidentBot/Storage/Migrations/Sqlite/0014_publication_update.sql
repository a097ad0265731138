-- Which of their updates is ours, on pages kept elsewhere: by it a correction finds what it corrects.
create table publication_update (
    publisher   text not null,
    incident_id bigint not null references incident (id),
    number      bigint not null,
    remote_id   text not null,
    primary key (publisher, incident_id, number)
);

-- Serves a merge, which looks for those who follow what is merged, and the forgetting of what is long over.
create index subscriber_incident_followed on subscriber_incident (incident_id, subscriber_id);
