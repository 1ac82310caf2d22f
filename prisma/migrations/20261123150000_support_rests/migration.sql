-- Support: a case that asks for a right is passed on to whoever may enter requests.

-- ── passed on ────────────────────────────────────────────────────────────────────────────────────────────────────
-- Since when a privacy officer has it; null where it is support's.
alter table support_cases add column passed_at timestamptz;
grant update (passed_at) on support_cases to psa_worker;

-- A question on the public page is neither a mail nor one of somebody who signed in.
alter table privacy_requests drop constraint privacy_requests_channel_check,
  add constraint privacy_requests_channel_check check (channel in ('account', 'page', 'mail', 'phone', 'letter'));
