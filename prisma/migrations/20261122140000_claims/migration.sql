-- What people claim until it is confirmed, guardians who said no, questions about the month that an exam was moved to, and sign-ins that end
-- with an address.

-- ── employers: a claim shows nobody what the register holds ───────────────────────────────────────────────────────
update employers set mpn_id = upper(mpn_id) where mpn_id <> upper(mpn_id);
update recipients r set slug = 'employer-' || e.mpn_id from employers e
  where e.id = r.employer_id and r.slug <> 'employer-' || e.mpn_id and lower(r.slug) = lower('employer-' || e.mpn_id);
alter table employers
  add constraint employers_mpn_id_upper check (mpn_id = upper(mpn_id)),
  -- Who named it: a name that somebody typed as they registered gives way to the one that an import or staff bring.
  add column named_by text not null default 'register' check (named_by in ('register', 'registration'));
alter table employments
  -- As they were typed, for the person to see until the employment is confirmed; then the register's count.
  add column claimed_mpn_id text collate "C" check (length(claimed_mpn_id) <= 32),
  add column claimed_company text check (length(claimed_company) <= 300),
  add check (num_nulls(claimed_mpn_id, claimed_company) in (0, 2)),
  add check (confirmed_by is null or claimed_company is null);
grant update (name, named_by) on employers to psa_worker;
alter policy portal_own_read on employers
  using ((select psa_is_staff())
    or id in (select employer_id from employments where person_id = (select psa_person_id()) and confirmed_by is not null));
alter policy portal_own_read on recipients
  using ((select psa_is_staff()) or kind <> 'employer'
    or employer_id in (select employer_id from employments where person_id = (select psa_person_id()) and confirmed_by is not null));

grant create on schema public to psa_keeper;
set role psa_keeper;
-- Whoever is confirmed knows what the company is called: their spelling takes the place of a name that a registration gave.
create or replace function psa_confirm_employment(employment int, with_domain boolean) returns int language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  employer int;
  claimed text;
  of_address text;
  others int;
begin
  if not psa_is_staff() then return 0; end if;
  select e.employer_id, e.claimed_company into employer, claimed from employments e
    where e.id = employment and e.ended_on is null and e.confirmed_by is null for update;
  if employer is null then return 0; end if;
  update employments set confirmed_by = 'staff', confirmed_at = psa_now(), claimed_mpn_id = null, claimed_company = null where id = employment;
  update employers set named_by = 'register', name = coalesce(claimed, name) where id = employer and named_by <> 'register';
  if not with_domain then return 1; end if;
  select split_part(p.email, '@', 2) into of_address from persons p join employments e on e.person_id = p.id where e.id = employment;
  insert into employer_domains (domain, employer_id) values (of_address, employer) on conflict do nothing;
  update employments e set confirmed_by = 'email-domain', confirmed_at = psa_now(), claimed_mpn_id = null, claimed_company = null from persons p
    where p.id = e.person_id and e.employer_id = employer and e.ended_on is null and e.confirmed_by is null
      and split_part(p.email, '@', 2) = of_address
      and exists (select from employer_domains d where d.domain = of_address and d.employer_id = employer);
  get diagnostics others = row_count;
  return 1 + others;
end $$;
-- Staff know better: the claim ends, and the person may make another.
create function psa_refuse_claim(employment int) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not psa_is_staff() then return false; end if;
  update employments set ended_on = greatest(started_on, (psa_now() at time zone 'Europe/Amsterdam')::date)
    where id = employment and ended_on is null and confirmed_by is null;
  return found;
end $$;
revoke execute on function psa_refuse_claim(int) from public;
grant execute on function psa_refuse_claim(int) to psa_portal;

reset role;
revoke create on schema public from psa_keeper;
create policy keeper_confirm on employers for update to psa_keeper using (true) with check (true);
create policy keeper_read on employers for select to psa_keeper using (true);
grant select (id, name, named_by), update (name, named_by) on employers to psa_keeper;
grant select (claimed_company, started_on), update (ended_on, claimed_mpn_id, claimed_company) on employments to psa_keeper;

-- ── registration ─────────────────────────────────────────────────────────────────────────────────────────────────────
-- Told is only who was told: no default says so.
alter table persons alter column informed_at drop default;
-- The guardian has seven days from being asked, and can be asked again. When the last mail to the guardian went; null while none has.
alter table registrations add column guardian_asked_at timestamptz;
update registrations set guardian_asked_at = address_proved_at where guardian_email is not null;
grant update (expires_at, guardian_asked_at) on registrations to psa_door;
-- An address whose guardian said no: a later registration from it needs the guardian, too, whatever age it says. Hashed with a key; for a year (C5).
create table guardian_refusals (
  email_hmac bytea primary key check (length(email_hmac) = 32),
  refused_at timestamptz not null default psa_now()
);
alter table guardian_refusals enable row level security;
alter table guardian_refusals force row level security;
create policy worker_all on guardian_refusals to psa_worker using (true) with check (true);
grant select, insert, update (refused_at), delete on guardian_refusals to psa_worker;

-- ── exams: who moved a sitting is asked about its new month ────────────────────────────────────────────────────────
alter table outcome_links add column month psa_month;
update outcome_links l set month = s.month from sittings s where s.id = l.sitting_id;
alter table outcome_links alter column month set not null, drop constraint outcome_links_sitting_id_key;
alter table outcome_links add constraint outcome_links_sitting_id_month_key unique (sitting_id, month);
-- A person sees the answer that waits about the month that is booked now.
grant select (month) on outcome_links to psa_portal;

-- ── rights ───────────────────────────────────────────────────────────────────────────────────────────────────────────
-- What a person says about what they ask for.
alter table privacy_requests add column message text check (length(message) <= 2000);
grant insert (message) on privacy_requests to psa_portal;
-- More is said about what was asked before, while nobody decided.
create policy portal_own_say on privacy_requests for update to psa_portal
  using (person_id = (select psa_person_id()) and decided_at is null) with check (person_id = (select psa_person_id()) and decided_at is null);
grant update (message) on privacy_requests to psa_portal;
-- Somebody who was erased may ask to be let in again.
grant delete on suppressed_emails to psa_worker;
-- Gone with the person.
grant update (message) on privacy_requests to psa_worker;
-- Whoever owes recipients a word looks again only where something happened since the last look.
alter table notification_duties add column told_at timestamptz;
grant update (told_at) on notification_duties to psa_worker;
-- Where a mail goes, if not to the address in use.
alter table mails add column to_address text collate "C" check (length(to_address) <= 254);

-- A new address ends every sign-in but the one that it was proved in, and whoever had the old mailbox is out.
alter table sign_ins drop constraint sign_ins_ended_because_check;
alter table sign_ins add constraint sign_ins_ended_because_check check (ended_because in
  ('signed-out', 'ended-by-person', 'ended-by-staff', 'rights-changed', 'disabled', 'removed', 'erased', 'address-changed'));
grant create on schema public to psa_doorkeeper;
set role psa_doorkeeper;
-- The sign-in in which the new address was proved goes on, whatever ends the others.
create or replace function psa_end_sign_ins() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched jsonb := to_jsonb(new);
begin
  update sign_ins s set ended_at = psa_now(), ended_because = tg_argv[0]
  where s.ended_at is null and case tg_table_name
    when 'persons' then s.person_id = (touched ->> 'id')::int
    when 'recipient_contacts' then s.contact_id = (touched ->> 'id')::int
    when 'staff_members' then s.staff_id = (touched ->> 'id')::int
    when 'staff_roles' then s.staff_id = (touched ->> 'staff_id')::int
    when 'identities' then s.identity_id = (touched ->> 'id')::int
  end
  and not (tg_argv[0] in ('address-changed', 'rights-changed') and s.person_id is not null
    and s.id is not distinct from nullif(current_setting('psa.sign_in_id', true), '')::int);
  return null;
end $$;
-- Codes and invitations that are on their way to the old address open nothing any more, nor do links that ask how an exam went; and the work account
-- that was tied to it is nobody's: the employer that keeps it may be one of before.
create function psa_withdraw_ways_in() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from sign_in_codes where person_id = new.id;
  update invitations set withdrawn_at = psa_now() where person_id = new.id and used_at is null and withdrawn_at is null;
  update identities set person_id = null where person_id = new.id;
  update outcome_links l set expires_at = psa_now() from sittings s
    where s.id = l.sitting_id and s.person_id = new.id and l.answer is null and l.expires_at > psa_now();
  return null;
end $$;
revoke execute on function psa_withdraw_ways_in() from public;
reset role;
revoke create on schema public from psa_doorkeeper;
create policy doorkeeper_read on sign_in_codes for select to psa_doorkeeper using (true);
create policy doorkeeper_withdraw on sign_in_codes for delete to psa_doorkeeper using (true);
grant select (person_id), delete on sign_in_codes to psa_doorkeeper;
create policy doorkeeper_read on outcome_links for select to psa_doorkeeper using (true);
create policy doorkeeper_end on outcome_links for update to psa_doorkeeper using (true) with check (true);
create policy doorkeeper_read on sittings for select to psa_doorkeeper using (true);
grant select (sitting_id, answer, expires_at), update (expires_at) on outcome_links to psa_doorkeeper;
grant select (id, person_id) on sittings to psa_doorkeeper;
create trigger persons_withdraw_ways_in after update of email on persons for each row
  when (new.email <> old.email) execute function psa_withdraw_ways_in();
create trigger persons_end_sign_ins_with_address after update of email on persons for each row
  when (new.email <> old.email) execute function psa_end_sign_ins('address-changed');

-- Who calls a function that runs with its owner's rights can't put a temporary table in front of ours.
do $$
declare
  f record;
begin
  for f in select p.oid::regprocedure as name, p.proowner::regrole as owner from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and p.prosqlbody is null and n.nspname in ('public', 'door', 'reporting') and not 'search_path=public, pg_temp' = any(p.proconfig) loop
    execute format('set role %s', f.owner);
    execute format('alter function %s set search_path = public, pg_temp', f.name);
    reset role;
  end loop;
end
$$;
