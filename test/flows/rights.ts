// The closed list of what each role may touch in the database; the policies say which rows of it. Whatever a migration grants beyond it fails
// a test, and is a decision to be made here.
import type { TestDatabase } from '#test/support/database.ts';

/** Role → a line for each table, view, schema or function, with its rights; a right to a whole table names no columns. */
export const RIGHTS: Readonly<Record<string, string>> = {
  psa_app: `
    function door.enter(bytea): execute
    schema door: usage
  `,
  psa_door: `
    audit_events: insert(actor_kind, actor_id, event, subject_kind, subject_id, fields, details)
    function door.enter(bytea): execute
    function psa_take_turn(text,bytea,integer,integer): execute
    identities: delete · insert · select · update(person_id, staff_id, contact_id)
    invitations: delete · insert(token_sha256, person_id, staff_id, contact_id, invited_by) · select · update(used_at, withdrawn_at)
    outcome_links: select · update(answer, answered_at)
    person_emails: select
    persons: select(id, email, language, erased_at)
    rate_counts: delete · insert · select · update
    recipient_contacts: select(id, email, confirmed_at, removed_at) · update(confirmed_at)
    registrations: insert · select · update(address_proved_at, guardian_token_sha256, guardian_asked_at, expires_at)
    schema door: usage
    schema public: usage
    sign_in_codes: delete · insert · select · update(tries)
    sign_in_flows: delete · insert · select
    sign_ins: delete · insert · select · update(token_sha256, authenticated_at, seen_at, ended_at, ended_because)
    sittings: select(id, person_id, exam_code, month, state, outcome)
    staff_members: select(id, email, disabled_at)
    support_cases: insert(topic, language, asker_name, asker_email, asker_phone) · select(id, person_id, closed_at) · update(waits_for, last_at, warned_at)
    support_messages: insert(case_id, kind, body) · select(case_id, body, reply_token_sha256, reply_expires_at) · update(reply_token_sha256, reply_expires_at)
  `,
  psa_doorkeeper: `
    identities: select(id, tenant_id, person_id, staff_id, contact_id) · update(person_id, contact_id)
    invitations: select(person_id, contact_id, used_at, withdrawn_at) · update(withdrawn_at)
    outcome_links: select(sitting_id, answer, expires_at) · update(expires_at)
    persons: select(id, first_name, last_name, language, erased_at)
    recipient_contacts: select(id, recipient_id, name, confirmed_at, removed_at)
    schema public: usage
    sign_in_codes: delete · select(person_id)
    sign_ins: select · update(person_id, seen_at, ended_at, ended_because)
    sittings: select(id, person_id)
    staff_members: select(id, name, disabled_at)
    staff_roles: select(staff_id, role, revoked_at)
  `,
  psa_keeper: `
    account_uses: select(person_id, used_on) · insert(person_id, used_on) · update(used_on)
    audit_events: select(id, occurred_at) · delete
    audit_seals: select(position, event_id)
    audit_trims: select(position)
    build_pages: select(build_id) · delete
    breach_builds: select(breach_id, build_id)
    breach_steps: select(id, breach_id, step)
    builds: select(id, run_id, file_removed_at)
    function psa_breach_open(integer): execute
    runs: select(id, planned_at)
    attendances: select(enrolment_id, meeting_id) · update(enrolment_id)
    consent_entries: select(person_id) · update(person_id)
    employer_domains: delete · insert(domain, employer_id) · select(domain, employer_id)
    employers: select(id, mpn_id, name, named_by) · update(name, named_by)
    employments: select(id, person_id, employer_id, started_on, ended_on, confirmed_by, confirmed_at, concurrent, claimed_mpn_id, claimed_company) · update(ended_on, confirmed_by, confirmed_at, claimed_mpn_id, claimed_company)
    enrolments: insert(person_id, employment_id, workshop_id, session_id, state) · select(id, person_id, employment_id, workshop_id, session_id, state, percent, enrolled_at) · update(state, percent)
    mails: insert(kind, person_id, about, next_attempt_at) · select(id, kind, person_id, to_address, about, state, detail) · update(person_id, to_address, about, state, detail, attempts, queued_at, next_attempt_at)
    notification_duties: insert(person_id, cause, fields, enrolment_ids, sitting_ids, stood_from) · select(person_id) · update(person_id)
    person_emails: insert(email, person_id) · select(email, person_id) · update(person_id)
    persons: select(id, email, first_name, last_name, found_minor_at, found_false_at, erased_at)
    recording_openings: insert(recording_id, person_id) · select(person_id) · update(person_id)
    recordings: select(id, workshop_id, url, available_until)
    notice_acknowledgements: select(person_id) · update(person_id)
    notifications: select(person_id) · update(person_id)
    privacy_requests: select(person_id) · update(person_id)
    schema public: usage
    session_meetings: select(session_id, starts_at, ends_at)
    session_news: insert(session_id, what) · select(id, session_id, what)
    sittings: select(id, outcome) · update(state, outcome, outcome_changed_at)
    undoable_steps: delete · insert(change, kind, employment_id, claimed_mpn_id, claimed_company, employer_named, domain, staff_id) · select
    workshop_sessions: select(id, workshop_id, places, cancelled_at, recorded)
    workshops: select(id, open, places)
  `,
  psa_portal: `
    retention_results: select
    retention_rules: select · insert(name, amount, automatic, owner, basis, review_on, changed_by) · update(amount, automatic, owner, basis, review_on, changed_at, changed_by)
    _prisma_migrations: select
    agreement_fields: delete · insert(version_id, dataset, field) · select
    agreement_versions: insert(agreement_id, number, in_force_from, ends_on, cadence, anchor_day, local_time, zone, language, reidentification_rule, channels, only_countries, contact, empty_reports, hold_above, targets, drafted_by) · select · update(in_force_from, ends_on, cadence, anchor_day, local_time, zone, language, reidentification_rule, channels, only_countries, contact, empty_reports, hold_above, targets, drafted_by, drafted_at, rule_chosen_by, rule_chosen_at, rule_seen_count, proposed_at, approved_by, approved_at, withdrawn_by, withdrawn_at)
    agreements: insert(recipient_id) · select · update(paused_at, paused_by, paused_because, resumed_at)
    attendances: insert(enrolment_id, meeting_id, attended, actor_kind, actor_id) · select · update(attended, actor_id, recorded_at)
    audit_events: insert(actor_kind, actor_id, event, subject_kind, subject_id, fields, details) · select
    audit_seals: select
    breach_builds: insert(breach_id, build_id, taken) · select · update(taken)
    breach_steps: insert(breach_id, step, at, staff_id, risk, why, consequences, measures, reference, late_why, how, counts) · select
    breaches: insert(drill, kind, title, what, happened_from, happened_to, known_at, recipient_id, contact_id, sha256, everybody, people_said, recorded_by) · select
    builds: select
    consent_entries: insert(person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id) · select
    countries: select
    deliveries: select
    delivery_attempts: select
    employer_aliases: select
    employer_domains: delete · insert(domain, employer_id) · select
    employers: select · update(name, named_by)
    employments: select · update(country_code, job_role)
    enrolments: insert(person_id, employment_id, workshop_id, session_id, state) · select · update(state, session_id, note, note_by)
    exams: insert(code) · select
    follow_ups: select · update(due_on, state, result, settled_at, settled_by, sitting_was)
    function psa_confirm_employment(integer,boolean,uuid): execute
    function psa_enrol(integer,integer): execute
    function psa_move_up(integer,integer): execute
    function psa_open_recording(integer): execute
    function psa_refuse_claim(integer,uuid): execute
    function psa_search_people(text[],integer): execute
    function psa_tell_session(integer,text): execute
    function psa_withdraw(integer): execute
    function reporting.exposure_of_version(integer,text,text,jsonb): execute
    identities: select(id, staff_id)
    import_uploads: insert(id, staff_id, kind, file_name, file_sha256, bytes) · select · update(encoding, columns, state, percent, summary, reading_at)
    invitations: select(id, staff_id, contact_id, expires_at, used_at, withdrawn_at)
    mails: insert(kind, person_id, about)
    mails: select(kind, person_id, about, state, case_id)
    function psa_is_busy(timestamp with time zone): execute
    support_cases: select
    support_messages: select
    function psa_notice_widens(integer,integer): execute
    notice_draft_scopes: delete · insert · select
    notice_draft_texts: insert(version, language, body, changed_by) · select · update(body, changed_at, changed_by)
    notice_drafts: delete · insert(version, drafted_by) · select · update(publish_on, revision, widens)
    notice_tellings: select · update(seen_at)
    lost_tellings: select
    members: delete · insert(country_code, recipient_id, email, changed_by) · select · update(email, changed_at, changed_by)
    notice_acknowledgements: select
    notifications: select
    outcome_conflicts: insert(sitting_id, claimed, opened_by_kind, opened_by_id) · select · update(closed_at, closed_by, closed_as)
    outcome_entries: insert(sitting_id, outcome, actor_kind, actor_id) · select
    outcome_links: select(sitting_id, answer, settled_at, month)
    people_apart: insert(low_id, high_id, decided_by)
    person_emails: select
    person_merges: select
    persons: select · update(first_name, last_name, phone, city, language, restricted_at)
    privacy_notice_scopes: select
    privacy_notice_texts: select
    privacy_notices: select
    privacy_request_keeps: select
    privacy_request_steps: select
    privacy_requests: insert(person_id, kind, due_on, message) · select · update(message)
    processors: insert(name, does, details, country_code, safeguard, since, until, changed_by) · select · update(name, does, details, country_code, safeguard, since, until, changed_by, changed_at)
    progress_entries: insert(enrolment_id, percent, actor_kind, actor_id, because) · select
    recipient_contacts: insert(recipient_id, email, name) · select · update(recipient_id, name, confirmed_at, removed_at, bounced_at)
    recipients: insert(kind, slug, name, employer_id) · select · update(name)
    recordings: delete · insert(workshop_id, session_id, title, url, available_until, added_by) · select(id, workshop_id, session_id, title, available_until, added_at, added_by, revision) · update(title, url, available_until)
    recording_openings: select
    reporting.disclosures: select
    role_requests: insert(staff_id, role, wish, asked_by) · select · update(decision, decided_by, decided_at)
    runs: select
    schema public: usage
    schema reporting: usage
    session_links: delete · insert(session_id, url) · select · update(url)
    session_meetings: delete · insert(session_id, starts_at, ends_at) · select · update(starts_at, ends_at)
    session_trainers: delete · insert(session_id, staff_id) · select
    settings: delete · insert(name, value, changed_by) · select · update(value, changed_at, changed_by)
    site_logos: delete · insert(theme, png, sha256, width, height, changed_by) · select · update(png, sha256, width, height, changed_at, changed_by)
    sign_ins: select(id, actor_kind, actor_id, method, browser, started_at, seen_at, ended_at) · update(ended_at, ended_because)
    sittings: insert(person_id, employment_id, exam_code, attempt, month) · select · update(month, state, ask_no_more)
    staff_members: insert(email, name) · select · update(disabled_at)
    staff_roles: insert(staff_id, role, granted_by, granted_on_request) · select · update(revoked_at, revoked_on_request)
    undoable_steps: delete · insert(change, kind, sitting_id, sitting_was, staff_id) · select
    workshop_sessions: insert(workshop_id, title, language, zone, places, recorded) · select · update(title, language, zone, places, cancelled_at, revision, recorded)
    workshops: insert(name, exam_code, open, places) · select · update(name, exam_code, open, places)
  `,
  psa_recipient: `
    agreement_versions: select
    agreements: select
    audit_events: insert(actor_kind, actor_id, event, subject_kind, subject_id, fields, details)
    builds: select(id, run_id, number, file_name, sha256, bytes, sheets, file_removed_at)
    deliveries: select(id, run_id, build_id, channel, state, delivered_at, disclosed_at)
    notifications: select(id, recipient_id, sha256, sheet, sheet_row, cause, fields, made_at, confirmed_at) · update(confirmed_at, confirmed_by)
    recipient_contacts: select(id, recipient_id, name, email, confirmed_at, removed_at) · update(confirmed_at, removed_at)
    runs: select(id, agreement_id, version_id, period)
    schema public: usage
    settings: select(name, value)
    sign_ins: select(id, actor_kind, actor_id, method, browser, started_at, seen_at, ended_at) · update(ended_at, ended_because)
  `,
  psa_report: `
    reporting.aggregate_statistics: select
    reporting.companies: select
    reporting.exam_candidates: select
    reporting.exam_scheduling: select
    reporting.exam_success: select
    reporting.member_leads: select
    reporting.registration_and_progress: select
    reporting.workshop_recordings: select
    schema public: usage
    schema reporting: usage
  `,
  psa_views: `
    agreement_fields: select(version_id, dataset, field)
    agreement_versions: select(id, agreement_id, number, zone, only_countries)
    agreements: select(id, recipient_id)
    build_pages: select(build_id, sheet, first_row, refs)
    builds: select(id, number, sha256, sheets)
    consent_entries: select(id, person_id, consent, given)
    countries: select(code, name)
    deliveries: select(id, run_id, build_id, channel, disclosed_at)
    employers: select(id, mpn_id, name)
    employments: select(id, person_id, employer_id, country_code, job_role, ended_on, confirmed_by)
    enrolments: select(id, person_id, employment_id, workshop_id, state, percent)
    persons: select(id, email, first_name, last_name, phone, notice_version, restricted_at, objected_at, found_minor_at, found_false_at, erased_at, informed_at)
    privacy_notice_scopes: select(version, recipient_kind, dataset, field)
    privacy_notices: select(version)
    recipients: select(id, kind, slug, employer_id)
    recordings: select(id, workshop_id, url, available_until)
    runs: select(id, agreement_id, version_id, period, told)
    sittings: select(id, person_id, employment_id, exam_code, month, state, outcome, outcome_changed_at)
    workshops: select(id, name, exam_code)
  `,
  psa_worker: `
    account_uses: select
    audit_trims: select · insert(position, hash, signature)
    function psa_forget_events(bigint): execute
    function psa_forget_rows_of_runs(integer): execute
    mails: delete
    notifications: delete
    privacy_requests: delete
    recipient_contacts: update(email, name)
    retention_results: insert(rule, reason, gone, kept, how, actor_id) · select(id, gone) · update(gone, kept, ended_at)
    retention_rules: select
    agreement_fields: insert · select
    agreement_versions: insert · select
    agreements: insert · select · update(paused_at, paused_by, paused_because)
    audit_anchors: insert · select · update(mailed_at)
    audit_events: insert(actor_kind, actor_id, event, subject_kind, subject_id, fields, details) · select
    audit_seals: insert · select
    breach_builds: delete · select
    breach_letters: delete · insert(breach_id, build_ids, people) · select
    breach_steps: delete · select
    breaches: delete · select
    build_pages: insert · select
    function psa_breach_open(integer): execute
    builds: insert · select · update(file_removed_at, not_reproducible_at)
    consent_entries: insert · select
    countries: select
    deliveries: insert · select · update
    delivery_attempts: insert · select
    email_changes: delete · insert · select · update
    employer_aliases: insert · select · update(employer_id)
    employer_domains: insert · select · update(employer_id)
    employers: delete · insert · select · update(name, named_by)
    employments: delete · insert · select · update
    enrolments: delete · insert · select · update
    function psa_move_person(integer,integer,integer[]): execute
    function psa_move_up(integer,integer): execute
    function psa_move_ways_in(integer,integer): execute
    function psa_seats_of(integer[]): execute
    function psa_undo_employments(uuid): execute
    function psa_write_anew(integer): execute
    exams: delete · insert · select
    follow_ups: insert · select · update
    guardian_refusals: delete · insert · select · update(refused_at)
    import_batches: insert · select · update(undone_at, undone_by)
    import_changes: delete · insert · select
    import_uploads: delete · select · update(state, summary, batch_id)
    mails: insert · select · update(state, attempts, detail, claimed_at, next_attempt_at, sent_at)
    notice_acknowledgements: insert · select(person_id, version, acknowledged_at)
    notification_duties: delete · insert(person_id, cause, fields, enrolment_ids, sitting_ids) · select · update(told_at, enrolment_ids, sitting_ids)
    notifications: insert · select
    outcome_conflicts: insert · select · update(sitting_id, closed_at, closed_by, closed_as)
    outcome_entries: insert · select(sitting_id, import_batch_id, recorded_at)
    outcome_links: insert · select · update(token_sha256, settled_at)
    people_apart: insert(low_id, high_id, decided_at, decided_by) · select
    person_emails: select
    person_merges: insert(kept_id, gone_id, gone_key, merged_by) · select · update(kept_id)
    persons: delete · insert · select · update
    function psa_notice_widens(integer,integer): execute
    function psa_notice_digest(integer): execute
    lost_tellings: delete · insert · select · update(objected_at)
    notice_draft_scopes: select
    notice_draft_texts: select
    notice_drafts: delete · select
    notice_tellings: insert(person_id, version, mailed_at, answered_at, answer) · select · update(mailed_at, seen_at, answered_at, answer, applied_at)
    privacy_notice_scopes: insert · select
    privacy_notice_texts: insert · select
    privacy_notices: insert · select · update(announced_at)
    privacy_request_keeps: insert · select · update(what)
    function psa_is_busy(timestamp with time zone): execute
    support_cases: delete · insert(person_id, topic, language) · select · update(person_id, asker_name, asker_email, asker_phone, waits_for, last_at, answered_at, warned_at, closed_at, closed_by, closed_how, request_id, passed_at)
    support_messages: delete · insert(case_id, kind, body, staff_id) · select · update(reply_token_sha256, reply_expires_at)
    privacy_request_steps: insert · select · update(note)
    privacy_requests: insert · select · update(decided_at, decision, decided_by, message, person_id, asker_name, asker_contact, language, nominal_on, due_on, identity_how, identity_by, identity_at, extended_at, extended_by, extension_reason, answer, closed_at, closed_by, answered_how, busy_by, busy_since)
    progress_entries: insert · select(enrolment_id, import_batch_id, recorded_at)
    recipient_contacts: insert · select · update(bounced_at)
    recipients: insert · select
    recording_openings: select
    recordings: delete · select(id, workshop_id, title, available_until)
    registrations: delete · select
    reporting.gate: select
    reporting.scope: select
    runs: insert · select · update
    schema public: usage
    schema reporting: usage
    session_meetings: select
    session_news: select
    settings: select
    sittings: delete · insert · select · update
    staff_members: insert · select · update
    staff_roles: insert · select · update
    suppressed_emails: delete · insert · select
    undoable_steps: delete · select(change, kind, employment_id, domain, staff_id, made_at)
    workshop_sessions: select
    workshops: delete · insert · select · update
  `,
};

/** 'select(id, email)' as 'select(id)' and 'select(email)'. */
function columnsOf(right: string): string[] {
  const [, verb, columns] = /^(\w+)\((.+)\)$/.exec(right) ?? [];
  return columns === undefined ? [right] : columns.split(', ').map((column) => `${verb}(${column})`);
}

/** The same, a right a line: 'psa_door persons: select(email)'. */
export const RIGHTS_LISTED: ReadonlySet<string> = new Set(
  Object.entries(RIGHTS).flatMap(([role, lines]) =>
    lines
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [thing = '', rights = ''] = line.trim().split(': ');
        return rights
          .split(' · ')
          .flatMap(columnsOf)
          .map((right) => `${role} ${thing}: ${right}`);
      }),
  ),
);

/**
 * Every right of a purpose role on a table or view: 'psa_door persons: select(id, email)'. A whole table's right names no columns. The reader of backups has
 * a rule of its own (test/rules/roles-and-views).
 */
export const listRights = async (database: TestDatabase): Promise<string[]> =>
  (
    await database.query<{ granted: string }>(
      `select a.grantee::regrole || ' ' || c.oid::regclass || ': ' || lower(a.privilege_type) as granted
       from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
       where n.nspname in ('public', 'reporting', 'door') and a.grantee::regrole::text like 'psa\\_%' and a.grantee <> c.relowner and c.relkind <> 'S'
         and a.grantee::regrole::text not in ('psa_owner', 'psa_backup')
       union all
       select a.grantee::regrole || ' ' || c.oid::regclass || ': ' || lower(a.privilege_type) || '(' || t.attname || ')'
       from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a where a.grantee::regrole::text like 'psa\\_%'
       union all
       select a.grantee::regrole || ' sequence ' || c.oid::regclass || ': ' || lower(a.privilege_type)
       from pg_class c, aclexplode(c.relacl) a where c.relkind = 'S' and a.grantee::regrole::text like 'psa\\_%' and a.grantee <> c.relowner
       union all
       select a.grantee::regrole || ' schema ' || n.nspname || ': ' || lower(a.privilege_type)
       from pg_namespace n, aclexplode(n.nspacl) a where n.nspname in ('public', 'reporting', 'door') and a.grantee <> n.nspowner and a.grantee::regrole::text <> 'psa_backup'
       union all
       select a.grantee::regrole || ' function ' || p.oid::regprocedure || ': ' || lower(a.privilege_type)
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace, aclexplode(p.proacl) a
       where n.nspname in ('public', 'reporting', 'door') and a.grantee not in (0, p.proowner)
       order by 1`,
    )
  ).map(({ granted }) => granted);
