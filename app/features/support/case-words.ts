// How support cases read to staff.
import type { ClosedHow, MessageKind, Topic } from './case-kinds.ts';

export const TOPIC_WORDS: Readonly<Record<Topic, string>> = {
  account: 'Account and sign-in',
  workshop: 'Workshops',
  exam: 'Exams',
  report: 'Reports to employers and Microsoft',
  other: 'Something else',
};

export const MESSAGE_WORDS: Readonly<Record<MessageKind, string>> = {
  question: 'Asked',
  reply: 'Wrote again',
  answer: 'Answered',
  'asked-back': 'Asked back',
  note: 'Note, for staff alone',
};

export const CLOSED_WORDS: Readonly<Record<ClosedHow, string>> = {
  answered: 'Closed',
  request: 'Became a request about data',
  'time-over': 'Closed by itself: nobody wrote any more',
  erased: 'Closed: whoever asked was erased',
};

/** '3 days', 'today'. */
export const ageInWords = (days: number): string => (days < 1 ? 'today' : days === 1 ? '1 day' : `${days} days`);
