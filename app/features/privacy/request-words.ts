// How requests read to staff.
import { noonOf } from '#app/platform/noon.ts';
import type { AnsweredHow, Decision, IdentityWay, LetterKind, RequestChannel, RequestKind } from './request-kinds.ts';

export const KIND_WORDS: Readonly<Record<RequestKind, string>> = {
  access: 'Access',
  rectification: 'Rectification',
  erasure: 'Erasure',
  restriction: 'Restriction',
  objection: 'Objection',
  portability: 'Portability',
  withdrawal: 'Withdrawal of consent',
  complaint: 'Complaint',
};

export const CHANNEL_WORDS: Readonly<Record<RequestChannel, string>> = {
  account: 'on their own page',
  page: 'on the support page, without signing in',
  mail: 'by mail',
  phone: 'by phone',
  letter: 'by letter',
  journal: 'before a backup was restored',
};

export const IDENTITY_WORDS: Readonly<Record<IdentityWay, string>> = {
  'signed-in': 'signed in',
  'answered-from-address': 'answered a mail to the address that is known here',
  'called-back': 'called back on the number that is known here',
  'document-seen': 'a document was seen, and not kept',
  'known-in-person': 'known in person',
};

export const ANSWERED_WORDS: Readonly<Record<AnsweredHow, string>> = {
  account: 'on their own page, with a mail that leads there',
  mail: 'by mail',
  letter: 'by letter',
  phone: 'by phone',
};

export const LETTER_WORDS: Readonly<Record<LetterKind, string>> = {
  receipt: 'Receipt',
  identity: 'Asking who it is',
  extension: 'Extension',
  decision: 'Answer',
};

/** What carrying it out does, by kind, before it is done. */
export const CARRIED_OUT_WORDS: Readonly<Record<RequestKind, string>> = {
  access: 'Everything that is held is handed over, with purposes, recipients, periods and sources.',
  rectification: 'What was wrong has been corrected. Say what; recipients who were given it are told by the portal.',
  erasure:
    'The person is erased at once and for good, our files that held them are deleted, and recipients are told. That can’t be taken back.',
  restriction: 'From now on nothing about the person is in any report, until it is lifted. Recipients are told.',
  objection: 'The objection is upheld: the person stays out of every report.',
  portability: 'What the person gave, under contract or consent, is handed over in a common format.',
  withdrawal: 'The consents that you choose are withdrawn in the person’s name, at once.',
  complaint: 'The complaint is answered. Say what was found, and what was done.',
};

/** What refusing does besides telling why. */
export const REFUSED_WORDS: Readonly<Partial<Record<RequestKind, string>>> = {
  objection: 'The objection is rejected: the person is told first, and is in reports again after that.',
};

export const DECISION_WORDS: Readonly<Record<Decision | 'joined', string>> = {
  'carried-out': 'Carried out',
  partly: 'Carried out in part',
  refused: 'Refused',
  joined: 'Goes on with another one',
};

const STEP_WORDS: Readonly<Record<string, string>> = {
  entered: 'Entered',
  noted: 'Noted',
  'person-named': 'Found who it is',
  'identity-asked': 'Asked for more proof of who it is',
  'identity-proved': 'Identity proved',
  extended: 'Extended to three months',
  'file-made': 'File made and downloaded, to be handed over',
  restricted: 'Out of every report from here on',
  lifted: 'Restriction lifted, after the person was told',
  'back-in-reports': 'In reports again, after the person was told',
  'consent-withdrawn': 'Consent withdrawn',
  erased: 'Erased',
  decided: 'Decided',
  told: 'Told',
  'not-told': 'No mail went out: send them the letter',
  closed: 'Answered and closed',
  followed: 'Asked again: a new request follows this one',
  'reminded-day-21': 'Officers reminded: day 21',
  'reminded-day-26': 'Officers reminded: day 26',
  'reminded-ten-left': 'Officers reminded: ten days left',
  'reminded-five-left': 'Officers reminded: five days left',
  'reminded-late': 'Officers reminded: overdue',
  'keep-ended': 'Officers reminded: the last day of something that is kept is over',
  'reminded-keep-over': 'Officers reminded: the last day of what is kept is over',
};
export const stepInWords = (step: string): string => STEP_WORDS[step] ?? step;

type Kept = { readonly what: string | null; readonly law: string; readonly until: string };

/** One thing that was kept of somebody who asked to be erased, and what is to be done once its last day is over; `isHere`: the person is. Days are 'YYYY-MM-DD'. */
export function keptInWords(
  { what, law, until }: Kept,
  { today, isHere }: { readonly today: string; readonly isHere: boolean },
  formatDay: (day: Date) => string,
): { line: string; next: string | null } {
  const isOver = until < today;
  return {
    line: `${what ?? 'Something'} ${isOver ? 'was' : 'is'} kept: ${law}, until ${formatDay(noonOf(until))}`,
    next: isOver && isHere ? 'That day is over: remove what was kept for this alone.' : null,
  };
}

/** Of somebody who has no page here. */
export const unknownInWords = (isErased: boolean): string => (isErased ? 'known here no longer' : 'not known here');

/** 3 → '3 days left'. */
export function daysLeftInWords(days: number): string {
  if (days < 0) return days === -1 ? '1 day overdue' : `${-days} days overdue`;
  if (days === 0) return 'due today';
  return days === 1 ? '1 day left' : `${days} days left`;
}

/** Overdue and what is due within a week ask for somebody first. */
export const daysLeftTone = (days: number): 'danger' | 'warn' | 'info' =>
  days < 0 ? 'danger' : days <= 7 ? 'warn' : 'info';
