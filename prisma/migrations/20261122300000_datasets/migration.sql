-- The datasets beside registrations and exams: recordings to Microsoft (F4), leads to the Member of one's own country by consent alone (F5), and
-- counts that identify nobody, to partners (F6).

-- ── the gate knows two reasons more ──────────────────────────────────────────────────────────────────────────────────
-- Still one expression. `of_country` is the country of a Member, null for any other recipient; `consents` is null where nobody is asked.
create function psa_gate_reason(
  confirmed_by text, ended_on date, country_code text,
  erased_at timestamptz, found_false_at timestamptz, found_minor_at timestamptz,
  restricted_at timestamptz, objected_at timestamptz, notice_version int,
  notice_covers boolean, only_countries text[], on_day date, of_country text, consents boolean
) returns text language sql immutable parallel safe
  return case
    when country_code <> of_country then 'wrong-recipient'
    when erased_at is not null then 'erased'
    when found_false_at is not null then 'false-registration'
    when found_minor_at is not null then 'minor'
    when restricted_at is not null then 'restricted'
    when objected_at is not null then 'objection-pending'
    when confirmed_by is null then 'employment-unconfirmed'
    when ended_on <= on_day then 'employment-ended'
    when notice_version is null then 'notice-missing'
    when notice_covers is not true then 'notice-narrower'
    when consents is false then 'consent-missing'
    when country_code <> all (only_countries) then 'filtered'
    else 'in'
  end;
create or replace function psa_gate_reason(
  confirmed_by text, ended_on date, country_code text,
  erased_at timestamptz, found_false_at timestamptz, found_minor_at timestamptz,
  restricted_at timestamptz, objected_at timestamptz, notice_version int,
  notice_covers boolean, only_countries text[], on_day date
) returns text language sql immutable parallel safe
  return psa_gate_reason(confirmed_by, ended_on, country_code, erased_at, found_false_at, found_minor_at, restricted_at, objected_at,
    notice_version, notice_covers, only_countries, on_day, null, null);

-- The sheets whose rows are enrolments: each names somebody.
create function psa_enrolment_sheets() returns text[] language sql immutable parallel safe
  return array['registration', 'leads'];

grant select (slug) on recipients to psa_views;
grant select (id, person_id, consent, given) on consent_entries to psa_views;
create policy views_read on consent_entries for select to psa_views using (true);
grant select (id, workshop_id, url, available_until) on recordings to psa_views;
create policy views_read on recordings for select to psa_views using (true);

grant usage on schema public, reporting to psa_views;
grant create on schema reporting to psa_views;
set role psa_views;

create or replace view reporting.scope with (security_barrier) as
select r.id as run_id, r.version_id, r.told,
  psa_first_month(r.period) as first_month, psa_last_month(r.period) as last_month,
  c.kind as recipient_kind, c.employer_id, v.only_countries,
  (psa_now() at time zone v.zone)::date as on_day,
  -- A Member is its country's: its slug is member-CC.
  case c.kind when 'member' then upper(substr(c.slug, 8)) end as member_country
from runs r
join agreement_versions v on v.id = r.version_id
join agreements a on a.id = r.agreement_id
join recipients c on c.id = a.recipient_id;

-- A Member hears of people of any company, a partner of none.
create or replace view reporting.companies with (security_barrier) as
select s.run_id, s.only_countries, s.on_day, r.id as employer_id, r.mpn_id, r.name as company, s.recipient_kind, s.member_country
from reporting.scope s join employers r on r.id = s.employer_id
union all
select s.run_id, s.only_countries, s.on_day, r.id, r.mpn_id, r.name, s.recipient_kind, s.member_country
from reporting.scope s cross join employers r where s.recipient_kind in ('microsoft', 'member');

-- Whether somebody consents is the last that they said, and no unless they said so (C4). Nobody is asked for what needs no consent.
create or replace view reporting.gate with (security_barrier) as
select m.run_id, m.mpn_id, m.company, e.id as employment_id, e.person_id, e.country_code, e.job_role,
  p.first_name, p.last_name, p.phone, p.email,
  psa_gate_reason(e.confirmed_by, e.ended_on, e.country_code, p.erased_at, p.found_false_at, p.found_minor_at,
    p.restricted_at, p.objected_at, case when p.informed_at is not null then p.notice_version end, k.version is not null,
    m.only_countries, m.on_day, m.member_country,
    case m.recipient_kind when 'member' then coalesce((
      select c.given from consent_entries c where c.person_id = p.id and c.consent = 'member-sharing' order by c.id desc limit 1
    ), false) end) as reason,
  m.recipient_kind
from reporting.companies m
join employments e on e.employer_id = m.employer_id
join persons p on p.id = e.person_id
left join reporting.notice_coverage k on k.run_id = m.run_id and k.version = p.notice_version;

-- ── each dataset has rows for its own kinds of recipients alone ──────────────────────────────────────────────────────
create or replace view reporting.registration_and_progress with (security_barrier) as
select g.run_id, n.id as row_ref, g.first_name, g.last_name, g.mpn_id, g.phone, c.name as country, g.email,
  g.company, g.job_role, w.name as workshop_name, n.percent as progress
from reporting.gate g
join enrolments n on n.employment_id = g.employment_id
join countries c on c.code = g.country_code
join workshops w on w.id = n.workshop_id
where case g.reason when 'in' then true else false end and n.state = 'enrolled' and g.recipient_kind <> 'member';

create or replace view reporting.exam_rows with (security_barrier) as
select g.run_id, t.id as row_ref, c.name as country, g.company, t.exam_code as exam_id,
  t.month as exam_month, t.outcome as result, t.month < s.first_month as is_earlier
from reporting.gate g
join reporting.scope s on s.run_id = g.run_id
join sittings t on t.employment_id = g.employment_id
join countries c on c.code = g.country_code
where case g.reason when 'in' then true else false end and g.recipient_kind <> 'member'
  and psa_sitting_reason(t.state, t.month, t.outcome, t.outcome_changed_at, s.first_month, s.last_month,
    psa_told_until(s.told, t.month)) = 'in';

create or replace view reporting.exam_candidates with (security_barrier) as
select g.run_id, c.name as country, g.company, w.exam_code as exam_id, count(distinct g.person_id) as candidates
from reporting.gate g
join enrolments n on n.employment_id = g.employment_id
join workshops w on w.id = n.workshop_id
join countries c on c.code = g.country_code
where case g.reason when 'in' then true else false end and n.state = 'enrolled' and w.exam_code is not null and g.recipient_kind <> 'member'
group by g.run_id, c.name, g.company, w.exam_code;

-- F4 · workshop recordings: those that are there today, told of before their session met (R6).
create view reporting.workshop_recordings with (security_barrier) as
select s.run_id, r.id as row_ref, w.name as workshop_name, r.url as recording_link
from reporting.scope s
cross join recordings r
join workshops w on w.id = r.workshop_id
where s.recipient_kind = 'microsoft' and r.available_until >= s.on_day;

-- F5 · member lead
create view reporting.member_leads with (security_barrier) as
select g.run_id, n.id as row_ref, g.first_name, g.last_name, g.phone, c.name as country, g.email, g.company, g.job_role, w.name as workshop_name
from reporting.gate g
join enrolments n on n.employment_id = g.employment_id
join countries c on c.code = g.country_code
join workshops w on w.id = n.workshop_id
where case g.reason when 'in' then true else false end and n.state = 'enrolled' and g.recipient_kind = 'member';

-- F6 · aggregate statistics: one table for the quarter. Of country and subject, the first choice is kept of: both, the subject, the country,
-- neither, for which no cell of the whole table has fewer than ten people; else there is no table (E3).
create view reporting.aggregate_statistics with (security_barrier) as
with counted as (
  select s.run_id, reporting.quarter(s.last_month) as quarter, e.country_code, w.name as subject, n.person_id,
    (n.percent = 100)::int as completed, null::int as sittings, null::int as passed
  from reporting.scope s
  cross join enrolments n
  join employments e on e.id = n.employment_id
  join workshops w on w.id = n.workshop_id
  where s.recipient_kind = 'partner' and n.state = 'enrolled' and (e.country_code <> all (s.only_countries)) is not true
  union all
  select s.run_id, reporting.quarter(s.last_month), e.country_code, t.exam_code, t.person_id,
    null, 1, (t.outcome is not distinct from 'passed')::int
  from reporting.scope s
  cross join sittings t
  join employments e on e.id = t.employment_id
  where s.recipient_kind = 'partner' and t.state = 'taken' and t.month between s.first_month and s.last_month
    and (e.country_code <> all (s.only_countries)) is not true
), lawful as (
  select f.* from counted f join persons p on p.id = f.person_id
  where p.erased_at is null and p.found_false_at is null and p.found_minor_at is null and p.restricted_at is null and p.objected_at is null
), cells as (
  select run_id, quarter, country_code, subject, grouping(country_code, subject) as dropped,
    count(distinct person_id)::int as people, sum(completed)::int as completed, sum(sittings)::int as sittings, sum(passed)::int as passed
  from lawful
  group by run_id, quarter, grouping sets ((country_code, subject), (subject), (country_code), ())
), kept as (
  select distinct on (run_id) run_id, dropped from cells
  group by run_id, dropped having min(people) >= 10
  order by run_id, array_position(array[0, 2, 1, 3], dropped)
)
-- A cell keeps its key from quarter to quarter, for whoever compares two reports.
select c.run_id, hashtext(concat_ws(' / ', c.country_code, c.subject)) & 2147483647 as row_ref,
  k.name as country, c.subject, c.quarter, c.people, c.completed, c.sittings, c.passed
from cells c
join kept using (run_id, dropped)
left join countries k on k.code = c.country_code;

create or replace view reporting.disclosures with (security_barrier) as
select o.person_id, d.id as delivery_id, d.channel, d.disclosed_at, d.run_id, b.id as build_id, b.number as build_number,
  b.sha256, p.sheet, p.first_row + position.i::int - 1 as sheet_row, o.row_ref,
  v.number as version_number, a.recipient_id, r.period,
  array(select f.value ->> 0 from jsonb_path_query(b.sheets, '$[*] ? (@.id == $sheet).fields[*]', jsonb_build_object('sheet', p.sheet)) f (value)) as fields
from (
  select sheet, id as row_ref, person_id from enrolments cross join unnest(psa_enrolment_sheets()) as s (sheet)
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
reset role;
revoke create on schema reporting from psa_views;
revoke usage on schema public, reporting from psa_views;

grant select on reporting.workshop_recordings, reporting.member_leads, reporting.aggregate_statistics to psa_report;

-- Consent that is withdrawn closes the gate: it waits for whoever is sending, as every other reason does (I8).
create trigger consent_entries_wait_for_sender before insert on consent_entries
  for each statement execute function psa_wait_for_sender();

alter table build_pages drop constraint build_pages_sheet_check,
  add constraint build_pages_sheet_check check (sheet in ('registration', 'exams', 'recordings', 'leads', 'statistics'));
alter table notifications drop constraint notifications_sheet_check,
  add constraint notifications_sheet_check check (sheet in ('registration', 'exams', 'leads'));
