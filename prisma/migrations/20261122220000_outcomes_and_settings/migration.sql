-- Outcomes that somebody else contradicts or takes back, and what the association decides about itself.

-- ── a conflict that staff open ───────────────────────────────────────────────────────────────────────────────────────
-- Another word about what is known is a conflict, whoever says it (bad-C5).
create policy portal_staff_contest on outcome_conflicts for insert to psa_portal
  with check ((select psa_is_staff()) and opened_by_kind = psa_actor_kind() and opened_by_id = psa_actor_id() and exists (
    select from sittings s where s.id = sitting_id and (s.outcome is not null or s.state in ('not-taken', 'cancelled'))));

-- ── a call that is taken back ────────────────────────────────────────────────────────────────────────────────────────
-- What the sitting was before the call, so that it can be that again.
alter table follow_ups add column sitting_was text check (sitting_was in ('booked', 'taken'));
grant update (sitting_was) on follow_ups to psa_portal;
-- "Unknown" takes an outcome back: of an import, or one's own of a moment ago. Both stay in the history.
do $$
declare
  named text;
begin
  select conname into strict named from pg_constraint where conrelid = 'outcome_entries'::regclass and contype = 'c'
    and pg_get_constraintdef(oid) like '%import_batch_id%';
  execute format('alter table outcome_entries drop constraint %I', named);
end
$$;
alter table outcome_entries add constraint outcome_entries_unknown_check
  check (outcome <> 'unknown' or import_batch_id is not null or actor_kind = 'staff');
create policy portal_staff_take_back on outcome_entries as restrictive for insert to psa_portal
  with check (outcome <> 'unknown' or exists (
    select from follow_ups f where f.sitting_id = outcome_entries.sitting_id and f.kind = 'call' and f.state = 'done'
      and f.settled_by = psa_actor_id() and f.settled_at > psa_now() - interval '10 minutes'));

-- ── an outcome that is another, or none any more ─────────────────────────────────────────────────────────────────────
-- Whoever was given the exam row is told (P6). What is told is about that sitting, and about no other of the person.
alter table notification_duties
  -- From when on what is corrected stood there: a file that was read before says nothing wrong.
  add column stood_from timestamptz;
grant insert (enrolment_ids, sitting_ids, stood_from) on notification_duties to psa_keeper;
grant create on schema public to psa_keeper;
set role psa_keeper;
create function psa_owe_outcome_correction() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- What was not taken was not taken in any month either.
  insert into notification_duties (person_id, cause, fields, enrolment_ids, sitting_ids, stood_from)
  select n.person_id, 'corrected', case when n.state = 'not-taken' then array['exam_month', 'result'] else array['result'] end, '{}', array[n.id],
    o.outcome_changed_at
  from changed_to n join changed_from o on o.id = n.id
  where o.outcome is not null and n.outcome is distinct from o.outcome;
  return null;
end $$;
revoke execute on function psa_owe_outcome_correction() from public;
reset role;
revoke create on schema public from psa_keeper;
create trigger sittings_owe_correction after update on sittings
  referencing old table as changed_from new table as changed_to for each statement execute function psa_owe_outcome_correction();

-- ── the calendar of reports ──────────────────────────────────────────────────────────────────────────────────────────
create index runs_due_at_idx on runs (due_at);
-- Of mails that never went, what they were about.
grant select (kind) on mails to psa_portal;

-- ── settings ─────────────────────────────────────────────────────────────────────────────────────────────────────────
-- Back to what the code proposes.
create policy portal_staff_remove on settings for delete to psa_portal using ((select psa_is_staff()));
grant delete on settings to psa_portal;
-- For how long an outcome can be contested; the same as the code proposes, and within the same bounds.
create function psa_contest_days() returns int language sql stable parallel safe
  return coalesce((select case when value::text ~ '^[0-9]{2}$' and value::text::int between 14 and 90 then value::text::int end
    from settings where name = 'contestDays'), 14);
alter policy portal_own_contest on outcome_conflicts
  with check (opened_by_kind = psa_actor_kind() and opened_by_id = psa_actor_id() and exists (
    select from sittings s where s.id = sitting_id and s.person_id = psa_person_id()
      and s.outcome_changed_at > psa_now() - make_interval(days => psa_contest_days())));

-- ── Members ──────────────────────────────────────────────────────────────────────────────────────────────────────────
-- The Member of each country: a recipient, for those of its country who consented (F5).
create table members (
  country_code text collate "C" primary key references countries,
  recipient_id int not null unique references recipients,
  email text collate "C" not null check (email ~ '^[^[:space:]@]+@[^[:space:]@]+$' and length(email) <= 254),
  changed_at timestamptz not null default psa_now(),
  changed_by int references staff_members
);
alter table members enable row level security;
alter table members force row level security;
-- Who it is, is told to anybody who is asked for consent.
create policy portal_read on members for select to psa_portal using (true);
create policy portal_staff_add on members for insert to psa_portal with check ((select psa_is_staff()));
create policy portal_staff_change on members for update to psa_portal using ((select psa_is_staff())) with check ((select psa_is_staff()));
create policy portal_staff_remove on members for delete to psa_portal using ((select psa_is_staff()));
create policy portal_staff_name_member on recipients for update to psa_portal
  using ((select psa_is_staff()) and kind = 'member') with check ((select psa_is_staff()) and kind = 'member');
grant select, insert (country_code, recipient_id, email, changed_by), update (email, changed_at, changed_by), delete on members to psa_portal;
grant update (name) on recipients to psa_portal;
