-- Agreements are drafted, proposed and approved by two people; schedules pause; deliveries keep every attempt; recipients confirm what they were told.

-- ── agreement versions ───────────────────────────────────────────────────────────────────────────────────────────────
alter table agreement_versions
  -- A report without rows goes out all the same, so that nobody wonders whether it was lost; else the run ends without one.
  add column empty_reports boolean not null default true,
  -- Share of rows that came or went since this recipient's last report, in percent, above which a run awaits a release. Null: never.
  add column hold_above smallint check (hold_above between 1 and 100),
  -- Where channels lead that have an address: { "sftp": {…}, "graph": {…} }; no secret among it.
  add column targets jsonb not null default '{}' check (jsonb_typeof(targets) = 'object'),
  -- Whoever changed the draft last.
  add column drafted_by int references staff_members,
  add column drafted_at timestamptz not null default psa_now(),
  -- The privacy officer's choice of the re-identification rule, and how many exam rows were exposed at that moment.
  add column rule_chosen_by int references staff_members,
  add column rule_chosen_at timestamptz,
  add column rule_seen_count int check (rule_seen_count >= 0),
  add column proposed_at timestamptz,
  add column approved_by int references staff_members,
  add column approved_at timestamptz,
  add column withdrawn_by int references staff_members,
  add column withdrawn_at timestamptz,
  add check (approved_by is null or approved_at is not null),
  -- The second person (design.md: a second person approves); null is the system, which seeds samples.
  add constraint agreement_versions_second_person check (approved_by is null or approved_by <> drafted_by),
  add check (approved_by is null or (proposed_at is not null and rule_chosen_by is not null)),
  add check (withdrawn_by is null or withdrawn_at is not null),
  add check ((rule_chosen_by is null) = (rule_chosen_at is null));
-- Those that stood before were approved by standing.
update agreement_versions set approved_at = psa_now();
-- Several drafts may aim at one day; one that counts.
alter table agreement_versions drop constraint agreement_versions_agreement_id_in_force_from_key;
-- The versions that bind: approved and not withdrawn before they began.
create function psa_binds(approved_at timestamptz, withdrawn_at timestamptz) returns boolean language sql immutable parallel safe
  return approved_at is not null and withdrawn_at is null;
create unique index agreement_versions_in_force_key on agreement_versions (agreement_id, in_force_from) where psa_binds(approved_at, withdrawn_at);
-- A draft is nobody's business but staff's.
alter policy portal_own_read on agreement_versions
  using ((select psa_is_staff()) or psa_binds(approved_at, withdrawn_at) and agreement_id in (select id from agreements));
alter policy recipient_own on agreement_versions
  using (psa_binds(approved_at, withdrawn_at) and agreement_id in (select id from agreements));

alter table agreements
  add column paused_by int references staff_members,
  add column paused_because text check (paused_because in ('by-staff', 'not-fetched')),
  add check (paused_because is null or paused_at is not null);

-- ── deliveries ───────────────────────────────────────────────────────────────────────────────────────────────────────
-- What came of every attempt, as it was answered.
create table delivery_attempts (
  delivery_id int not null references deliveries on delete cascade,
  build_id int not null references builds,
  -- Counts over all builds of the delivery.
  number int not null check (number > 0),
  outcome text not null check (outcome in ('delivered', 'failed', 'dead', 'unknown', 'not-arrived')),
  answer text check (length(answer) <= 300),
  ended_at timestamptz not null default psa_now(),
  primary key (delivery_id, number)
);

-- Mail to staff: what needs a person first.
alter table mails
  add column staff_id int references staff_members on delete cascade,
  drop constraint mails_check,
  add constraint mails_one_addressee check (num_nonnulls(person_id, contact_id, staff_id) = 1);
create unique index mails_once_a_staff_member on mails (kind, staff_id, about) where staff_id is not null;
-- An address that mail came back from: a person must look.
alter table recipient_contacts add column bounced_at timestamptz;

-- ── rights ───────────────────────────────────────────────────────────────────────────────────────────────────────────
alter table delivery_attempts enable row level security;
alter table delivery_attempts force row level security;
create policy worker_all on delivery_attempts to psa_worker using (true) with check (true);
create policy portal_staff_read on delivery_attempts for select to psa_portal using ((select psa_is_staff()));
grant select on delivery_attempts to psa_portal;
grant select, insert on delivery_attempts to psa_worker;

-- Staff draft; what is approved is changed by nobody, but may be withdrawn before it begins.
create policy portal_staff_add on recipients for insert to psa_portal with check ((select psa_is_staff()));
grant insert (kind, slug, name, employer_id) on recipients to psa_portal;
create policy portal_staff_add on agreements for insert to psa_portal with check ((select psa_is_staff()));
create policy portal_staff_change on agreements for update to psa_portal
  using ((select psa_is_staff())) with check ((select psa_is_staff()) and (paused_by is null or paused_by = psa_actor_id()));
grant insert (recipient_id), update (paused_at, paused_by, paused_because) on agreements to psa_portal;
create policy portal_staff_draft on agreement_versions for insert to psa_portal
  with check ((select psa_is_staff()) and drafted_by = psa_actor_id() and approved_at is null);
create policy portal_staff_change on agreement_versions for update to psa_portal
  using ((select psa_is_staff()) and withdrawn_at is null and (approved_at is null or in_force_from > (psa_now() at time zone zone)::date))
  with check ((select psa_is_staff())
    and (approved_at is null or approved_by is null or (approved_by <> drafted_by and in_force_from >= (psa_now() at time zone zone)::date))
    and (withdrawn_at is null or withdrawn_by = psa_actor_id()));
grant insert (agreement_id, number, in_force_from, ends_on, cadence, anchor_day, local_time, zone, language, reidentification_rule, channels,
    only_countries, contact, empty_reports, hold_above, targets, drafted_by),
  update (in_force_from, ends_on, cadence, anchor_day, local_time, zone, language, reidentification_rule, channels, only_countries, contact,
    empty_reports, hold_above, targets, drafted_by, drafted_at, rule_chosen_by, rule_chosen_at, rule_seen_count, proposed_at, approved_by,
    approved_at, withdrawn_by, withdrawn_at) on agreement_versions to psa_portal;
-- What was approved stays as it was approved, and whoever approves says so in their own name.
create function psa_keep_approved() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if current_user = 'psa_portal' and (
      old.approved_at is null and new.approved_at is not null and new.approved_by is distinct from psa_actor_id()
      or old.approved_at is not null and to_jsonb(new) - 'withdrawn_at' - 'withdrawn_by' <> to_jsonb(old) - 'withdrawn_at' - 'withdrawn_by') then
    raise exception 'an approved version is not changed, and nobody approves in the name of another' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
revoke execute on function psa_keep_approved() from public;
create trigger agreement_versions_approved before update on agreement_versions for each row execute function psa_keep_approved();
create policy portal_staff_draft on agreement_fields for insert to psa_portal
  with check ((select psa_is_staff()) and version_id in (select id from agreement_versions where approved_at is null));
create policy portal_staff_clear on agreement_fields for delete to psa_portal
  using ((select psa_is_staff()) and version_id in (select id from agreement_versions where approved_at is null));
grant insert (version_id, dataset, field), delete on agreement_fields to psa_portal;

-- A recipient's contact says that a notification was acted on.
create policy recipient_confirm on notifications for update to psa_recipient
  using (recipient_id = psa_recipient_id() and confirmed_at is null) with check (recipient_id = psa_recipient_id() and confirmed_by = psa_actor_id());
grant update (confirmed_at, confirmed_by) on notifications to psa_recipient;
-- Whoever says so, on the recipient's side, and when.
grant select (confirmed_by) on notifications to psa_recipient;

grant update (bounced_at) on recipient_contacts to psa_worker;
grant update (bounced_at) on recipient_contacts to psa_portal;
-- A schedule whose reports nobody fetches pauses by itself.
grant update (paused_at, paused_by, paused_because) on agreements to psa_worker;
