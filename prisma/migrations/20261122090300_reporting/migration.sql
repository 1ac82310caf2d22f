-- The outer wall: who may be in a report, and the dataset views, which are all that the report role can read.

-- THE gate. Whether a person may be in a report, and why (not): the closed list of design.md, decided in this one
-- expression. It looks at columns only, so it is inlined into every view that asks.
create function psa_gate_reason(
  confirmed_by text, ended_on date, country_code text,
  erased_at timestamptz, found_false_at timestamptz, found_minor_at timestamptz,
  restricted_at timestamptz, objected_at timestamptz, notice_version int,
  notice_covers boolean, only_countries text[], on_day date
) returns text language sql immutable parallel safe
  return case
    when erased_at is not null then 'erased'
    when found_false_at is not null then 'false-registration'
    when found_minor_at is not null then 'minor'
    when restricted_at is not null then 'restricted'
    when objected_at is not null then 'objection-pending'
    when confirmed_by is null then 'employment-unconfirmed'
    when ended_on <= on_day then 'employment-ended'
    when notice_version is null then 'notice-missing'
    when notice_covers is not true then 'notice-narrower'
    when country_code <> all (only_countries) then 'filtered'
    else 'in'
  end;

-- Up to when earlier reports told outcomes of sittings in this month; null when none of them held it.
create function psa_told_until(told jsonb, month text) returns timestamptz language sql stable parallel safe
  return (select max((report ->> 'until')::timestamptz) from jsonb_array_elements(told) report where report ->> 'month' >= month);

-- Whether a sitting belongs into a report of these months (design.md, "What a report for period M holds").
create function psa_sitting_reason(
  state text, month text, outcome text, outcome_changed_at timestamptz,
  first_month text, last_month text, told_until timestamptz
) returns text language sql immutable parallel safe
  return case
    when state in ('not-taken', 'cancelled') then 'out-of-period'
    when month between first_month and last_month then 'in'
    when month > last_month and state = 'booked' then 'in'
    when month < first_month and outcome is not null
      and (told_until is null or outcome_changed_at > told_until) then 'in'
    else 'out-of-period'
  end;

-- The quarter of a month, for sorting rows whose months were coarsened: their order must not tell the month either.
create function reporting.quarter(month text) returns text language sql immutable parallel safe
  return left(month, 5) || 'Q' || ((right(month, 2)::int + 2) / 3)::text;

-- The runs that this transaction is about, each with the recipient and version that bound it.
create view reporting.scope with (security_barrier) as
select r.id as run_id, r.version_id, r.told,
  psa_first_month(r.period) as first_month, psa_last_month(r.period) as last_month,
  c.kind as recipient_kind, c.employer_id, v.only_countries,
  (psa_now() at time zone v.zone)::date as on_day
from runs r
join agreement_versions v on v.id = r.version_id
join agreements a on a.id = r.agreement_id
join recipients c on c.id = a.recipient_id
where c.kind in ('microsoft', 'employer');

-- Which notice tells people everything that a run would disclose.
create view reporting.notice_coverage with (security_barrier) as
select s.run_id, n.version
from reporting.scope s cross join privacy_notices n
where not exists (
  select from agreement_fields f
  where f.version_id = s.version_id and not exists (
    select from privacy_notice_scopes o
    where o.version = n.version and o.recipient_kind = s.recipient_kind and o.dataset = f.dataset and o.field = f.field
  )
);

-- The companies that a run's recipient hears of: its own, or all. Readers go through them one by one, in the order of
-- MPN IDs, so that a report of a million rows streams from indexes and nothing large is ever sorted.
create view reporting.companies with (security_barrier) as
select s.run_id, s.only_countries, s.on_day, r.id as employer_id, r.mpn_id, r.name as company
from reporting.scope s join employers r on r.id = s.employer_id
union all
select s.run_id, s.only_countries, s.on_day, r.id, r.mpn_id, r.name
from reporting.scope s cross join employers r where s.employer_id is null;

-- Every employment that a run's recipient could hear of, with the reason why it does or does not. An employment that is
-- not here belongs to another recipient: 'wrong-recipient'.
create view reporting.gate with (security_barrier) as
select m.run_id, m.mpn_id, m.company, e.id as employment_id, e.person_id, e.country_code, e.job_role,
  p.first_name, p.last_name, p.phone, p.email,
  psa_gate_reason(e.confirmed_by, e.ended_on, e.country_code, p.erased_at, p.found_false_at, p.found_minor_at,
    p.restricted_at, p.objected_at, p.notice_version, k.version is not null, m.only_countries, m.on_day) as reason
from reporting.companies m
join employments e on e.employer_id = m.employer_id
join persons p on p.id = e.person_id
left join reporting.notice_coverage k on k.run_id = m.run_id and k.version = p.notice_version;

-- The dataset views ask whether the reason is 'in' by a CASE: its selectivity is taken as a half, where an equality on a
-- computed text would be taken as one row in two hundred, and everything after it be planned for far too few rows.

-- F1 · registration and progress
create view reporting.registration_and_progress with (security_barrier) as
select g.run_id, n.id as row_ref, g.first_name, g.last_name, g.mpn_id, g.phone, c.name as country, g.email,
  g.company, g.job_role, w.name as workshop_name, n.percent as progress
from reporting.gate g
join enrolments n on n.employment_id = g.employment_id
join countries c on c.code = g.country_code
join workshops w on w.id = n.workshop_id
where case g.reason when 'in' then true else false end and n.state = 'enrolled';

-- Sittings of people who pass the gate, before the datasets take their columns.
create view reporting.exam_rows with (security_barrier) as
select g.run_id, t.id as row_ref, c.name as country, g.company, t.exam_code as exam_id,
  t.month as exam_month, t.outcome as result, t.month < s.first_month as is_earlier
from reporting.gate g
join reporting.scope s on s.run_id = g.run_id
join sittings t on t.employment_id = g.employment_id
join countries c on c.code = g.country_code
where case g.reason when 'in' then true else false end
  and psa_sitting_reason(t.state, t.month, t.outcome, t.outcome_changed_at, s.first_month, s.last_month,
    psa_told_until(s.told, t.month)) = 'in';

-- F2 · exam scheduling: without F3, an earlier month has nothing new to tell.
create view reporting.exam_scheduling with (security_barrier) as
select run_id, row_ref, country, company, exam_id, exam_month from reporting.exam_rows where not is_earlier;

-- F3 · exam success
create view reporting.exam_success with (security_barrier) as
select run_id, row_ref, country, company, exam_id, exam_month, result from reporting.exam_rows;

-- How many listed people could stand behind an exam row: counts, no people (design.md §3.6).
create view reporting.exam_candidates with (security_barrier) as
select g.run_id, c.name as country, g.company, w.exam_code as exam_id, count(distinct g.person_id) as candidates
from reporting.gate g
join enrolments n on n.employment_id = g.employment_id
join workshops w on w.id = n.workshop_id
join countries c on c.code = g.country_code
where case g.reason when 'in' then true else false end and n.state = 'enrolled' and w.exam_code is not null
group by g.run_id, c.name, g.company, w.exam_code;

-- What left about a person: one row per row of a delivery that was disclosed. Each person sees their own.
create view reporting.disclosures with (security_barrier) as
select o.person_id, d.id as delivery_id, d.channel, d.disclosed_at, d.run_id, b.id as build_id, b.number as build_number,
  b.sha256, p.sheet, p.first_row + position.i::int - 1 as sheet_row, o.row_ref,
  v.number as version_number, a.recipient_id, r.period,
  array(select f.value ->> 0 from jsonb_path_query(b.sheets, '$[*] ? (@.id == $sheet).fields[*]', jsonb_build_object('sheet', p.sheet)) f (value)) as fields
from (
  select 'registration' as sheet, id as row_ref, person_id from enrolments
  union all
  select 'exams', id, person_id from sittings
) o
join build_pages p on p.sheet = o.sheet and p.refs @> array[o.row_ref]
cross join lateral unnest(p.refs) with ordinality as position (ref, i)
join builds b on b.id = p.build_id
join deliveries d on d.build_id = b.id and d.disclosed_at is not null
join runs r on r.id = d.run_id
join agreement_versions v on v.id = r.version_id
join agreements a on a.id = r.agreement_id
where position.ref = o.row_ref
  and (psa_is_staff() or o.person_id = psa_person_id());

-- ── who owns the views, and what that owner may read ─────────────────────────────────────────────────────────────────
-- psa_views can't log in, owns no table and bypasses no row security: it has these columns and these policies.
grant usage, create on schema reporting to psa_views;
grant psa_views to current_user with set true;
do $$
declare
  v text;
begin
  for v in select viewname from pg_views where schemaname = 'reporting' loop
    execute format('alter view reporting.%I owner to psa_views', v);
  end loop;
end
$$;
revoke create on schema reporting from psa_views;

grant select (id, agreement_id, version_id, period, told) on runs to psa_views;
grant select (id, agreement_id, number, zone, only_countries) on agreement_versions to psa_views;
grant select (id, recipient_id) on agreements to psa_views;
grant select (id, kind, employer_id) on recipients to psa_views;
grant select (version_id, dataset, field) on agreement_fields to psa_views;
grant select (version) on privacy_notices to psa_views;
grant select (version, recipient_kind, dataset, field) on privacy_notice_scopes to psa_views;
grant select (id, person_id, employer_id, country_code, job_role, confirmed_by, ended_on) on employments to psa_views;
grant select (id, first_name, last_name, phone, email, notice_version, restricted_at, objected_at, found_minor_at,
  found_false_at, erased_at) on persons to psa_views;
grant select (id, mpn_id, name) on employers to psa_views;
grant select (code, name) on countries to psa_views;
grant select (id, name, exam_code) on workshops to psa_views;
grant select (id, person_id, employment_id, workshop_id, state, percent) on enrolments to psa_views;
grant select (id, person_id, employment_id, exam_code, month, state, outcome, outcome_changed_at) on sittings to psa_views;
grant select (build_id, sheet, first_row, refs) on build_pages to psa_views;
grant select (id, number, sha256, sheets) on builds to psa_views;
grant select (id, run_id, build_id, channel, disclosed_at) on deliveries to psa_views;

do $$
declare
  t text;
begin
  foreach t in array array['agreement_versions', 'agreements', 'recipients', 'agreement_fields', 'privacy_notices',
    'privacy_notice_scopes', 'employments', 'persons', 'employers', 'countries', 'workshops', 'enrolments', 'sittings',
    'build_pages', 'builds', 'deliveries'] loop
    execute format('create policy views_read on %I for select to psa_views using (true)', t);
  end loop;
end
$$;
-- Without a run in scope there is no row in any dataset view. Disclosures are about all runs, for whoever may ask.
create policy views_scope on runs for select to psa_views
  using (id in (select unnest(psa_run_ids())) or psa_actor_kind() in ('person', 'staff'));

grant usage on schema reporting to psa_report, psa_portal, psa_worker;
grant select on reporting.companies, reporting.registration_and_progress, reporting.exam_scheduling,
  reporting.exam_success, reporting.exam_candidates to psa_report;
grant select on reporting.gate, reporting.scope to psa_worker;
grant select on reporting.disclosures to psa_portal;

-- ── one order between "may this leave?" and "it may not any more" ──────────────────────────────────────────────────
-- The sender asks the gate and marks a delivery while it holds this lock alone; whatever can close the gate for someone
-- takes it shared. So either the sender sees the change, or the change sees what was sent, and never neither (I8).
create function psa_disclosure_lock() returns bigint language sql immutable parallel safe return 7240115;

create function psa_wait_for_sender() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(psa_disclosure_lock());
  return null;
end $$;
create trigger persons_wait_for_sender before update of restricted_at, objected_at, found_minor_at, found_false_at,
  erased_at, notice_version on persons for each statement execute function psa_wait_for_sender();
create trigger persons_wait_for_sender_on_delete before delete on persons
  for each statement execute function psa_wait_for_sender();
create trigger employments_wait_for_sender before update or delete on employments
  for each statement execute function psa_wait_for_sender();
create trigger enrolments_wait_for_sender before update of state on enrolments
  for each statement execute function psa_wait_for_sender();
create trigger enrolments_wait_for_sender_on_delete before delete on enrolments
  for each statement execute function psa_wait_for_sender();
create trigger sittings_wait_for_sender before delete on sittings
  for each statement execute function psa_wait_for_sender();
