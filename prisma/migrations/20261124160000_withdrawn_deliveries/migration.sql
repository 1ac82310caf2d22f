-- A report that is empty once it is built anew, and that nobody wants empty, is withdrawn: what waited to bring it out says so, too, and waits no more.
alter table deliveries drop constraint deliveries_state_check,
  add constraint deliveries_state_check check (state in ('queued', 'sending', 'delivered', 'unknown', 'failed', 'dead', 'withdrawn'));
alter table deliveries no force row level security;
alter table runs no force row level security;
update deliveries d set state = 'withdrawn', detail = null, delivered_at = null, next_attempt_at = null
from runs u where u.id = d.run_id and u.state = 'withdrawn' and d.disclosed_at is null and d.state not in ('sending', 'unknown');
alter table deliveries force row level security;
alter table runs force row level security;
