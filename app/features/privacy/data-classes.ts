// Decides, for each class of data, why it is kept, on which basis, how long, who is given it, and what happens on erasure and in an export (design.md §3.11).
import { periodOf, type Periods, type RetentionRuleName } from './retention-rules.ts';

type Basis = 'contract' | 'consent' | 'legal obligation' | 'legitimate interest' | 'none: not about a person';

/** What becomes of a column of somebody's as they are erased. */
export const ERASURES = {
  deleted: 'deleted',
  emptied: 'emptied: that there was something stays, what it said does not',
  'cut-off': 'led to the person, and leads to nobody',
  'kept-by-law': 'kept, as a law obliges us; what it belonged to is gone',
  'names-nobody': 'kept: it names nobody',
  'of-others': 'kept: it is about somebody else',
} as const;
export type Erasure = keyof typeof ERASURES;

export type DataClass = {
  readonly purpose: string;
  readonly basis: Basis;
  /** By which rule it goes; null where nothing is kept about anybody. */
  readonly rule: RetentionRuleName | null;
  /** How long it is kept, as it was decided. */
  readonly period: (decided: Periods) => string;
  /** Who is given it outside the academy. */
  readonly recipients: readonly ('employer' | 'microsoft')[];
  readonly onErasure: Erasure;
  /** By which law a column of it may be kept after an erasure, for as long as the rule says; null where none is. */
  readonly keptBy: string | null;
  /** Stands in what a person downloads about themselves, with who it is from (P4); or why it does not. */
  readonly inExport: { readonly source: string } | { readonly leftOut: string };
};

const YOU_OR_CENTRE = { source: 'you, your training centre (by a file that it sent), or staff' };
const STAFF_OR_YOU = { source: 'you, or staff' };
const PORTAL = { source: 'the portal itself, as it happened' };

const by = <Rule extends RetentionRuleName>(rule: Rule, more = ''): { rule: Rule; period: DataClass['period'] } => ({
  rule,
  period: (decided) => `${periodOf(rule, decided[rule])}${more}`,
});
// Whoever only asked to hear from the academy has an account, too, and a time of their own.
const ACCOUNT: { rule: 'inactive'; period: DataClass['period'] } = {
  rule: 'inactive',
  period: ({ inactive, prospect }) =>
    `${periodOf('inactive', inactive)} (R1, R2); of people who only asked to hear from us ${periodOf('prospect', prospect)}`,
};
const REPORTED = ['employer', 'microsoft'] as const;

export const DATA_CLASSES = {
  reported: {
    purpose: 'to report registration and progress as agreed (F1)',
    basis: 'contract',
    ...ACCOUNT,
    recipients: REPORTED,
    onErasure: 'deleted',
    keptBy: null,
    inExport: YOU_OR_CENTRE,
  },
  examReported: {
    purpose: 'to report exam months and outcomes without names (F2, F3)',
    basis: 'contract',
    ...ACCOUNT,
    recipients: REPORTED,
    onErasure: 'deleted',
    keptBy: null,
    inExport: YOU_OR_CENTRE,
  },
  account: {
    purpose: 'to run the account: find it, write to the person, know in which language',
    basis: 'contract',
    ...ACCOUNT,
    recipients: [],
    onErasure: 'deleted',
    keptBy: null,
    inExport: YOU_OR_CENTRE,
  },
  right: {
    purpose: 'to keep a person out of reports and lists where the person or the law says so (P5, R4)',
    basis: 'legal obligation',
    ...ACCOUNT,
    recipients: [],
    onErasure: 'deleted',
    keptBy: null,
    inExport: STAFF_OR_YOU,
  },
  pending: {
    purpose: 'to know, once the address is proved (and a guardian agreed), what the person typed to register',
    basis: 'contract',
    ...by('registration', ', unless it becomes an account (C5)'),
    recipients: [],
    onErasure: 'deleted',
    keptBy: null,
    inExport: {
      leftOut:
        'Nobody has proved yet that the address is theirs: what was typed may be somebody else’s. Once it is proved, it is the account.',
    },
  },
  request: {
    purpose: 'to carry out what a person asks for as their right, and to prove it (P2)',
    basis: 'legal obligation',
    ...by('request'),
    recipients: [],
    onErasure: 'kept-by-law',
    keptBy: 'GDPR art. 5(2) and 12: that the right was asked for and answered',
    inExport: STAFF_OR_YOU,
  },
  asker: {
    purpose:
      'to answer somebody who asks for their right and is not known here, or who was erased as they asked and could not be told by mail',
    basis: 'legal obligation',
    rule: null,
    period: () => 'until the request is closed (R3)',
    recipients: [],
    onErasure: 'emptied',
    keptBy: null,
    inExport: {
      leftOut:
        'It is of somebody who is not known here. Once it is found who it is, the request is theirs and stands in the file.',
    },
  },
  support: {
    purpose: 'to answer what a person asks the academy, and to know what is asked and how long it takes (R3)',
    basis: 'contract',
    ...by('support-record'),
    recipients: [],
    onErasure: 'names-nobody',
    keptBy: null,
    inExport: STAFF_OR_YOU,
  },
  supportAsker: {
    purpose: 'to answer somebody who asks the academy without signing in (R3)',
    basis: 'legitimate interest',
    ...by('support', ' (R3)'),
    recipients: [],
    onErasure: 'emptied',
    keptBy: null,
    inExport: { source: 'whoever asked under an address of yours, without signing in' },
  },
  notification: {
    purpose:
      'to tell recipients, without naming anybody, that a row which they were given was corrected, erased or restricted (P6)',
    basis: 'legal obligation',
    ...by('notification'),
    recipients: [],
    onErasure: 'kept-by-law',
    keptBy: 'GDPR art. 19 and 5(2): that recipients were told',
    inExport: PORTAL,
  },
  proof: {
    purpose: 'to prove what a person was told and who said so (C4)',
    basis: 'legal obligation',
    ...ACCOUNT,
    recipients: [],
    onErasure: 'deleted',
    keptBy: null,
    inExport: { source: 'the portal itself, your training centre, or you' },
  },
  consent: {
    purpose: 'to do what the person agreed to and nothing beyond it, and to prove who said so (C3, C4)',
    basis: 'consent',
    ...ACCOUNT,
    recipients: [],
    onErasure: 'deleted',
    keptBy: null,
    inExport: STAFF_OR_YOU,
  },
  history: {
    purpose: 'to show how progress, outcomes and imported values came about, and to undo a wrong import',
    basis: 'contract',
    ...ACCOUNT,
    recipients: [],
    onErasure: 'deleted',
    keptBy: null,
    inExport: YOU_OR_CENTRE,
  },
  opening: {
    purpose: 'to know who opened a recording in which others are seen and heard (F4)',
    basis: 'legitimate interest',
    ...by('recording', ', with the recording; a year at most (R6)'),
    recipients: [],
    onErasure: 'deleted',
    keptBy: null,
    inExport: PORTAL,
  },
  moment: {
    purpose: 'to take back what staff did a moment ago',
    basis: 'contract',
    ...by('undo', ', removed within an hour'),
    recipients: [],
    onErasure: 'deleted',
    keptBy: null,
    inExport: {
      leftOut:
        'It says who of staff did what a moment ago; what they did stands in the file, and this is gone within the hour.',
    },
  },
  tombstone: {
    purpose: 'to keep an erased person from coming back with the next import; a keyed hash, never the address',
    basis: 'legal obligation',
    rule: null,
    period: () => 'until the key is changed, reviewed yearly',
    recipients: [],
    onErasure: 'kept-by-law',
    keptBy: 'GDPR art. 17 and 21(3): nobody who is erased comes back',
    inExport: { leftOut: 'It is of people who were erased: nobody who can ask for a file has one.' },
  },
  disclosure: {
    purpose: 'to prove which rows left, when, to whom and under which agreement version (S3)',
    basis: 'legal obligation',
    rule: 'disclosure',
    period: (decided) =>
      `${periodOf('disclosure', decided.disclosure)}, reviewed yearly; the file itself ${periodOf('report-file', decided['report-file'])} (a setting, R7)`,
    recipients: [],
    onErasure: 'kept-by-law',
    keptBy: 'GDPR art. 5(2) and 30: that a row left, to whom and when',
    inExport: PORTAL,
  },
  ledger: {
    purpose: 'to prove what was done and by whom, by ids and field names (R5)',
    basis: 'legal obligation',
    ...by('ledger', ' (R5)'),
    recipients: [],
    onErasure: 'kept-by-law',
    keptBy: 'GDPR art. 5(2) and 32: what was done, by whom and when',
    inExport: {
      leftOut:
        'It names whoever did something, staff and others. What was done with the data of a person stands in the file as their histories, disclosures and requests.',
    },
  },
  staff: {
    purpose: 'to let staff in and hold them to account (S1)',
    basis: 'contract',
    ...by('staff'),
    recipients: [],
    onErasure: 'of-others',
    keptBy: null,
    inExport: { leftOut: 'It is about staff.' },
  },
  contact: {
    purpose: 'to let a recipient fetch its own reports',
    basis: 'legitimate interest',
    ...by('contact'),
    recipients: [],
    onErasure: 'of-others',
    keptBy: null,
    inExport: { leftOut: 'It is about contacts of recipients.' },
  },
  signIn: {
    purpose: 'to let a person in, show them where they are signed in, and end it (S1)',
    basis: 'contract',
    ...by('sign-in', ' (S6)'),
    recipients: [],
    onErasure: 'deleted',
    keptBy: null,
    inExport: PORTAL,
  },
  wayIn: {
    purpose: 'to tie one step of signing in to the next: invitations, codes, limits; keyed hashes wherever one will do',
    basis: 'legitimate interest',
    ...by('way-in'),
    recipients: [],
    onErasure: 'deleted',
    keptBy: null,
    inExport: { leftOut: 'It lets in whoever holds it, and is a keyed hash that says nothing.' },
  },
  guardianRefusal: {
    purpose: 'to ask the guardian again when an address comes back whose guardian said no (C5)',
    basis: 'legal obligation',
    ...by('guardian-refusal', ', as a keyed hash'),
    recipients: [],
    onErasure: 'kept-by-law',
    keptBy: 'GDPR art. 8: that a guardian said no',
    inExport: { leftOut: 'It is a keyed hash of an address that has no account.' },
  },
  breach: {
    purpose:
      'to document breaches, what was done about them and when (S5, GDPR art. 33(5)); people are counted, not named',
    basis: 'legal obligation',
    ...by('breach'),
    recipients: [],
    onErasure: 'names-nobody',
    keptBy: null,
    inExport: { leftOut: 'It counts people and names nobody; whom a breach touches is written to.' },
  },
  register: {
    purpose: 'to run the academy',
    basis: 'none: not about a person',
    rule: null,
    period: () => 'while it is used',
    recipients: [],
    onErasure: 'names-nobody',
    keptBy: null,
    inExport: { leftOut: 'It is about nobody.' },
  },
} as const satisfies Record<string, DataClass>;

export type DataClassName = keyof typeof DATA_CLASSES;
