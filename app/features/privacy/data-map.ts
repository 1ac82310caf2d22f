// Says of every column of every table to which class of data it belongs, and what becomes of it on erasure where that is not what becomes of its class (design.md
// §3.11). A column that is not here fails the tests; register, transparency page, export and erasure follow what stands here.
import { DATA_CLASSES, type DataClassName, type Erasure } from './data-classes.ts';

export type DataEntry = {
  readonly class: DataClassName;
  /** What becomes of it as the person is erased whom it is about. */
  readonly onErasure: Erasure;
};

/** Columns of one class; on erasure they go the way of the class, or another that is said. */
const each = (
  name: DataClassName,
  columns: string,
  onErasure: Erasure = DATA_CLASSES[name].onErasure,
): Record<string, DataEntry> =>
  Object.fromEntries(columns.split(' ').map((column) => [column, { class: name, onErasure }]));

/** Table → column → entry. */
export const DATA_MAP: Readonly<Record<string, Readonly<Record<string, DataEntry>>>> = {
  countries: each('register', 'code name'),
  privacy_notices: each('register', 'version published_on announced_at widens'),
  privacy_notice_texts: each('register', 'version language body sha256'),
  privacy_notice_scopes: each('register', 'version recipient_kind dataset field'),
  notice_drafts: each('register', 'version publish_on revision widens drafted_by drafted_at'),
  notice_draft_texts: each('register', 'version language body changed_at changed_by'),
  notice_draft_scopes: each('register', 'version recipient_kind dataset field'),
  notice_tellings: each('proof', 'person_id version due_at mailed_at seen_at answered_at answer applied_at'),
  lost_tellings: each('proof', 'person_id version said mailed_at objected_at'),
  persons: {
    ...each('account', 'id city language created_at'),
    ...each('ledger', 'audit_key', 'deleted'),
    ...each('reported', 'email first_name last_name phone'),
    ...each('proof', 'notice_version'),
    ...each('right', 'restricted_at objected_at found_minor_at found_false_at erased_at'),
    ...each('proof', 'informed_at'),
  },
  person_emails: each('account', 'email person_id added_at'),
  person_merges: {
    ...each('account', 'id kept_id gone_id merged_at merged_by'),
    ...each('ledger', 'gone_key', 'deleted'),
  },
  people_apart: each('account', 'low_id high_id decided_at decided_by'),
  account_uses: each('account', 'person_id used_on'),
  retention_rules: each('register', 'name amount automatic owner basis review_on changed_at changed_by'),
  retention_results: each('register', 'id rule day reason gone kept how actor_id ended_at'),
  suppressed_emails: each('tombstone', 'email_hmac reason suppressed_at'),
  notice_acknowledgements: each('proof', 'id person_id version language how attested_by acknowledged_at'),
  employers: each('register', 'id mpn_id name named_by created_at'),
  employments: {
    ...each(
      'account',
      'id person_id started_on ended_on confirmed_by confirmed_at concurrent claimed_mpn_id claimed_company',
    ),
    ...each('reported', 'employer_id country_code job_role'),
  },
  registrations: {
    ...each(
      'pending',
      'id email first_name last_name phone city country_code company mpn_id job_role language consents guardian_email',
    ),
    ...each(
      'pending',
      'notice_version notice_language address_proved_at guardian_asked_at submitted_at expires_at submission',
    ),
    ...each('wayIn', 'token_sha256 guardian_token_sha256'),
  },
  consent_entries: each(
    'consent',
    'id person_id consent given notice_version notice_language how actor_kind actor_id recorded_at',
  ),
  email_changes: { ...each('account', 'person_id new_email asked_at expires_at'), ...each('wayIn', 'token_sha256') },
  employer_aliases: each('register', 'mpn_id employer_id name merged_at merged_by'),
  employer_domains: each('register', 'domain employer_id added_at'),
  recordings: {
    ...each('register', 'id workshop_id session_id title url available_until added_at revision'),
    ...each('staff', 'added_by'),
  },
  recording_openings: each('opening', 'id recording_id person_id opened_at'),
  guardian_refusals: each('guardianRefusal', 'email_hmac refused_at'),
  exams: each('register', 'code'),
  workshops: each('register', 'id name exam_code open places revision'),
  enrolments: {
    ...each('account', 'id person_id employment_id session_id state note note_by enrolled_at'),
    ...each('reported', 'workshop_id percent'),
  },
  workshop_sessions: each(
    'register',
    'id workshop_id title language zone places cancelled_at revision created_at recorded recording_told_at',
  ),
  session_news: each('register', 'id session_id what made_at'),
  session_meetings: each('register', 'id session_id starts_at ends_at'),
  session_links: each('register', 'session_id url'),
  session_trainers: each('staff', 'session_id staff_id'),
  attendances: each('history', 'enrolment_id meeting_id attended actor_kind actor_id recorded_at'),
  progress_entries: each('history', 'id enrolment_id percent because actor_kind actor_id import_batch_id recorded_at'),
  sittings: {
    ...each('account', 'id person_id employment_id attempt ask_no_more created_at'),
    ...each('examReported', 'exam_code month state outcome outcome_changed_at'),
  },
  outcome_entries: each('history', 'id sitting_id outcome actor_kind actor_id import_batch_id recorded_at'),
  outcome_conflicts: each(
    'history',
    'id sitting_id claimed opened_by_kind opened_by_id opened_at closed_at closed_by closed_as',
  ),
  outcome_links: {
    ...each('account', 'id sitting_id month made_at expires_at answer answered_at settled_at'),
    ...each('wayIn', 'token_sha256'),
  },
  follow_ups: each('account', 'id sitting_id month step kind due_on state result settled_at settled_by sitting_was'),
  undoable_steps: each(
    'moment',
    'id change kind sitting_id sitting_was employment_id claimed_mpn_id claimed_company employer_named domain staff_id made_at',
  ),
  mails: {
    ...each('account', 'id kind person_id contact_id staff_id to_address about state attempts detail'),
    ...each('account', 'queued_at claimed_at next_attempt_at sent_at'),
    ...each('supportAsker', 'case_id body', 'deleted'),
  },
  support_cases: {
    ...each('support', 'id topic language asked_at waits_for last_at answered_at warned_at passed_at'),
    ...each('support', 'closed_at closed_by closed_how request_id'),
    ...each('support', 'person_id', 'cut-off'),
    ...each('supportAsker', 'asker_name asker_email asker_phone'),
  },
  support_messages: {
    ...each('support', 'id case_id kind body staff_id at', 'deleted'),
    ...each('wayIn', 'reply_token_sha256 reply_expires_at'),
  },
  privacy_requests: {
    ...each(
      'request',
      'id kind received_at due_on decided_at decision decided_by channel entered_by nominal_on follows_id',
    ),
    ...each('request', 'identity_how identity_by identity_at extended_at extended_by closed_at closed_by answered_how'),
    ...each('request', 'message answer language extension_reason', 'emptied'),
    ...each('request', 'person_id', 'cut-off'),
    ...each('request', 'busy_by busy_since'),
    ...each('asker', 'asker_name asker_contact'),
  },
  privacy_request_steps: {
    ...each('request', 'id request_id step at staff_id'),
    ...each('request', 'note', 'emptied'),
  },
  privacy_request_keeps: {
    ...each('request', 'id request_id law until'),
    ...each('request', 'what', 'emptied'),
  },
  notification_duties: each(
    'request',
    'id person_id cause fields arose_at told_at enrolment_ids sitting_ids stood_from',
    'deleted',
  ),
  notifications: {
    ...each(
      'notification',
      'id recipient_id delivery_id sha256 sheet sheet_row cause fields made_at confirmed_at confirmed_by',
    ),
    ...each('notification', 'person_id', 'cut-off'),
  },
  import_batches: each(
    'ledger',
    'id kind file_name file_sha256 actor_kind actor_id notice_version attested_by rows_read rows_created rows_changed rows_same rows_refused applied_at undone_at undone_by',
    'names-nobody',
  ),
  import_changes: each('history', 'batch_id table_name row_id before after'),
  import_uploads: each(
    'ledger',
    'id staff_id kind file_name file_sha256 bytes encoding columns state percent summary batch_id uploaded_at expires_at reading_at',
    'names-nobody',
  ),
  settings: each('register', 'name value changed_at changed_by'),
  site_logos: each('register', 'theme png sha256 width height changed_at changed_by'),
  members: each('register', 'country_code recipient_id email changed_at changed_by'),
  staff_members: each('staff', 'id email name disabled_at created_at'),
  staff_roles: each('staff', 'id staff_id role granted_by granted_at revoked_at granted_on_request revoked_on_request'),
  role_requests: each('staff', 'id staff_id role wish asked_by asked_at decision decided_by decided_at'),
  identities: each('signIn', 'id tenant_id object_id person_id staff_id contact_id created_at'),
  sign_ins: {
    ...each(
      'signIn',
      'id actor_kind person_id staff_id contact_id identity_id actor_id method browser started_at authenticated_at seen_at ended_at ended_because',
    ),
    ...each('wayIn', 'token_sha256'),
  },
  invitations: each(
    'wayIn',
    'id token_sha256 person_id staff_id contact_id invited_by created_at expires_at used_at withdrawn_at',
  ),
  sign_in_flows: each(
    'wayIn',
    'state_sha256 browser_sha256 nonce verifier authority sign_in_id invitation_id return_to started_at expires_at',
  ),
  sign_in_codes: each(
    'wayIn',
    'browser_sha256 person_id contact_id sign_in_id invitation_id address_hmac code_hmac tries return_to started_at expires_at',
  ),
  rate_counts: each('wayIn', 'limit_name subject_hmac window_start taken', 'names-nobody'),
  recipients: each('register', 'id kind slug name employer_id'),
  recipient_contacts: each('contact', 'id recipient_id email name confirmed_at removed_at bounced_at created_at'),
  agreements: each('register', 'id recipient_id paused_at paused_by paused_because resumed_at created_at'),
  agreement_versions: {
    ...each(
      'register',
      'id agreement_id number in_force_from ends_on cadence anchor_day local_time zone language reidentification_rule channels only_countries contact',
    ),
    ...each('register', 'empty_reports hold_above targets drafted_by drafted_at rule_chosen_by rule_chosen_at'),
    ...each('register', 'rule_seen_count proposed_at approved_by approved_at withdrawn_by withdrawn_at'),
  },
  agreement_fields: each('register', 'version_id dataset field'),
  runs: each(
    'register',
    'id agreement_id version_id period state reasons due_at told released_by release_reason released_at planned_at failures next_try_at',
  ),
  builds: each(
    'register',
    'id run_id number cut_off file_name sha256 bytes sheets checks exposure took_ms built_at file_removed_at not_reproducible_at',
  ),
  build_pages: each('disclosure', 'build_id sheet first_row refs'),
  deliveries: each(
    'register',
    'id run_id build_id channel target_version_id state attempts detail queued_at claimed_at next_attempt_at delivered_at disclosed_at',
  ),
  delivery_attempts: each('register', 'delivery_id build_id number outcome answer ended_at'),
  audit_events: each('ledger', 'id occurred_at actor_kind actor_id event subject_kind subject_id fields details'),
  audit_seals: each('ledger', 'position event_id hash sealed_at', 'names-nobody'),
  audit_trims: each('ledger', 'position hash signature trimmed_at', 'names-nobody'),
  audit_anchors: each('ledger', 'day position head signature anchored_at mailed_at', 'names-nobody'),
  breaches: {
    ...each('breach', 'id drill kind title what happened_from happened_to known_at recipient_id contact_id sha256'),
    ...each('breach', 'everybody people_said recorded_by recorded_at'),
  },
  breach_builds: each('breach', 'breach_id build_id taken added_at'),
  breach_letters: each('breach', 'id breach_id build_ids people queued_at'),
  breach_steps: each(
    'breach',
    'id breach_id step at staff_id risk why consequences measures reference late_why how counts recorded_at',
  ),
  processors: each('register', 'id name does details country_code safeguard since until changed_by changed_at'),
};
