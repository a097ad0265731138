-- Did the same person declare the same a moment ago?
create index incident_twin on incident (declared_by, title) where ended_at is null;
