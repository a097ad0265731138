-- Did the same person declare the same a moment ago?
create index incident_twin on incident (declared_by, title, id) where ended_at is null;
