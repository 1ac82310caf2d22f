// How a breach reads for staff.
import type { BreachKind, Consequence, Measure, Risk, StepName } from './breach.ts';

type Said = { readonly name: string; readonly what: string };

export const KIND_WORDS: Readonly<Record<BreachKind, Said>> = {
  'wrong-recipient': { name: 'Wrong recipient', what: 'Reports reached somebody for whom they were not meant.' },
  'lost-file': { name: 'Lost file', what: 'A report is where it should not be: a mailbox, a stick, a public folder.' },
  'account-taken': { name: 'Account taken over', what: 'Somebody else was signed in as a contact of a recipient.' },
  other: { name: 'Something else', what: 'Whatever touched a period, everybody, or people whom no file names.' },
};

export const RISK_WORDS: Readonly<Record<Risk, Said>> = {
  none: { name: 'No risk', what: 'It is unlikely that anything comes of it for people. It stays in the register.' },
  risk: { name: 'A risk', what: 'It has to be reported to the authority within 72 hours (art. 33).' },
  high: { name: 'High risk', what: 'It has to be reported, and the people themselves have to be told (art. 34).' },
};

export const CONSEQUENCE_WORDS: Readonly<Record<Consequence, string>> = {
  'unwanted-contact': 'Mails or calls that nobody asked for',
  phishing: 'Messages that pretend to come from the academy or the employer',
  'known-at-work': 'Others learn where somebody works and what they study',
  'exam-known': 'Others may guess how an exam went',
  unavailable: 'Data was lost or could not be used for some time',
};

export const MEASURE_WORDS: Readonly<Record<Measure, string>> = {
  'deletion-confirmed': 'Whoever had the file confirmed in writing that it is deleted',
  'access-ended': 'The account was shut out and its sign-ins ended',
  'file-withdrawn': 'The file was taken back from where it was',
  'cause-mended': 'What made it possible was mended',
  'police-told': 'It was reported to the police',
};

export const STEP_WORDS: Readonly<Record<StepName, string>> = {
  counted: 'Counted',
  assessed: 'Risk assessed',
  reported: 'Reported to the authority',
  supplemented: 'Added to the report',
  'not-reported': 'Decided not to report',
  told: 'People told',
  'not-told': 'Decided not to tell people',
  closed: 'Closed',
  reopened: 'Opened again',
};
