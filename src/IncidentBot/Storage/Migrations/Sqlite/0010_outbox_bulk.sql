-- Rows for the many outside: subscribers, and pages kept elsewhere. They have places of their own in the pump, so the team's rows never stand behind
-- them, and their waiting is their receivers' affair: it says nothing of this program's health.
alter table outbox add column bulk boolean not null default false;

drop index outbox_due;

-- Serves the claim, what is due first in each class; when the next row will be due; and health, how many rows of the team wait and since when the oldest does.
create index outbox_due on outbox (bulk, next_attempt_at, id, created_at, state) where state in ('pending', 'in_flight');
