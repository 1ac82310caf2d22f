-- Support: a case that asks for a right is passed on to whoever may enter requests, and each question that is asked back has a link of its own. And rests of earlier migrations.

-- ── passed on ────────────────────────────────────────────────────────────────────────────────────────────────────
-- Since when a privacy officer has it; null where it is support's.
alter table support_cases add column passed_at timestamptz;
grant update (passed_at) on support_cases to psa_worker;

-- A question on the public page is neither a mail nor one of somebody who signed in.
alter table privacy_requests drop constraint privacy_requests_channel_check,
  add constraint privacy_requests_channel_check check (channel in ('account', 'page', 'mail', 'phone', 'letter'));

-- ── links ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Of the mail that took the question out: it lives as long as that mail says, whatever else is asked.
alter table support_messages
  add column reply_token_sha256 bytea unique check (length(reply_token_sha256) = 32),
  add column reply_expires_at timestamptz,
  add check (num_nulls(reply_token_sha256, reply_expires_at) in (0, 2)),
  add check (reply_token_sha256 is null or kind = 'asked-back');

alter table support_cases no force row level security;
alter table support_messages no force row level security;
update support_messages m set reply_token_sha256 = c.reply_token_sha256, reply_expires_at = c.reply_expires_at
from support_cases c
where c.reply_token_sha256 is not null and m.id = (select max(id) from support_messages where case_id = c.id and kind = 'asked-back');
alter table support_messages force row level security;
alter table support_cases force row level security;

alter table support_cases drop constraint support_cases_closed_without_contact,
  drop column reply_token_sha256, drop column reply_expires_at,
  add constraint support_cases_closed_without_contact check (closed_at is null
    or num_nonnulls(asker_name, asker_email, asker_phone) = 0);

grant update (reply_token_sha256, reply_expires_at) on support_messages to psa_worker;
create policy door_use_link on support_messages for update to psa_door
  using (kind = 'asked-back' and case_id in (select id from support_cases where person_id is null and closed_at is null)) with check (reply_token_sha256 is null);
grant select (reply_token_sha256, reply_expires_at), update (reply_token_sha256, reply_expires_at) on support_messages to psa_door;

-- ── mail that came back ──────────────────────────────────────────────────────────────────────────────────────────
-- As it was, and besides: it is a mail of now, and none that has been lost for weeks.
grant update (queued_at) on mails to psa_keeper;
grant create on schema public to psa_keeper;
set role psa_keeper;
create or replace function psa_write_to_new_address() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update mails set state = 'queued', queued_at = psa_now(), attempts = 0, detail = null, next_attempt_at = null
  where person_id = new.id and state = 'dead' and to_address is null
    and kind in ('imported', 'notice-changed', 'breach-letter', 'account-goes');
  return null;
end $$;
reset role;
revoke create on schema public from psa_keeper;

-- ── objections that 20261123110000 brought into force ────────────────────────────────────────────────────────────
-- It wrote down of nobody that they stand: each line says so, by the system.
alter table persons no force row level security;
alter table privacy_requests no force row level security;
alter table audit_events no force row level security;
insert into audit_events (actor_kind, event, subject_kind, subject_id, details)
select 'system', 'person.objected', 'person', p.audit_key::text, jsonb_build_object('since', p.objected_at, 'because', 'entered-before')
from persons p
where p.objected_at is not null and p.erased_at is null
  and exists (select from privacy_requests r where r.person_id = p.id and r.kind = 'objection' and r.entered_by is not null)
  and not exists (select from audit_events e where e.event = 'person.objected' and e.subject_kind = 'person' and e.subject_id = p.audit_key::text
    and e.occurred_at >= p.objected_at - interval '1 minute')
order by p.id;
alter table audit_events force row level security;
alter table privacy_requests force row level security;
alter table persons force row level security;
