// How an exam stands, in SQL, told once: for the board's counts and its list, for the overview, and for whoever plans to ask. What is counted is
// what is listed, and whoever is asked is among the unknown.
import type { CountedStanding } from './board-address.ts';
import { MONTH_NOW } from './exams.server.ts';
import type { NotAskedReason } from './not-asked.ts';

/** Every sitting that counts, as `s`, with its person, `p`: what was of somebody erased stands nowhere. */
export const SITTINGS = `sittings s join persons p on p.id = s.person_id and p.erased_at is null`;

const REASONS: readonly (readonly [NotAskedReason, string])[] = [
  ['erased', 'p.erased_at is not null'],
  ['false-registration', 'p.found_false_at is not null'],
  ['minor', 'p.found_minor_at is not null'],
  ['objected', 'p.objected_at is not null'],
  ['restricted', 'p.restricted_at is not null'],
  ['asked-no-more', 's.ask_no_more'],
  // Whoever was not told yet what is held is not asked either.
  ['not-told', 'p.informed_at is null'],
];

/** Why nobody may be asked about a sitting, the gravest reason first; null where they may. */
export const NOT_ASKED_BECAUSE = `case ${REASONS.map(([reason, is]) => `when ${is} then '${reason}'`).join(' ')} end`;

/** Nobody knows how it went, or will. */
export const IS_OPEN = `s.outcome is null and s.state in ('booked', 'taken')`;

const IS_OVER = `s.month < ${MONTH_NOW}`;

/** Open, and of somebody who may be asked. */
export const IS_ASKED_ABOUT = `${IS_OPEN} and ${NOT_ASKED_BECAUSE} is null`;

/** When a sitting stands so; each stands in one way. */
export const STANDS: Readonly<Record<CountedStanding, string>> = {
  unknown: `${IS_ASKED_ABOUT} and ${IS_OVER}`,
  'not-asked': `${IS_OPEN} and ${NOT_ASKED_BECAUSE} is not null and ${IS_OVER}`,
  open: `${IS_OPEN} and not ${IS_OVER}`,
  passed: `s.outcome = 'passed'`,
  failed: `s.outcome = 'failed'`,
  'not-taken': `s.state = 'not-taken'`,
  cancelled: `s.state = 'cancelled'`,
};

/** May be asked: the month is over, and nobody knows. */
export const MAY_BE_ASKED = STANDS.unknown;

/** A count of sittings that stand so, as a column. */
export const countOf = (standing: CountedStanding): string =>
  `count(*) filter (where ${STANDS[standing]})::int as "${standing}"`;

/** Conflicts that nobody has decided, as `c`, of sittings that count. */
export const OPEN_CONFLICTS = `outcome_conflicts c join sittings s on s.id = c.sitting_id join persons p on p.id = s.person_id and p.erased_at is null
  and c.closed_at is null`;
