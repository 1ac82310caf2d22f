-- A file that was given up of, and of which nobody knows whether it arrived, counts as given from then on: whoever stands in it reads so in their record, and the recipient
-- is told what changes (I8). On the portal nothing is given before it is published.
alter table deliveries drop constraint deliveries_check1,
  add constraint deliveries_disclosed_once_published check (disclosed_at is null or delivered_at is not null or channel <> 'portal');

alter table deliveries no force row level security;
update deliveries set disclosed_at = coalesce(claimed_at, queued_at)
where state = 'dead' and channel <> 'portal' and detail like '%Whether it arrived is not known%';
alter table deliveries force row level security;
