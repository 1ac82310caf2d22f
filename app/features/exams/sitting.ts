// Decides what may happen to a sitting: booked → taken (with its outcome) · not taken · cancelled; and never twice (bad-C5).
import { refused, ok, type Result } from '#app/platform/result.ts';

export const OUTCOMES = ['passed', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type SittingState = 'booked' | 'taken' | 'not-taken' | 'cancelled';

export type Sitting = { state: SittingState; month: string; outcome: Outcome | null };

/** A sitting after something was done about it; the name is the person's. */
export type Changed = { sittingId: number; examCode: string; month: string; name: string };

/** The words that a sitting has on pages; 'unknown' waits for somebody to tell how it went. */
export type Standing = 'booked' | 'this-month' | 'unknown' | 'passed' | 'failed' | 'not-taken' | 'cancelled';

/** A month as 'YYYY-MM': it can't hold a day, and sorts as text. */
export const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
/** True for a month of this century: a calendar of any other says nothing. */
export const isNearMonth = (month: string): boolean => MONTH.test(month) && month.startsWith('20');

const MONTHS_BACK = 12;
const MONTHS_AHEAD = 24;

/** ('2026-11', 3) → '2027-02'. */
export function monthAfter(month: string, months: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** The months that can be chosen while it is `now`, the earliest first. */
export function choosableMonths(now: string): string[] {
  return Array.from({ length: MONTHS_BACK + MONTHS_AHEAD + 1 }, (_, index) => monthAfter(now, index - MONTHS_BACK));
}

export function isOpen(sitting: Sitting): boolean {
  return sitting.outcome === null && (sitting.state === 'booked' || sitting.state === 'taken');
}

export function standingOf(sitting: Sitting, now: string): Standing {
  if (sitting.outcome !== null) return sitting.outcome;
  if (sitting.state === 'not-taken' || sitting.state === 'cancelled') return sitting.state;
  if (sitting.month > now) return 'booked';
  return sitting.month === now && sitting.state === 'booked' ? 'this-month' : 'unknown';
}

export type MonthRefusal = 'month-invalid' | 'month-too-far';

export function planMonth(month: string, now: string): Result<string, MonthRefusal> {
  if (!MONTH.test(month)) return refused('month-invalid');
  return month < monthAfter(now, -MONTHS_BACK) || month > monthAfter(now, MONTHS_AHEAD)
    ? refused('month-too-far')
    : ok(month);
}

export type OutcomeRefusal = 'month-ahead' | 'closed' | 'other-outcome-known';

/** Gives whether anything is to be written: the same outcome again is fine and changes nothing; a different one overwrites nothing. */
export function planOutcome(
  sitting: Sitting,
  outcome: Outcome,
  now: string,
): Result<{ changes: boolean }, OutcomeRefusal> {
  if (sitting.outcome !== null)
    return sitting.outcome === outcome ? ok({ changes: false }) : refused('other-outcome-known');
  if (!isOpen(sitting)) return refused('closed');
  return sitting.month > now ? refused('month-ahead') : ok({ changes: true });
}

export function planMove(
  sitting: Sitting,
  month: string,
  now: string,
): Result<{ changes: boolean }, MonthRefusal | 'closed'> {
  if (!isOpen(sitting)) return refused('closed');
  const planned = planMonth(month, now);
  return planned.ok ? ok({ changes: month !== sitting.month }) : planned;
}

export type RecordRefusal = 'month-ahead' | 'closed' | 'contested-otherwise';

/**
 * What staff say of a sitting: recorded where nothing is known; where something else is, whoever said it, a conflict that is decided, and nothing
 * is overwritten (bad-C5). The same again is fine and changes nothing.
 */
export function planRecord(
  sitting: Sitting & { contested: Claim | null },
  said: Claim,
  now: string,
): Result<'record' | 'conflict' | 'contested' | 'nothing', RecordRefusal> {
  if (sitting.month > now) return refused('month-ahead');
  if (isOpen(sitting)) return ok('record');
  if ((sitting.outcome ?? sitting.state) === said) return ok('nothing');
  // It says the same as cancelled: it was not taken either.
  if (sitting.state === 'cancelled' && said === 'not-taken') return refused('closed');
  if (sitting.contested === null) return ok('conflict');
  return sitting.contested === said ? ok('contested') : refused('contested-otherwise');
}

export type Closing = 'not-taken' | 'cancelled';

/** Not taken can only be known once the month has begun; cancelled only before an outcome. */
export function planClosing(
  sitting: Sitting,
  closing: Closing,
  now: string,
): Result<{ changes: boolean }, 'closed' | 'month-ahead'> {
  if (sitting.state === closing) return ok({ changes: false });
  if (!isOpen(sitting)) return refused('closed');
  return closing === 'not-taken' && sitting.month > now ? refused('month-ahead') : ok({ changes: true });
}

/** What somebody says of a sitting. */
export const CLAIMS = [...OUTCOMES, 'not-taken'] as const;
export type Claim = (typeof CLAIMS)[number];

export type ContestRefusal = 'nothing-recorded' | 'same' | 'too-late';

/** A contest overwrites nothing: it says what the person claims, and staff decide (bad-C5). */
export function planContest(
  sitting: Pick<Sitting, 'outcome'> & { isContestable: boolean; contested: Claim | null },
  claimed: Claim,
): Result<{ changes: boolean }, ContestRefusal> {
  if (sitting.outcome === null) return refused('nothing-recorded');
  if (sitting.outcome === claimed) return refused('same');
  if (sitting.contested !== null) return ok({ changes: false });
  return sitting.isContestable ? ok({ changes: true }) : refused('too-late');
}

/** What can be answered to the question how an exam went. */
export const ANSWERS = [...CLAIMS, 'rather-not-say'] as const;
export type Answer = (typeof ANSWERS)[number];

/** What an answer that counts does: 'conflict' where something else was recorded meanwhile; nothing is overwritten. */
export type Settling = 'record' | 'not-taken' | 'ask-no-more' | 'conflict' | 'nothing';

export function planAnswer(sitting: Sitting, answer: Answer, asked: string): Settling {
  const isUnknown = isOpen(sitting);
  // Moved since it was asked: the answer was about another month than the one that is booked now.
  if (sitting.month !== asked) return 'nothing';
  if (answer === 'rather-not-say') return isUnknown ? 'ask-no-more' : 'nothing';
  if (isUnknown) return answer === 'not-taken' ? 'not-taken' : 'record';
  if (sitting.outcome !== null) return sitting.outcome === answer ? 'nothing' : 'conflict';
  // Closed without an outcome: it says the same as not taken.
  return answer === 'not-taken' ? 'nothing' : 'conflict';
}

/** How staff decide between what is recorded and what is claimed: it stands, or the claim takes its place. */
export const DECISIONS = ['stands', 'changed'] as const;
export type Decision = (typeof DECISIONS)[number];
