-- When next_attempt_at was computed: the difference is how long the row is to wait, also after the clock was set. Null in rows of an earlier version.
alter table outbox add column scheduled_at bigint null;
