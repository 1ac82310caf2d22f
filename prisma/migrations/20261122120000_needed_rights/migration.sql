-- Rights that nothing needs are gone: a wall that nobody leans on is not tested by anybody either. What a later page needs, its migration grants.

-- ── portal ───────────────────────────────────────────────────────────────────────────────────────────────────────
drop policy portal_own_read on agreement_fields;
drop policy portal_staff_read on audit_anchors;
drop policy portal_staff_read on build_pages;
drop policy portal_read on countries;
drop policy portal_staff_read on import_batches;
drop policy portal_own_read on notice_acknowledgements;
drop policy portal_own_read on outcome_entries;
drop policy portal_read on privacy_notice_scopes;
drop policy portal_read on privacy_notice_texts;
drop policy portal_read on privacy_notices;
revoke select on agreement_fields, audit_anchors, build_pages, countries, import_batches, notice_acknowledgements,
  outcome_entries, privacy_notice_scopes, privacy_notice_texts, privacy_notices from psa_portal;
revoke select (person_id, contact_id, created_at) on identities from psa_portal;
revoke select (person_id, invited_by, created_at) on invitations from psa_portal;
revoke update (ask_no_more) on sittings from psa_portal;
revoke update (name) on staff_members from psa_portal;
revoke select (ended_because) on sign_ins from psa_portal, psa_recipient;

-- ── recipient ────────────────────────────────────────────────────────────────────────────────────────────────────
drop policy recipient_own on agreement_fields;
drop policy recipient_own on employers;
drop policy recipient_own on recipient_contacts;
drop policy recipient_own on recipients;
revoke select on agreement_fields, employers, recipient_contacts, recipients from psa_recipient;
revoke select (state) on runs from psa_recipient;

-- ── door, views ──────────────────────────────────────────────────────────────────────────────────────────────────
revoke select (first_name, last_name, language) on persons from psa_door;
revoke select (recipient_id, name) on recipient_contacts from psa_door;
revoke select (name) on staff_members from psa_door;
revoke select (agreement_id) on agreement_versions from psa_views;
revoke usage on schema public, reporting from psa_views;

-- ── worker ───────────────────────────────────────────────────────────────────────────────────────────────────────
revoke update on agreements, agreement_versions, builds, employers, recipient_contacts, recipients from psa_worker;
revoke select on import_changes, notice_acknowledgements, outcome_entries, privacy_notice_scopes, privacy_notices,
  progress_entries from psa_worker;
revoke insert on suppressed_emails from psa_worker;
-- The worker too speaks for whomever its transaction runs for, and at the time it is.
drop policy worker_all on audit_events;
create policy worker_read on audit_events for select to psa_worker using (true);
create policy worker_append on audit_events for insert to psa_worker
  with check (actor_kind = coalesce(psa_actor_kind(), 'nobody') and actor_id is not distinct from psa_actor_id());
revoke insert on audit_events from psa_worker;
grant insert (actor_kind, actor_id, event, subject_kind, subject_id, fields, details) on audit_events to psa_worker;
