-- What follows an update is carried to its audience like the update itself: that it was corrected, or that its incident goes on in another. Version is that of
-- the incident by which it happened; 0 for the update itself.
alter table fan_out add column version bigint not null default 0;

alter table fan_out drop constraint fan_out_pkey;

alter table fan_out add primary key (incident_id, number, kind, version);
