-- A public update that was confirmed and is not out yet, as JSON, and when it leaves; without that moment it waits for approval.
alter table incident add column waiting_update text;
alter table incident add column waiting_leaves_at bigint;

-- What leaves next, and what is due: a handful of rows at any time.
create index incident_leaving on incident (waiting_leaves_at) where waiting_leaves_at is not null;

-- When the words were last corrected, and when an update of the past was entered. Null for what was published as it happened and never touched.
alter table public_update add column corrected_at bigint;
alter table public_update add column added_at bigint;

-- What customers must do once the incident is over, as the lead said.
alter table incident add column customer_guidance text;

-- When the public last heard anything, be it only a better word for what it had heard.
create index public_update_said on public_update ((coalesce(corrected_at, added_at, published_at)));
