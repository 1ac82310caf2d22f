// How the steps of a follow-up and what came of them are called, for staff.
import type { FollowUpKind, StepResult } from './follow-up.ts';

export const KIND_WORDS: Readonly<Record<FollowUpKind, string>> = { mail: 'Mail', reminder: 'Reminder', call: 'Call' };

export const RESULT_WORDS: Readonly<Record<StepResult, string>> = {
  sent: 'Sent',
  answered: 'Answered',
  'no-answer': 'No answer',
  'wrong-number': 'Wrong number',
  'asked-no-more': 'Asked not to be asked',
  known: 'Known meanwhile',
  moved: 'Exam moved',
  restricted: 'Data restricted',
  objected: 'Person objected',
  erased: 'Person erased',
  'cancelled-by-staff': 'Cancelled by staff',
};
