-- Serves what outbox_due did, and health: how many wait, and since when the oldest does. One tree less to write for every row.
drop index outbox_open;
drop index outbox_due;
create index outbox_due on outbox (next_attempt_at, id) include (created_at) where state in ('pending', 'in_flight');
