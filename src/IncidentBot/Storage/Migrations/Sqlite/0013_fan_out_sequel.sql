-- What follows an update is carried to its audience like the update itself: that it was corrected, or that its incident goes on in another. Version is that of
-- the incident by which it happened; 0 for the update itself.
create table fan_out_sequel (
    incident_id bigint not null references incident (id),
    number      bigint not null,
    kind        text not null,
    version     bigint not null default 0,
    after_id    bigint not null,
    recipients  bigint not null,
    began_at    bigint not null,
    done_at     bigint null,
    primary key (incident_id, number, kind, version)
);

insert into fan_out_sequel (incident_id, number, kind, after_id, recipients, began_at, done_at)
select incident_id, number, kind, after_id, recipients, began_at, done_at
from fan_out;

drop table fan_out;

alter table fan_out_sequel rename to fan_out;
