// The rules by which things go (R1–R8): what each is about, from when its time runs, how long that is and may be, on which basis, and who answers for it. Periods in
// the data map, the pages, the forecast and the jobs all come from here. A decision stays within the bounds of its rule, and those keep what the notice promises: nothing is kept for longer
// than it says there, and the audit for no shorter time.
import type { SettingName } from '#app/features/settings/settings.ts';

export type RetentionUnit = 'months' | 'days' | 'minutes';

export type RetentionRule = {
  readonly label: string;
  /** What goes. */
  readonly what: string;
  /** From when the time runs: 'after …'. */
  readonly start: string;
  readonly unit: RetentionUnit;
  /** What holds until somebody decides otherwise. */
  readonly proposed: number;
  /** Within which the officer decides; the same twice: fixed. */
  readonly least: number;
  readonly most: number;
  /** Decided among the settings instead. */
  readonly setting?: SettingName;
  readonly basis: string;
  readonly rule: string;
  /** People go by it: they are warned, named in the forecast, and confirmed one list at a time where it is not automatic. */
  readonly ofPeople: boolean;
};

const fixed = (amount: number) => ({ proposed: amount, least: amount, most: amount });
const within = (least: number, most: number) => ({ proposed: most, least, most });

export const RETENTION_RULES = {
  inactive: {
    label: 'Accounts that nobody uses',
    what: 'The person with everything that hangs on them; recipients are told by row',
    start: 'after the last day on which the account was used or anything happened in it',
    unit: 'months',
    ...within(3, 12),
    basis: 'Contract, while the account is used (GDPR art. 5(1)(e), 6(1)(b))',
    rule: 'R2',
    ofPeople: true,
  },
  prospect: {
    label: 'People who only asked to hear from us',
    what: 'The person: a consent to contact, and no workshop or exam ever',
    start: 'after the last day on which the account was used',
    unit: 'months',
    ...within(6, 24),
    basis: 'Consent, while it is of use (GDPR art. 6(1)(a))',
    rule: 'R2',
    ofPeople: true,
  },
  found: {
    label: 'Minors and false registrations',
    what: 'The person with everything that hangs on them',
    start: 'after it was found',
    unit: 'days',
    proposed: 5,
    least: 0,
    most: 6,
    basis: 'No basis to keep it (GDPR art. 8, 17(1)(d))',
    rule: 'R4',
    ofPeople: false,
  },
  registration: {
    label: 'Registrations that were never confirmed',
    what: 'What was typed, the guardian’s address included',
    start: 'after it was sent, or the guardian was asked',
    unit: 'days',
    ...fixed(7),
    basis: 'Steps before a contract (GDPR art. 6(1)(b))',
    rule: 'R4',
    ofPeople: false,
  },
  'guardian-refusal': {
    label: 'Refusals of guardians',
    what: 'A keyed hash of the address',
    start: 'after the guardian said no or nothing',
    unit: 'months',
    ...fixed(12),
    basis: 'Legal obligation (GDPR art. 8)',
    rule: 'C5',
    ofPeople: false,
  },
  recording: {
    label: 'Recordings of sessions',
    what: 'The link, and who opened it',
    start: 'after the last meeting that is over',
    unit: 'days',
    proposed: 90,
    least: 1,
    most: 365,
    setting: 'recordingDays',
    basis: 'Legitimate interest of those who missed it (GDPR art. 6(1)(f))',
    rule: 'R6',
    ofPeople: false,
  },
  'report-file': {
    label: 'Files of reports',
    what: 'The file and its copy in the academy’s folder; its hash and the record of whose rows left stay',
    start: 'after it was published or brought out',
    unit: 'days',
    proposed: 90,
    least: 30,
    most: 366,
    setting: 'reportFileDays',
    basis: 'Contract with the recipient (GDPR art. 6(1)(b))',
    rule: 'R7',
    ofPeople: false,
  },
  disclosure: {
    label: 'The record of whose rows left',
    what: 'Whose row stood where; what left, when, to whom and its hash stay',
    start: 'after the run was planned',
    unit: 'months',
    ...within(12, 36),
    basis: 'Accountability (GDPR art. 5(2), 15(1)(c))',
    rule: 'S3',
    ofPeople: false,
  },
  mail: {
    label: 'That a mail went',
    what: 'Kind, to whom and when; what support writes to somebody without an account until it has gone, and no other text but where mails are kept as files, which go with this',
    start: 'after it went, was dropped or given up',
    unit: 'months',
    ...within(3, 12),
    basis: 'Contract (GDPR art. 6(1)(b))',
    rule: 'R1',
    ofPeople: false,
  },
  request: {
    label: 'Requests about data',
    what: 'The request, and what was decided',
    start: 'after it was decided',
    unit: 'months',
    ...within(12, 36),
    basis: 'Legal obligation to prove it (GDPR art. 5(2), 12)',
    rule: 'P2',
    ofPeople: false,
  },
  support: {
    label: 'Support cases that wait for whoever asked',
    what: 'Name, address and phone of somebody without an account and every word of the case; staff are told a week before, and they as it is closed',
    start:
      'without a word from them; at once when the case is closed. One that waits for staff is never closed by time',
    unit: 'days',
    proposed: 30,
    least: 14,
    most: 60,
    basis: 'Legitimate interest of whoever asks (GDPR art. 6(1)(f))',
    rule: 'R3',
    ofPeople: false,
  },
  'support-record': {
    label: 'Closed support cases',
    what: 'That there was a case, when, about what and how long it took; of people with an account what was said',
    start: 'after it was closed',
    unit: 'months',
    ...within(1, 12),
    basis: 'Contract; legitimate interest in answering better (GDPR art. 6(1)(b), (f))',
    rule: 'R3',
    ofPeople: false,
  },
  notification: {
    label: 'What recipients were told of rows',
    what: 'File, sheet and row, what became of it, and who confirmed',
    start: 'after it was made',
    unit: 'months',
    ...within(12, 36),
    basis: 'Legal obligation (GDPR art. 19)',
    rule: 'P6',
    ofPeople: false,
  },
  breach: {
    label: 'Breaches and drills',
    what: 'What happened, whom it touched as numbers, and each step; one that is open stays',
    start: 'after it was closed',
    unit: 'months',
    ...within(36, 60),
    basis: 'Legal obligation to document it (GDPR art. 33(5))',
    rule: 'S5',
    ofPeople: false,
  },
  'sign-in': {
    label: 'Sign-ins',
    what: 'When, how and with which browser; the day of the last one stays with the account',
    start: 'after it ended',
    unit: 'days',
    ...fixed(30),
    basis: 'Security (GDPR art. 6(1)(f), 32)',
    rule: 'S6',
    ofPeople: false,
  },
  'way-in': {
    label: 'Invitations, codes and other steps of signing in',
    what: 'Keyed hashes of what was sent',
    start: 'after it ran out; codes, steps and counts after a day',
    unit: 'days',
    ...fixed(30),
    basis: 'Security (GDPR art. 6(1)(f), 32)',
    rule: 'S6',
    ofPeople: false,
  },
  upload: {
    label: 'Files on their way in',
    what: 'The file, and what was read of it',
    start: 'after it was dropped',
    unit: 'days',
    ...fixed(1),
    basis: 'Contract (GDPR art. 6(1)(b))',
    rule: 'R1',
    ofPeople: false,
  },
  undo: {
    label: 'What staff can take back',
    what: 'How it was a moment ago',
    start: 'after it was done',
    unit: 'minutes',
    ...fixed(10),
    basis: 'Contract (GDPR art. 6(1)(b))',
    rule: 'R1',
    ofPeople: false,
  },
  staff: {
    label: 'Staff who left',
    what: 'Name and address; that number N did it stays in the record',
    start: 'after they were shut out',
    unit: 'months',
    ...within(1, 12),
    basis: 'Contract of employment, then accountability (GDPR art. 5(2))',
    rule: 'R1',
    ofPeople: false,
  },
  contact: {
    label: 'Contacts who were removed',
    what: 'Name and address; that contact N fetched it stays in the record',
    start: 'after they were removed',
    unit: 'months',
    ...within(1, 12),
    basis: 'Legitimate interest of the recipient (GDPR art. 6(1)(f))',
    rule: 'R1',
    ofPeople: false,
  },
  ledger: {
    label: 'The audit',
    what: 'Events; their seals stay, so that the chain goes on to be checked',
    start: 'after it happened',
    unit: 'months',
    proposed: 36,
    least: 12,
    most: 84,
    basis: 'Accountability (GDPR art. 5(2)); a year at the very least',
    rule: 'R5',
    ofPeople: false,
  },
  journal: {
    label: 'The journal beside the database',
    what: 'By ids and audit keys: which mails and files left. Keep backups no longer than this',
    start: 'after the end of the month in which it left',
    unit: 'months',
    ...fixed(13),
    basis: 'Availability after a restore (GDPR art. 32(1)(c))',
    rule: 'R1',
    ofPeople: false,
  },
} as const satisfies Record<string, RetentionRule>;

export type RetentionRuleName = keyof typeof RETENTION_RULES;
export const RETENTION_RULE_NAMES: readonly RetentionRuleName[] = Object.keys(RETENTION_RULES).filter(
  (name): name is RetentionRuleName => name in RETENTION_RULES,
);
export const isRetentionRule = (name: string): name is RetentionRuleName => Object.hasOwn(RETENTION_RULES, name);
export const ruleOf = (name: RetentionRuleName): RetentionRule => RETENTION_RULES[name];

/** Nothing of it can be decided here. */
export const isFixed = ({ least, most, setting }: RetentionRule): boolean => least === most || setting !== undefined;

/** Days between a warning and the day on which the person goes. */
export const WARNED_DAYS = 30;

/** '12 months', '1 day'. */
export const lengthOf = (amount: number, unit: RetentionUnit): string =>
  `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;

/** How long each is kept, in the unit of its rule, as it was decided. */
export type Periods = Readonly<Record<RetentionRuleName, number>>;

/** '12 months after the last day …'. */
export const periodOf = (name: RetentionRuleName, amount: number): string =>
  `${lengthOf(amount, ruleOf(name).unit)} ${ruleOf(name).start}`;

/** Why something went: what results and the forecast say. */
export const GONE_REASONS = {
  inactive: 'not used for as long as the rule says, and warned',
  'never-took-part': 'asked to hear from us, never took part, and was not here for as long as the rule says',
  minor: 'found to be a minor without permission',
  'false-registration': 'found to be false',
  'not-confirmed': 'nobody followed the link, or the guardian did not answer',
  'time-over': 'its time was over',
} as const;
export type GoneReason = keyof typeof GONE_REASONS;

/** Why somebody who is due stays: something is not finished yet. In the order in which it is said. */
export const LIVE_REASONS = {
  'kept-by-law': 'a law keeps something of them: the request says which, and until when',
  restricted: 'the person restricted or objected: nothing is deleted until that ends',
  request: 'a request of theirs is open',
  case: 'their question to support is open',
  breach: 'a breach that touches them is open: they may have to be told',
  dispute: 'an outcome is disputed',
  session: 'is in a session that is still to come',
  sitting: 'has an exam booked',
  asked: 'is being asked about an exam',
  run: 'a report that may hold them is being made',
  'not-warned': 'was not warned yet, or not for long enough',
  'warning-lost': 'could not be warned: no mail reaches them. Somebody confirms',
} as const;
export type LiveReason = keyof typeof LIVE_REASONS;
