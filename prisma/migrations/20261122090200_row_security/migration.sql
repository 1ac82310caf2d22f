-- Who may touch which rows, below the permissions that the portal's code decides.
-- portal: a person sees what is theirs, staff everything that the portal shows. recipient: its own runs and nothing of
-- people. worker: imports, runs, deliveries, the ledger. report: nothing here at all; it reads the dataset views.

do $$
declare
  t text;
begin
  for t in select tablename from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations' loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy worker_all on %I to psa_worker using (true) with check (true)', t);
    execute format('grant select on %I to psa_worker', t);
  end loop;
end
$$;

grant insert, update on
  persons, employers, employments, workshops, enrolments, sittings, recipients, agreements, agreement_versions, runs,
  builds, deliveries, staff_members, staff_roles, recipient_contacts
  to psa_worker;
-- Append only: no role may change or remove what was recorded.
grant insert on
  person_emails, suppressed_emails, exams, privacy_notices, privacy_notice_texts, privacy_notice_scopes,
  notice_acknowledgements, import_batches, import_changes, progress_entries, outcome_entries, agreement_fields,
  build_pages, audit_events, audit_seals
  to psa_worker;

-- ── portal: what everybody who is signed in may read ───────────────────────────────────────────────────────────────
do $$
declare
  t text;
begin
  foreach t in array array['countries', 'workshops', 'exams', 'privacy_notices', 'privacy_notice_texts',
    'privacy_notice_scopes'] loop
    execute format('create policy portal_read on %I for select to psa_portal using (true)', t);
    execute format('grant select on %I to psa_portal', t);
  end loop;
  -- Staff alone.
  foreach t in array array['runs', 'builds', 'build_pages', 'deliveries', 'import_batches', 'staff_members',
    'staff_roles', 'recipient_contacts', 'audit_events', 'audit_seals'] loop
    execute format('create policy portal_staff_read on %I for select to psa_portal using ((select psa_is_staff()))', t);
    execute format('grant select on %I to psa_portal', t);
  end loop;
  -- A person's own rows, or any for staff.
  foreach t in array array['person_emails', 'employments', 'enrolments', 'sittings', 'notice_acknowledgements'] loop
    execute format('create policy portal_own_read on %I for select to psa_portal
      using ((select psa_is_staff()) or person_id = (select psa_person_id()))', t);
    execute format('grant select on %I to psa_portal', t);
  end loop;
end
$$;

-- Agreements that concern one: every one with staff, one's own employers' and those with everybody's recipients.
create policy portal_own_read on recipients for select to psa_portal
  using ((select psa_is_staff()) or kind <> 'employer' or employer_id in (select employer_id from employments));
create policy portal_own_read on agreements for select to psa_portal
  using ((select psa_is_staff()) or recipient_id in (select id from recipients));
create policy portal_own_read on agreement_versions for select to psa_portal
  using ((select psa_is_staff()) or agreement_id in (select id from agreements));
create policy portal_own_read on agreement_fields for select to psa_portal
  using ((select psa_is_staff()) or version_id in (select id from agreement_versions));
grant select on recipients, agreements, agreement_versions, agreement_fields to psa_portal;

create policy portal_own_read on persons for select to psa_portal
  using ((select psa_is_staff()) or id = (select psa_person_id()));
create policy portal_own_read on employers for select to psa_portal
  using ((select psa_is_staff()) or id in (select employer_id from employments));
create policy portal_own_read on progress_entries for select to psa_portal
  using ((select psa_is_staff()) or enrolment_id in (select id from enrolments));
create policy portal_own_read on outcome_entries for select to psa_portal
  using ((select psa_is_staff()) or sitting_id in (select id from sittings));
grant select on persons, employers, progress_entries, outcome_entries to psa_portal;

-- ── portal: what a change on a page may write ────────────────────────────────────────────────────────────────────
-- Progress and outcomes are appended; what stands in enrolments and sittings follows from that (psa_keeper).
create policy portal_own_append on progress_entries for insert to psa_portal
  with check (actor_kind = psa_actor_kind() and actor_id = psa_actor_id()
    and ((select psa_is_staff()) or enrolment_id in (select id from enrolments)));
grant insert (enrolment_id, percent, actor_kind, actor_id) on progress_entries to psa_portal;

create policy portal_staff_append on outcome_entries for insert to psa_portal
  with check ((select psa_is_staff()) and actor_kind = psa_actor_kind() and actor_id = psa_actor_id());
grant insert (sitting_id, outcome, actor_kind, actor_id) on outcome_entries to psa_portal;
create policy portal_staff_book on sittings for insert to psa_portal with check ((select psa_is_staff()));
create policy portal_staff_change on sittings for update to psa_portal
  using ((select psa_is_staff())) with check ((select psa_is_staff()));
grant insert (person_id, employment_id, exam_code, attempt, month) on sittings to psa_portal;
grant update (month, state, ask_no_more) on sittings to psa_portal;
-- Taking a row's lock needs a right to update something of it; an enrolment's time of enrolment is nobody's to change.
create policy portal_own_lock on enrolments for update to psa_portal
  using ((select psa_is_staff()) or person_id = (select psa_person_id())) with check (false);
grant update (enrolled_at) on enrolments to psa_portal;

create policy keeper_read on enrolments for select to psa_keeper using (true);
create policy keeper_keep on enrolments for update to psa_keeper using (true) with check (true);
create policy keeper_read on sittings for select to psa_keeper using (true);
create policy keeper_keep on sittings for update to psa_keeper using (true) with check (true);
grant select (id, percent), update (percent) on enrolments to psa_keeper;
grant select (id, outcome), update (state, outcome, outcome_changed_at) on sittings to psa_keeper;
grant psa_keeper to current_user with set true;
grant create on schema public to psa_keeper;
revoke execute on function psa_keep_percent(), psa_keep_outcome() from public;
alter function psa_keep_percent() owner to psa_keeper;
alter function psa_keep_outcome() owner to psa_keeper;
revoke create on schema public from psa_keeper;

-- Everybody speaks for themselves in the ledger, and at the time it is.
create policy portal_append on audit_events for insert to psa_portal
  with check (actor_kind = coalesce(psa_actor_kind(), 'nobody') and actor_id is not distinct from psa_actor_id());
grant insert (actor_kind, actor_id, event, subject_kind, subject_id, fields, details) on audit_events to psa_portal;

-- ── recipient: its own runs, and nothing of people ─────────────────────────────────────────────────────────────────
create policy recipient_own on recipients for select to psa_recipient using (id = psa_recipient_id());
create policy recipient_own on employers for select to psa_recipient
  using (id in (select employer_id from recipients));
create policy recipient_own on recipient_contacts for select to psa_recipient
  using (id = psa_actor_id() and recipient_id = psa_recipient_id());
create policy recipient_own on agreements for select to psa_recipient using (recipient_id = psa_recipient_id());
create policy recipient_own on agreement_versions for select to psa_recipient
  using (agreement_id in (select id from agreements));
create policy recipient_own on agreement_fields for select to psa_recipient
  using (version_id in (select id from agreement_versions));
create policy recipient_own on runs for select to psa_recipient
  using (state in ('ready', 'done') and agreement_id in (select id from agreements));
-- What has been published on the portal: a build that waits or was held is not there.
create policy recipient_own on deliveries for select to psa_recipient
  using (channel = 'portal' and state = 'delivered' and run_id in (select id from runs));
create policy recipient_own on builds for select to psa_recipient
  using (id in (select build_id from deliveries));
create policy recipient_append on audit_events for insert to psa_recipient
  with check (actor_kind = 'contact' and actor_id = psa_actor_id());
-- What was thought and decided about a run stays with the academy: no reasons, no exposure, no checks.
grant select on recipients, employers, recipient_contacts, agreements, agreement_versions, agreement_fields to psa_recipient;
grant select (id, agreement_id, version_id, period, state) on runs to psa_recipient;
grant select (id, run_id, build_id, channel, state, delivered_at, disclosed_at) on deliveries to psa_recipient;
grant select (id, run_id, number, file_name, sha256, bytes, sheets, file_removed_at) on builds to psa_recipient;
grant insert (actor_kind, actor_id, event, subject_kind, subject_id, fields, details) on audit_events to psa_recipient;

-- Whether a process may serve is told by the migrations that are applied.
do $$
begin
  if to_regclass('_prisma_migrations') is not null then
    grant select on _prisma_migrations to psa_portal;
  end if;
end
$$;
