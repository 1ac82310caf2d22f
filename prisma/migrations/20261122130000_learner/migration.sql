-- The learner's own portal: registration, consents, mails, outcome links, contested outcomes, corrections told to recipients, requests.

-- ── people ───────────────────────────────────────────────────────────────────────────────────────────────────────
-- When the person was told what is held and who gets it: at registration, or by mail after an import (C2b). Nobody is in a report before.
alter table persons add column informed_at timestamptz default psa_now();
create index persons_uninformed_idx on persons (id) where informed_at is null;

-- What somebody typed at /register, until the link in the mail is followed (and a guardian agrees, where one is needed). Nobody is a person here
-- before that; what is not followed up is deleted.
create table registrations (
  id int generated always as identity primary key,
  -- Of the link in the mail to the person.
  token_sha256 bytea not null unique check (length(token_sha256) = 32),
  -- Of the form: sent twice, it is one registration (bad-C2).
  submission uuid not null unique,
  email text collate "C" not null check (email = lower(btrim(email)) and length(email) <= 254),
  first_name text not null check (length(first_name) <= 200),
  last_name text not null check (length(last_name) <= 200),
  phone text not null check (length(phone) <= 40),
  city text check (length(city) <= 200),
  country_code text not null references countries,
  company text not null check (company <> '' and length(company) <= 300),
  mpn_id text collate "C" not null check (mpn_id ~ '^[0-9A-Za-z][0-9A-Za-z-]{0,31}$'),
  job_role text not null check (job_role <> '' and length(job_role) <= 200),
  language text not null check (language ~ '^[a-z]{2}$'),
  notice_version int not null,
  notice_language text not null,
  consents text[] not null default '{}' check (consents <@ array['member-sharing', 'marketing-email', 'marketing-phone']),
  -- Of 16 or under: a parent or guardian is asked (C5).
  guardian_email text check (length(guardian_email) <= 254),
  -- Of the link in the mail to the guardian, made anew when the address is proved: nobody knows the first one.
  guardian_token_sha256 bytea unique check (length(guardian_token_sha256) = 32),
  address_proved_at timestamptz,
  submitted_at timestamptz not null default psa_now(),
  expires_at timestamptz not null default psa_now() + interval '7 days',
  foreign key (notice_version, notice_language) references privacy_notice_texts (version, language),
  check (first_name <> '' or last_name <> ''),
  check ((guardian_email is null) = (guardian_token_sha256 is null))
);
create index registrations_email_idx on registrations (email);

-- Each consent given or withdrawn, appended (C4). The last one of a kind counts; none is no.
create table consent_entries (
  id bigint generated always as identity primary key,
  person_id int not null references persons on delete cascade,
  consent text not null check (consent in ('member-sharing', 'marketing-email', 'marketing-phone')),
  given boolean not null,
  notice_version int not null,
  notice_language text not null,
  how text not null check (how in ('registration', 'my-data', 'unsubscribe-link')),
  actor_kind text not null check (actor_kind in ('person', 'staff', 'system')),
  actor_id int,
  recorded_at timestamptz not null default psa_now(),
  foreign key (notice_version, notice_language) references privacy_notice_texts (version, language)
);
create index consent_entries_person_id_idx on consent_entries (person_id);

-- A new address waits here until the link that was sent to it is followed.
create table email_changes (
  person_id int primary key references persons on delete cascade,
  new_email text collate "C" not null check (new_email = lower(btrim(new_email)) and length(new_email) <= 254),
  token_sha256 bytea not null unique check (length(token_sha256) = 32),
  asked_at timestamptz not null default psa_now(),
  expires_at timestamptz not null default psa_now() + interval '1 day'
);

-- ── employers ────────────────────────────────────────────────────────────────────────────────────────────────────
-- An address of one of these domains confirms an employment; domains of public mail services are refused where they are entered.
create table employer_domains (
  domain text collate "C" primary key check (domain = lower(domain) and domain ~ '^[^[:space:]@]+\.[^[:space:]@]+$' and length(domain) <= 253),
  employer_id int not null references employers,
  added_at timestamptz not null default psa_now()
);
create index employer_domains_employer_id_idx on employer_domains (employer_id);

-- Staff confirm that somebody works where they say; with the domain of the address, whoever waits or comes with it later is confirmed, too. Gives how
-- many were confirmed: none where it is confirmed, ended or not there.
create function psa_confirm_employment(employment int, with_domain boolean) returns int language plpgsql security definer set search_path = public as $$
declare
  employer int;
  of_address text;
  others int;
begin
  if not psa_is_staff() then return 0; end if;
  select e.employer_id into employer from employments e
    where e.id = employment and e.ended_on is null and e.confirmed_by is null for update;
  if employer is null then return 0; end if;
  update employments set confirmed_by = 'staff', confirmed_at = psa_now() where id = employment;
  if not with_domain then return 1; end if;
  select split_part(p.email, '@', 2) into of_address from persons p join employments e on e.person_id = p.id where e.id = employment;
  insert into employer_domains (domain, employer_id) values (of_address, employer) on conflict do nothing;
  update employments e set confirmed_by = 'email-domain', confirmed_at = psa_now() from persons p
    where p.id = e.person_id and e.employer_id = employer and e.ended_on is null and e.confirmed_by is null
      and split_part(p.email, '@', 2) = of_address
      and exists (select from employer_domains d where d.domain = of_address and d.employer_id = employer);
  get diagnostics others = row_count;
  return 1 + others;
end $$;

-- ── learning ─────────────────────────────────────────────────────────────────────────────────────────────────────
alter table workshops
  -- People can enrol by themselves.
  add column open boolean not null default true,
  -- Null: as many as come.
  add column places int check (places > 0);

-- Of a workshop, for its learners, until the day it ends (F4, R6).
create table recordings (
  id int generated always as identity primary key,
  workshop_id int not null references workshops,
  title text not null check (title <> '' and length(title) <= 200),
  url text not null check (url ~ '^https://' and length(url) <= 2000),
  available_until date not null,
  added_at timestamptz not null default psa_now()
);
create index recordings_workshop_id_idx on recordings (workshop_id);

alter table progress_entries add column because text check (because in ('mistake', 'started-over', 'content-changed'));

-- Going down needs a reason from whoever says it for themselves; imports and staff may.
grant create on schema public to psa_keeper;
set role psa_keeper;
create or replace function psa_keep_percent() returns trigger language plpgsql security definer set search_path = public as $$
begin
  -- An import writes both at once; then there is nothing to keep up.
  if not exists (select from added a join enrolments n on n.id = a.enrolment_id where n.percent <> a.percent) then
    return null;
  end if;
  if exists (select from added a join enrolments n on n.id = a.enrolment_id
      where a.actor_kind = 'person' and a.percent < n.percent and a.because is null) then
    raise exception 'progress goes down without a reason' using errcode = 'check_violation', constraint = 'progress_entries_because';
  end if;
  update enrolments n set percent = a.percent
    from (select distinct on (enrolment_id) enrolment_id, percent from added order by enrolment_id, id desc) a
    where n.id = a.enrolment_id and n.percent <> a.percent;
  return null;
end $$;
reset role;

-- Who enrols in a workshop and who leaves it take turns (bad-C13).
create function psa_enrolment_lock() returns int language sql immutable parallel safe return 7240120;

-- Enrols the person of the transaction under their open employment, on the waiting list where the places are taken. Null: not open, no
-- employment, or enrolled already.
create function psa_enrol(workshop int) returns text language plpgsql security definer set search_path = public as $$
declare
  most int;
  employment int;
  given text := 'enrolled';
begin
  perform pg_advisory_xact_lock(psa_enrolment_lock(), workshop);
  select e.id into employment from employments e
    where e.person_id = psa_person_id() and e.ended_on is null and not e.concurrent;
  select w.places into most from workshops w where w.id = workshop and w.open;
  if not found or employment is null then return null; end if;
  if most <= (select count(*) from enrolments n where n.workshop_id = workshop and n.state = 'enrolled') then
    given := 'waiting';
  end if;
  insert into enrolments (person_id, employment_id, workshop_id, state) values (psa_person_id(), employment, workshop, given)
    on conflict do nothing;
  return case when found then given end;
end $$;

-- Withdraws the person's own enrolment; a place that comes free goes to whoever waits longest, who is written to. False: there was nothing to withdraw.
create function psa_withdraw(enrolment int) returns boolean language plpgsql security definer set search_path = public as $$
declare
  workshop int;
  was text;
  most int;
  next_one enrolments;
begin
  select n.workshop_id into workshop from enrolments n where n.id = enrolment and n.person_id = psa_person_id();
  if workshop is null then return false; end if;
  perform pg_advisory_xact_lock(psa_enrolment_lock(), workshop);
  select n.state into was from enrolments n where n.id = enrolment for update;
  if was is null or was = 'cancelled' then return false; end if;
  update enrolments set state = 'cancelled' where id = enrolment;
  select w.places into most from workshops w where w.id = workshop;
  if was = 'waiting' or most <= (select count(*) from enrolments n where n.workshop_id = workshop and n.state = 'enrolled') then
    return true;
  end if;
  update enrolments n set state = 'enrolled' where n.id = (
    select w.id from enrolments w where w.workshop_id = workshop and w.state = 'waiting' order by w.enrolled_at, w.id limit 1)
    returning n.* into next_one;
  if next_one.id is not null then
    insert into mails (kind, person_id, about) values ('place-free', next_one.person_id, next_one.id) on conflict do nothing;
  end if;
  return true;
end $$;

-- ── exams ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Two who say different things: nothing is overwritten, staff decide (bad-C5).
create table outcome_conflicts (
  id int generated always as identity primary key,
  sitting_id int not null references sittings on delete cascade,
  claimed text not null check (claimed in ('passed', 'failed', 'not-taken')),
  opened_by_kind text not null check (opened_by_kind in ('person', 'staff', 'system')),
  opened_by_id int,
  opened_at timestamptz not null default psa_now(),
  closed_at timestamptz,
  closed_by int references staff_members,
  -- The recorded outcome stays, or the claimed one takes its place.
  closed_as text check (closed_as in ('stands', 'changed')),
  check (num_nulls(closed_at, closed_as) in (0, 2))
);
create unique index outcome_conflicts_one_open on outcome_conflicts (sitting_id) where closed_at is null;

-- A link by mail that asks how an exam went: opening it changes nothing, answering does, and ten minutes later the answer counts.
create table outcome_links (
  id int generated always as identity primary key,
  sitting_id int not null unique references sittings on delete cascade,
  token_sha256 bytea not null unique check (length(token_sha256) = 32),
  made_at timestamptz not null default psa_now(),
  expires_at timestamptz not null default psa_now() + interval '90 days',
  answer text check (answer in ('passed', 'failed', 'not-taken', 'rather-not-say')),
  answered_at timestamptz,
  settled_at timestamptz,
  check ((answer is null) = (answered_at is null)),
  check (settled_at is null or answered_at is not null)
);
create index outcome_links_unsettled_idx on outcome_links (answered_at) where answered_at is not null and settled_at is null;

-- ── mails ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- What is to be written to somebody, once: the text is made as it goes, in the language that the person has then, and is not kept.
create table mails (
  id int generated always as identity primary key,
  kind text not null check (kind ~ '^[a-z][a-z-]*$'),
  person_id int references persons on delete cascade,
  contact_id int references recipient_contacts on delete cascade,
  -- The row that it is about, of the table that the kind says.
  about int not null default 0,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'dropped', 'dead')),
  attempts int not null default 0,
  -- A code, never an answer of a server.
  detail text check (length(detail) <= 40),
  queued_at timestamptz not null default psa_now(),
  claimed_at timestamptz,
  next_attempt_at timestamptz,
  sent_at timestamptz,
  check (num_nonnulls(person_id, contact_id) = 1),
  check ((state = 'sent') = (sent_at is not null))
);
create unique index mails_once_a_person on mails (kind, person_id, about) where person_id is not null;
create unique index mails_once_a_contact on mails (kind, contact_id, about) where contact_id is not null;
create index mails_waiting_idx on mails (queued_at) where state in ('queued', 'sending');

-- ── rights of the person ─────────────────────────────────────────────────────────────────────────────────────────
-- What a person asked for that a person must decide (P2).
create table privacy_requests (
  id int generated always as identity primary key,
  -- Null once the person is erased: that something was asked and decided stays.
  person_id int references persons on delete set null,
  kind text not null check (kind in ('access', 'rectification', 'erasure', 'restriction', 'objection', 'portability', 'withdrawal', 'complaint')),
  received_at timestamptz not null default psa_now(),
  due_on date not null,
  decided_at timestamptz,
  decision text check (decision in ('carried-out', 'refused')),
  decided_by int references staff_members,
  check (num_nulls(decided_at, decision) in (0, 2))
);
create unique index privacy_requests_one_open on privacy_requests (person_id, kind) where decided_at is null;
create index privacy_requests_due_on_idx on privacy_requests (due_on) where decided_at is null;

-- What changed about a person that recipients may have to be told; worked off by a job.
create table notification_duties (
  id bigint generated always as identity primary key,
  person_id int not null references persons on delete cascade,
  cause text not null check (cause in ('corrected', 'restricted', 'objection', 'minor', 'false-registration')),
  fields text[] not null default '{}',
  arose_at timestamptz not null default psa_now()
);
create index notification_duties_person_id_idx on notification_duties (person_id);

-- What a recipient is told under GDPR art. 19: a row of a file that it was given, by the file's hash, and no person (P6).
create table notifications (
  id int generated always as identity primary key,
  recipient_id int not null references recipients,
  delivery_id int not null references deliveries,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  sheet text not null check (sheet in ('registration', 'exams')),
  sheet_row int not null check (sheet_row > 0),
  cause text not null check (cause in ('corrected', 'erased', 'restricted', 'objection', 'minor', 'false-registration')),
  fields text[] not null default '{}',
  -- For the person to see who was told; gone with the person.
  person_id int references persons on delete set null,
  made_at timestamptz not null default psa_now(),
  confirmed_at timestamptz,
  confirmed_by int references recipient_contacts,
  check (confirmed_at is not null or confirmed_by is null)
);
create index notifications_recipient_id_made_at_idx on notifications (recipient_id, made_at desc);
create index notifications_person_id_idx on notifications (person_id);

-- Whoever changes what was reported, and however, owes the recipients a word.
create function psa_owe_correction() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into notification_duties (person_id, cause, fields)
  select n.id, 'corrected', f.fields
  from changed_to n join changed_from o on o.id = n.id
  cross join lateral (select array_remove(array[
    case when n.first_name <> o.first_name then 'first_name' end, case when n.last_name <> o.last_name then 'last_name' end,
    case when n.phone is distinct from o.phone then 'phone' end, case when n.email <> o.email then 'email' end], null) as fields) f
  where cardinality(f.fields) > 0
  union all
  select n.id, r.cause, '{}'
  from changed_to n join changed_from o on o.id = n.id
  cross join lateral (values
    ('restricted', n.restricted_at is not null and o.restricted_at is null),
    ('objection', n.objected_at is not null and o.objected_at is null),
    ('minor', n.found_minor_at is not null and o.found_minor_at is null),
    ('false-registration', n.found_false_at is not null and o.found_false_at is null)) r (cause, arose)
  where r.arose;
  return null;
end $$;
create trigger persons_owe_correction after update on persons
  referencing old table as changed_from new table as changed_to for each statement execute function psa_owe_correction();

create function psa_owe_employment_correction() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into notification_duties (person_id, cause, fields)
  select n.person_id, 'corrected', f.fields
  from changed_to n join changed_from o on o.id = n.id
  cross join lateral (select array_remove(array[case when n.country_code <> o.country_code then 'country' end,
    case when n.job_role <> o.job_role then 'job_role' end], null) as fields) f
  where cardinality(f.fields) > 0;
  return null;
end $$;
create trigger employments_owe_correction after update on employments
  referencing old table as changed_from new table as changed_to for each statement execute function psa_owe_employment_correction();

-- ── who may be in a report: told first ───────────────────────────────────────────────────────────────────────────────
grant usage on schema public, reporting to psa_views;
grant create on schema reporting to psa_views;
grant select (informed_at) on persons to psa_views;
set role psa_views;
create or replace view reporting.gate with (security_barrier) as
select m.run_id, m.mpn_id, m.company, e.id as employment_id, e.person_id, e.country_code, e.job_role,
  p.first_name, p.last_name, p.phone, p.email,
  psa_gate_reason(e.confirmed_by, e.ended_on, e.country_code, p.erased_at, p.found_false_at, p.found_minor_at,
    p.restricted_at, p.objected_at, case when p.informed_at is not null then p.notice_version end, k.version is not null,
    m.only_countries, m.on_day) as reason
from reporting.companies m
join employments e on e.employer_id = m.employer_id
join persons p on p.id = e.person_id
left join reporting.notice_coverage k on k.run_id = m.run_id and k.version = p.notice_version;
reset role;
revoke create on schema reporting from psa_views;
revoke usage on schema public, reporting from psa_views;

-- ── rights ───────────────────────────────────────────────────────────────────────────────────────────────────────
do $$
declare
  t text;
begin
  foreach t in array array['registrations', 'consent_entries', 'email_changes', 'employer_domains', 'recordings', 'outcome_conflicts',
    'outcome_links', 'mails', 'privacy_requests', 'notification_duties', 'notifications'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy worker_all on %I to psa_worker using (true) with check (true)', t);
  end loop;
  -- What everybody may read, signed in or not.
  foreach t in array array['countries', 'privacy_notices', 'privacy_notice_texts', 'privacy_notice_scopes'] loop
    execute format('create policy portal_read on %I for select to psa_portal using (true)', t);
    execute format('grant select on %I to psa_portal', t);
  end loop;
  -- A person's own rows, or any for staff.
  foreach t in array array['notice_acknowledgements', 'consent_entries', 'privacy_requests', 'notifications'] loop
    execute format('create policy portal_own_read on %I for select to psa_portal
      using ((select psa_is_staff()) or person_id = (select psa_person_id()))', t);
    execute format('grant select on %I to psa_portal', t);
  end loop;
  foreach t in array array['outcome_entries', 'outcome_conflicts'] loop
    execute format('create policy portal_own_read on %I for select to psa_portal
      using ((select psa_is_staff()) or sitting_id in (select id from sittings where person_id = (select psa_person_id())))', t);
    execute format('grant select on %I to psa_portal', t);
  end loop;
end
$$;
create policy portal_own_read on agreement_fields for select to psa_portal
  using ((select psa_is_staff()) or version_id in (select id from agreement_versions));
grant select on agreement_fields to psa_portal;
create policy portal_own_read on recordings for select to psa_portal
  using ((select psa_is_staff()) or workshop_id in (
    select workshop_id from enrolments where person_id = (select psa_person_id()) and state = 'enrolled'));
grant select on recordings to psa_portal;
-- That an answer by the link of a mail waits, and not the link.
create policy portal_own_read on outcome_links for select to psa_portal
  using (sitting_id in (select id from sittings where person_id = (select psa_person_id())));
grant select (sitting_id, answer, settled_at) on outcome_links to psa_portal;

-- What a person changes of their own, at once.
create policy portal_own_change on persons for update to psa_portal
  using (id = (select psa_person_id())) with check (id = (select psa_person_id()));
grant update (first_name, last_name, phone, city, language, restricted_at) on persons to psa_portal;
create policy portal_own_change on employments for update to psa_portal
  using (person_id = (select psa_person_id()) and ended_on is null)
  with check (person_id = (select psa_person_id()) and ended_on is null);
grant update (country_code, job_role) on employments to psa_portal;
create policy portal_own_append on consent_entries for insert to psa_portal
  with check (person_id = psa_person_id() and actor_kind = psa_actor_kind() and actor_id = psa_actor_id());
grant insert (person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id) on consent_entries to psa_portal;
create policy portal_own_ask on privacy_requests for insert to psa_portal with check (person_id = psa_person_id());
grant insert (person_id, kind, due_on) on privacy_requests to psa_portal;
grant insert (because) on progress_entries to psa_portal;

-- One's own exams: booked, moved, cancelled while nothing is recorded; an outcome where none is; a conflict for fourteen days where one is.
create policy portal_own_book on sittings for insert to psa_portal with check (person_id = (select psa_person_id()));
create policy portal_own_change on sittings for update to psa_portal
  using (person_id = (select psa_person_id()) and outcome is null)
  with check (person_id = (select psa_person_id()) and outcome is null);
create policy portal_own_append on outcome_entries for insert to psa_portal
  with check (actor_kind = psa_actor_kind() and actor_id = psa_actor_id() and exists (
    select from sittings s where s.id = sitting_id and s.person_id = psa_person_id() and s.outcome is null and s.state in ('booked', 'taken')));
create policy portal_own_contest on outcome_conflicts for insert to psa_portal
  with check (opened_by_kind = psa_actor_kind() and opened_by_id = psa_actor_id() and exists (
    select from sittings s where s.id = sitting_id and s.person_id = psa_person_id() and s.outcome_changed_at > psa_now() - interval '14 days'));
grant insert (sitting_id, claimed, opened_by_kind, opened_by_id) on outcome_conflicts to psa_portal;
grant update (ask_no_more) on sittings to psa_portal;

revoke execute on function psa_confirm_employment(int, boolean), psa_enrol(int), psa_withdraw(int), psa_owe_correction(), psa_owe_employment_correction() from public;
alter function psa_confirm_employment(int, boolean) owner to psa_keeper;
alter function psa_enrol(int) owner to psa_keeper;
alter function psa_withdraw(int) owner to psa_keeper;
alter function psa_owe_correction() owner to psa_keeper;
alter function psa_owe_employment_correction() owner to psa_keeper;
-- A person's addresses follow, whoever changes the one in use.
alter function psa_keep_person_emails() security definer set search_path = public;
revoke execute on function psa_keep_person_emails() from public;
alter function psa_keep_person_emails() owner to psa_keeper;
create policy keeper_read on person_emails for select to psa_keeper using (true);
create policy keeper_keep on person_emails for insert to psa_keeper with check (true);
grant select (email, person_id), insert (email, person_id) on person_emails to psa_keeper;
revoke create on schema public from psa_keeper;
grant execute on function psa_confirm_employment(int, boolean), psa_enrol(int), psa_withdraw(int) to psa_portal;
create policy keeper_read on persons for select to psa_keeper using (true);
create policy keeper_confirm on employments for update to psa_keeper using (true) with check (true);
create policy keeper_read on employer_domains for select to psa_keeper using (true);
create policy keeper_add on employer_domains for insert to psa_keeper with check (true);
grant select (id, email) on persons to psa_keeper;
grant select (employer_id, confirmed_by), update (confirmed_by, confirmed_at) on employments to psa_keeper;
grant select (domain, employer_id), insert (domain, employer_id) on employer_domains to psa_keeper;
create policy keeper_read on workshops for select to psa_keeper using (true);
create policy keeper_read on employments for select to psa_keeper using (true);
create policy keeper_enrol on enrolments for insert to psa_keeper with check (true);
create policy keeper_write on mails for insert to psa_keeper with check (true);
create policy keeper_owe on notification_duties for insert to psa_keeper with check (true);
grant select (id, open, places) on workshops to psa_keeper;
grant select (id, person_id, ended_on, concurrent) on employments to psa_keeper;
grant select (person_id, employment_id, workshop_id, state, enrolled_at) on enrolments to psa_keeper;
grant insert (person_id, employment_id, workshop_id, state), update (state) on enrolments to psa_keeper;
grant insert (kind, person_id, about) on mails to psa_keeper;
grant insert (person_id, cause, fields) on notification_duties to psa_keeper;

-- Before anybody is signed in: what was typed at /register, and the links that open a page without a sign-in.
create policy door_all on registrations to psa_door using (true) with check (true);
grant select, insert, update (address_proved_at, guardian_token_sha256) on registrations to psa_door;
create policy door_all on outcome_links to psa_door using (true) with check (true);
grant select, update (answer, answered_at) on outcome_links to psa_door;
create policy door_read on sittings for select to psa_door using (true);
grant select (id, person_id, exam_code, month, state, outcome) on sittings to psa_door;
grant select (language) on persons to psa_door;

-- A recipient is told which rows of its files are not as they were, and nothing of whom they are about.
create policy recipient_own on notifications for select to psa_recipient using (recipient_id = psa_recipient_id());
grant select (id, recipient_id, delivery_id, sha256, sheet, sheet_row, cause, fields, made_at, confirmed_at) on notifications to psa_recipient;

grant select, delete on registrations to psa_worker;
grant select, insert on consent_entries, employer_domains, recordings, outcome_conflicts, privacy_requests, notifications to psa_worker;
grant select, insert, update, delete on email_changes to psa_worker;
grant select, insert, update (token_sha256, settled_at) on outcome_links to psa_worker;
grant select, insert, update (state, attempts, detail, claimed_at, next_attempt_at, sent_at) on mails to psa_worker;
grant select, delete on notification_duties to psa_worker;
-- Erasure: the person goes with everything that hangs on them; what an import changed about them goes by name; files that hold them go.
grant delete on persons to psa_worker;
grant delete on import_changes to psa_worker;
grant select on import_changes to psa_worker;
-- What was still being decided is moot then.
grant update (decided_at, decision) on privacy_requests to psa_worker;
grant insert on suppressed_emails to psa_worker;
grant update (file_removed_at) on builds to psa_worker;

-- ── the door tells the language, too ─────────────────────────────────────────────────────────────────────────────────
grant create on schema public to psa_doorkeeper;
grant usage, create on schema door to psa_doorkeeper;
grant select (language) on persons to psa_doorkeeper;
set role psa_doorkeeper;
drop function door.enter(bytea);
reset role;
create function door.enter(token bytea) returns table (
  sign_in_id int, actor_kind text, actor_id int, recipient_id int, name text, roles text[], method text, tenant_id uuid,
  authenticated_ago_s int, language text
) language sql volatile security definer set search_path = public
begin atomic
  with live as (
    select s.* from sign_ins s
    where s.token_sha256 = token and psa_sign_in_lives(s.actor_kind, s.started_at, s.seen_at, s.ended_at)
  ), seen as (
    update sign_ins s set seen_at = psa_now() from live l
    where s.id = l.id and l.seen_at < psa_now() - interval '1 minute'
  )
  select l.id, l.actor_kind, l.actor_id, c.recipient_id,
    case l.actor_kind when 'person' then trim(concat(p.first_name, ' ', p.last_name)) when 'staff' then m.name
      when 'contact' then c.name else '' end,
    array(select r.role from staff_roles r where r.staff_id = m.id and r.revoked_at is null order by r.role),
    l.method, i.tenant_id, least(extract(epoch from psa_now() - l.authenticated_at), 1000000000)::int, p.language
  from live l
  left join persons p on p.id = l.person_id and p.erased_at is null
  left join staff_members m on m.id = l.staff_id and m.disabled_at is null
  left join recipient_contacts c on c.id = l.contact_id and psa_contact_counts(c.confirmed_at, c.removed_at)
  left join identities i on i.id = l.identity_id
  where l.actor_kind = 'visitor' or num_nonnulls(p.id, m.id, c.id) = 1;
end;
revoke execute on function door.enter(bytea) from public;
alter function door.enter(bytea) owner to psa_doorkeeper;
revoke create on schema public from psa_doorkeeper;
revoke usage, create on schema door from psa_doorkeeper;
grant execute on function door.enter(bytea) to psa_app, psa_door;

-- Who is erased as a learner may be staff or a contact as well: the account stays theirs, without the learner.
create function psa_keep_other_seats() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update identities set person_id = null where person_id = old.id and num_nonnulls(staff_id, contact_id) > 0;
  return old;
end $$;
create trigger persons_keep_other_seats before delete on persons for each row execute function psa_keep_other_seats();
revoke execute on function psa_keep_other_seats() from public;
grant create on schema public to psa_doorkeeper;
alter function psa_keep_other_seats() owner to psa_doorkeeper;
revoke create on schema public from psa_doorkeeper;
grant select (staff_id) on identities to psa_doorkeeper;
