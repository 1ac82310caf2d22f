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
-- Whoever pauses a schedule says so in their own name; whoever lets it go on leaves nothing of that.
create policy portal_staff_change on agreements for update to psa_portal
  using ((select psa_is_staff())) with check (case when paused_at is null then paused_by is null and paused_because is null
    else paused_by = psa_actor_id() and paused_because = 'by-staff' end);
grant insert (recipient_id), update (paused_at, paused_by, paused_because) on agreements to psa_portal;
create policy portal_staff_draft on agreement_versions for insert to psa_portal
  with check ((select psa_is_staff()) and drafted_by = psa_actor_id());
create policy portal_staff_change on agreement_versions for update to psa_portal
  using ((select psa_is_staff()) and withdrawn_at is null and (approved_at is null or in_force_from > (psa_now() at time zone zone)::date))
  with check ((approved_by is null or (approved_by <> drafted_by and in_force_from >= (psa_now() at time zone zone)::date))
    and (withdrawn_at is null or withdrawn_by = psa_actor_id()));
grant insert (agreement_id, number, in_force_from, ends_on, cadence, anchor_day, local_time, zone, language, reidentification_rule, channels,
    only_countries, contact, empty_reports, hold_above, targets, drafted_by),
  update (in_force_from, ends_on, cadence, anchor_day, local_time, zone, language, reidentification_rule, channels, only_countries, contact,
    empty_reports, hold_above, targets, drafted_by, drafted_at, rule_chosen_by, rule_chosen_at, rule_seen_count, proposed_at, approved_by,
    approved_at, withdrawn_by, withdrawn_at) on agreement_versions to psa_portal;
-- What was approved stays as it was approved; nobody approves, chooses or drafts in the name of another; and what is changed was neither proposed
-- nor is the rule chosen for it any more.
create function psa_keep_steps() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  me int := psa_actor_id();
  steps constant text[] := array['drafted_at', 'reidentification_rule', 'rule_chosen_by', 'rule_chosen_at', 'rule_seen_count', 'proposed_at',
    'approved_by', 'approved_at', 'withdrawn_by', 'withdrawn_at'];
  approval constant text[] := array['approved_by', 'approved_at'];
  withdrawal constant text[] := array['withdrawn_by', 'withdrawn_at'];
begin
  if current_user <> 'psa_portal' then return new; end if;
  if old.approved_at is not null then
    if to_jsonb(new) - withdrawal <> to_jsonb(old) - withdrawal then
      raise exception 'an approved version is not changed' using errcode = 'insufficient_privilege';
    end if;
  elsif new.approved_at is not null then
    if new.approved_by is distinct from me or to_jsonb(new) - approval <> to_jsonb(old) - approval then
      raise exception 'what is approved is what was proposed, and in one''s own name' using errcode = 'insufficient_privilege';
    end if;
  else
    if to_jsonb(new) - steps <> to_jsonb(old) - steps and (new.drafted_by is distinct from me or new.proposed_at is not null) then
      raise exception 'whoever changes a draft is its drafter, and it is to be proposed again' using errcode = 'insufficient_privilege';
    end if;
    if new.only_countries is distinct from old.only_countries and new.rule_chosen_by is not null then
      raise exception 'with other people in it the rule is to be chosen again' using errcode = 'insufficient_privilege';
    end if;
    if (new.reidentification_rule, new.rule_chosen_by, new.rule_chosen_at, new.rule_seen_count)
        is distinct from (old.reidentification_rule, old.rule_chosen_by, old.rule_chosen_at, old.rule_seen_count)
      and new.rule_chosen_by is distinct from me and not (new.rule_chosen_by is null and new.reidentification_rule = old.reidentification_rule) then
      raise exception 'a rule is chosen in one''s own name' using errcode = 'insufficient_privilege';
    end if;
  end if;
  return new;
end $$;
revoke execute on function psa_keep_steps() from public;
create trigger agreement_versions_keep_steps before update on agreement_versions for each row execute function psa_keep_steps();
-- Fields change by the hand of the draft's drafter, before it is proposed and before the rule is chosen for it.
create policy portal_staff_draft on agreement_fields for insert to psa_portal
  with check ((select psa_is_staff()) and version_id in (select id from agreement_versions
    where approved_at is null and withdrawn_at is null and proposed_at is null and rule_chosen_by is null and drafted_by = psa_actor_id()));
create policy portal_staff_clear on agreement_fields for delete to psa_portal
  using ((select psa_is_staff()) and version_id in (select id from agreement_versions
    where approved_at is null and withdrawn_at is null and proposed_at is null and rule_chosen_by is null and drafted_by = psa_actor_id()));
grant insert (version_id, dataset, field), delete on agreement_fields to psa_portal;

-- Today's exam rows of a version with fewer than two listed people who could be behind them, before there is a run: the same gate, the same
-- sittings and the same candidates as the dataset views have for one. Groups and counts; for staff alone.
grant select (agreement_id) on agreement_versions to psa_views;
grant usage on schema public, reporting to psa_views;
grant create on schema reporting to psa_views;
set role psa_views;
create function reporting.exposure_of_version(version int, first_month text, last_month text, told jsonb)
  returns table (exam_id text, exam_month text, country text, company text, exam_rows int, candidates int)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  with version_in_question as (
    select v.id, c.kind, c.employer_id, v.only_countries, (psa_now() at time zone v.zone)::date as on_day,
      exists (select from agreement_fields f where f.version_id = v.id and f.dataset = 'F3') as tells_results
    from agreement_versions v join agreements a on a.id = v.agreement_id join recipients c on c.id = a.recipient_id
    where v.id = exposure_of_version.version and psa_is_staff() and c.kind in ('microsoft', 'employer')
      and exists (select from agreement_fields f where f.version_id = v.id and f.dataset in ('F2', 'F3'))
  ), covering as (
    select n.version from version_in_question q cross join privacy_notices n
    where not exists (
      select from agreement_fields f
      where f.version_id = q.id and not exists (
        select from privacy_notice_scopes o
        where o.version = n.version and o.recipient_kind = q.kind and o.dataset = f.dataset and o.field = f.field
      )
    )
  ), listed as (
    select e.id as employment_id, e.person_id, k.name as country, r.name as company, q.tells_results
    from version_in_question q
    join employers r on q.employer_id is null or r.id = q.employer_id
    join employments e on e.employer_id = r.id
    join persons p on p.id = e.person_id
    join countries k on k.code = e.country_code
    left join covering n on n.version = p.notice_version
    where psa_gate_reason(e.confirmed_by, e.ended_on, e.country_code, p.erased_at, p.found_false_at, p.found_minor_at, p.restricted_at,
      p.objected_at, case when p.informed_at is not null then p.notice_version end, n.version is not null, q.only_countries, q.on_day) = 'in'
  ), counted as (
    select t.exam_code, t.month, l.country, l.company, count(*)::int as exam_rows
    from listed l join sittings t on t.employment_id = l.employment_id
    where psa_sitting_reason(t.state, t.month, t.outcome, t.outcome_changed_at, first_month, last_month, psa_told_until(told, t.month)) = 'in'
      and (l.tells_results or t.month >= first_month)
    group by t.exam_code, t.month, l.country, l.company
  ), behind as (
    select w.exam_code, l.country, l.company, count(distinct l.person_id)::int as candidates
    from listed l join enrolments n on n.employment_id = l.employment_id and n.state = 'enrolled' join workshops w on w.id = n.workshop_id
    where w.exam_code is not null
    group by w.exam_code, l.country, l.company
  )
  select c.exam_code, c.month, c.country, c.company, c.exam_rows, coalesce(b.candidates, 0)
  from counted c left join behind b using (exam_code, country, company)
  where coalesce(b.candidates, 0) < 2;
end;
revoke execute on function reporting.exposure_of_version(int, text, text, jsonb) from public;
grant execute on function reporting.exposure_of_version(int, text, text, jsonb) to psa_portal;
reset role;
revoke create on schema reporting from psa_views;
revoke usage on schema public, reporting from psa_views;

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
