// Decides, for every column, why it is kept, on which basis, how long, who is given it, and what happens on erasure and in an
// export (design.md §3.11). A column that is not here fails the tests.

import { periodOf, type RetentionRuleName } from './retention-rules.ts';

type Basis = 'contract' | 'consent' | 'legal obligation' | 'legitimate interest' | 'none: not about a person';
type Erasure = 'deleted' | 'the person is cut off from it' | 'kept: it names nobody' | 'kept: law obliges us';

export type DataClass = {
  readonly purpose: string;
  readonly basis: Basis;
  /** By which rule it goes; null where nothing is kept about anybody. */
  readonly rule: RetentionRuleName | null;
  /** How long it is kept, as the rule proposes it. */
  readonly period: string;
  /** Who is given it outside the academy. */
  readonly recipients: readonly ('employer' | 'microsoft')[];
  readonly onErasure: Erasure;
  /** Stands in what a person downloads about themselves. */
  readonly inExport: boolean;
};

const by = <Rule extends RetentionRuleName>(rule: Rule, more = ''): { rule: Rule; period: string } => ({
  rule,
  period: `${periodOf(rule)}${more}`,
});
const ACCOUNT = by('inactive', ' (R1, R2)');
const REPORTED = ['employer', 'microsoft'] as const;

export const DATA_CLASSES = {
  reported: {
    purpose: 'to report registration and progress as agreed (F1)',
    basis: 'contract',
    ...ACCOUNT,
    recipients: REPORTED,
    onErasure: 'deleted',
    inExport: true,
  },
  examReported: {
    purpose: 'to report exam months and outcomes without names (F2, F3)',
    basis: 'contract',
    ...ACCOUNT,
    recipients: REPORTED,
    onErasure: 'deleted',
    inExport: true,
  },
  account: {
    purpose: 'to run the account: find it, write to the person, know in which language',
    basis: 'contract',
    ...ACCOUNT,
    recipients: [],
    onErasure: 'deleted',
    inExport: true,
  },
  right: {
    purpose: 'to keep a person out of reports and lists where the person or the law says so (P5, R4)',
    basis: 'legal obligation',
    ...ACCOUNT,
    recipients: [],
    onErasure: 'deleted',
    inExport: true,
  },
  pending: {
    purpose: 'to know, once the address is proved (and a guardian agreed), what the person typed to register',
    basis: 'contract',
    ...by('registration', ', unless it becomes an account (C5)'),
    recipients: [],
    onErasure: 'deleted',
    inExport: false,
  },
  request: {
    purpose: 'to carry out what a person asks for as their right, and to prove it (P2)',
    basis: 'legal obligation',
    ...by('request'),
    recipients: [],
    onErasure: 'the person is cut off from it',
    inExport: true,
  },
  asker: {
    purpose: 'to answer somebody who asks for their right and is not known here',
    basis: 'legal obligation',
    rule: null,
    period: 'until the request is closed (R3)',
    recipients: [],
    onErasure: 'deleted',
    inExport: false,
  },
  support: {
    purpose: 'to answer what a person asks the academy, and to know what is asked and how long it takes (R3)',
    basis: 'contract',
    ...by('support-record'),
    recipients: [],
    onErasure: 'the person is cut off from it',
    inExport: true,
  },
  supportAsker: {
    purpose: 'to answer somebody without an account who asks the academy (R3)',
    basis: 'legitimate interest',
    ...by('support', ' (R3)'),
    recipients: [],
    onErasure: 'deleted',
    inExport: false,
  },
  notification: {
    purpose:
      'to tell recipients, without naming anybody, that a row which they were given was corrected, erased or restricted (P6)',
    basis: 'legal obligation',
    ...by('notification'),
    recipients: [],
    onErasure: 'the person is cut off from it',
    inExport: true,
  },
  proof: {
    purpose: 'to prove what a person was told and who said so (C4)',
    basis: 'legal obligation',
    ...ACCOUNT,
    recipients: [],
    onErasure: 'deleted',
    inExport: true,
  },
  consent: {
    purpose: 'to do what the person agreed to and nothing beyond it, and to prove who said so (C3, C4)',
    basis: 'consent',
    ...ACCOUNT,
    recipients: [],
    onErasure: 'deleted',
    inExport: true,
  },
  history: {
    purpose: 'to show how progress, outcomes and imported values came about, and to undo a wrong import',
    basis: 'contract',
    ...ACCOUNT,
    recipients: [],
    onErasure: 'deleted',
    inExport: true,
  },
  opening: {
    purpose: 'to know who opened a recording in which others are seen and heard (F4)',
    basis: 'legitimate interest',
    ...by('recording', ', with the recording; a year at most (R6)'),
    recipients: [],
    onErasure: 'deleted',
    inExport: true,
  },
  moment: {
    purpose: 'to take back what staff did a moment ago',
    basis: 'contract',
    ...by('undo', ', removed within an hour'),
    recipients: [],
    onErasure: 'deleted',
    inExport: false,
  },
  tombstone: {
    purpose: 'to keep an erased person from coming back with the next import; a keyed hash, never the address',
    basis: 'legal obligation',
    rule: null,
    period: 'until the key is changed, reviewed yearly',
    recipients: [],
    onErasure: 'kept: it names nobody',
    inExport: false,
  },
  disclosure: {
    purpose: 'to prove which rows left, when, to whom and under which agreement version (S3)',
    basis: 'legal obligation',
    ...by('disclosure', ', reviewed yearly; the file itself 90 days from when it was published (a setting, R7)'),
    recipients: [],
    onErasure: 'the person is cut off from it',
    inExport: true,
  },
  ledger: {
    purpose: 'to prove what was done and by whom, by ids and field names (R5)',
    basis: 'legal obligation',
    ...by('ledger', ' (R5)'),
    recipients: [],
    onErasure: 'the person is cut off from it',
    inExport: false,
  },
  staff: {
    purpose: 'to let staff in and hold them to account (S1)',
    basis: 'contract',
    ...by('staff'),
    recipients: [],
    onErasure: 'kept: law obliges us',
    inExport: false,
  },
  contact: {
    purpose: 'to let a recipient fetch its own reports',
    basis: 'legitimate interest',
    ...by('contact'),
    recipients: [],
    onErasure: 'deleted',
    inExport: false,
  },
  signIn: {
    purpose: 'to let a person in, show them where they are signed in, and end it (S1)',
    basis: 'contract',
    ...by('sign-in', ' (S6)'),
    recipients: [],
    onErasure: 'deleted',
    inExport: true,
  },
  wayIn: {
    purpose: 'to tie one step of signing in to the next: invitations, codes, limits; keyed hashes wherever one will do',
    basis: 'legitimate interest',
    ...by('way-in'),
    recipients: [],
    onErasure: 'deleted',
    inExport: false,
  },
  guardianRefusal: {
    purpose: 'to ask the guardian again when an address comes back whose guardian said no (C5)',
    basis: 'legal obligation',
    ...by('guardian-refusal', ', as a keyed hash'),
    recipients: [],
    onErasure: 'kept: it names nobody',
    inExport: false,
  },
  breach: {
    purpose:
      'to document breaches, what was done about them and when (S5, GDPR art. 33(5)); people are counted, not named',
    basis: 'legal obligation',
    ...by('breach'),
    recipients: [],
    onErasure: 'kept: it names nobody',
    inExport: false,
  },
  register: {
    purpose: 'to run the academy',
    basis: 'none: not about a person',
    rule: null,
    period: 'while it is used',
    recipients: [],
    onErasure: 'kept: it names nobody',
    inExport: false,
  },
} as const satisfies Record<string, DataClass>;

export type DataClassName = keyof typeof DATA_CLASSES;

const each = <C extends DataClassName>(name: C, columns: string): Record<string, C> =>
  Object.fromEntries(columns.split(' ').map((column) => [column, name]));

/** Table → column → class. */
export const DATA_MAP: Readonly<Record<string, Readonly<Record<string, DataClassName>>>> = {
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
    ...each('ledger', 'audit_key'),
    ...each('reported', 'email first_name last_name phone'),
    ...each('proof', 'notice_version'),
    ...each('right', 'restricted_at objected_at found_minor_at found_false_at erased_at'),
    ...each('proof', 'informed_at'),
  },
  person_emails: each('account', 'email person_id added_at'),
  person_merges: {
    ...each('account', 'id kept_id gone_id merged_at merged_by'),
    ...each('ledger', 'gone_key'),
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
    ...each('supportAsker', 'case_id body'),
  },
  support_cases: {
    ...each('support', 'id person_id topic language asked_at waits_for last_at answered_at warned_at'),
    ...each('support', 'closed_at closed_by closed_how request_id'),
    ...each('supportAsker', 'asker_name asker_email asker_phone'),
    ...each('wayIn', 'reply_token_sha256 reply_expires_at'),
  },
  support_messages: each('support', 'id case_id kind body staff_id at'),
  privacy_requests: {
    ...each('request', 'id person_id kind message received_at due_on decided_at decision decided_by'),
    ...each('request', 'channel entered_by language nominal_on follows_id identity_how identity_by identity_at'),
    ...each('request', 'extended_at extended_by extension_reason answer closed_at closed_by answered_how'),
    ...each('request', 'busy_by busy_since'),
    ...each('asker', 'asker_name asker_contact'),
  },
  privacy_request_steps: each('request', 'id request_id step at staff_id note'),
  privacy_request_keeps: each('request', 'id request_id what law until'),
  notification_duties: each(
    'request',
    'id person_id cause fields arose_at told_at enrolment_ids sitting_ids stood_from',
  ),
  notifications: each(
    'notification',
    'id recipient_id delivery_id sha256 sheet sheet_row cause fields person_id made_at confirmed_at confirmed_by',
  ),
  import_batches: each(
    'ledger',
    'id kind file_name file_sha256 actor_kind actor_id notice_version attested_by rows_read rows_created rows_changed rows_same rows_refused applied_at undone_at undone_by',
  ),
  import_changes: each('history', 'batch_id table_name row_id before after'),
  import_uploads: each(
    'ledger',
    'id staff_id kind file_name file_sha256 bytes encoding columns state percent summary batch_id uploaded_at expires_at reading_at',
  ),
  settings: each('register', 'name value changed_at changed_by'),
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
  rate_counts: each('wayIn', 'limit_name subject_hmac window_start taken'),
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
    'id run_id number cut_off file_name sha256 bytes sheets checks exposure took_ms built_at file_removed_at',
  ),
  build_pages: each('disclosure', 'build_id sheet first_row refs'),
  deliveries: each(
    'register',
    'id run_id build_id channel state attempts detail queued_at claimed_at next_attempt_at delivered_at disclosed_at',
  ),
  delivery_attempts: each('register', 'delivery_id build_id number outcome answer ended_at'),
  audit_events: each('ledger', 'id occurred_at actor_kind actor_id event subject_kind subject_id fields details'),
  audit_seals: each('ledger', 'position event_id hash sealed_at'),
  audit_trims: each('ledger', 'position hash signature trimmed_at'),
  audit_anchors: each('ledger', 'day position head signature anchored_at mailed_at'),
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
