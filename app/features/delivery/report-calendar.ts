// Decides how a report stands on the day on which it falls due: one word for the calendar, whatever states its run went through.
import type { RunState } from '#app/features/reporting/run.ts';

/** What reports a list shows, of a day or of any. */
export type DueFilter = { readonly day: string | null; readonly state: DayState | null };

/** As the calendar names them, what needs somebody first. */
export const DAY_STATES = ['late', 'held', 'failed', 'missed', 'due', 'done'] as const;
export type DayState = (typeof DAY_STATES)[number];

/** A report that is being made is not late yet. */
export const MAKING_TAKES = '1 hour';

export type DueRun = {
  readonly state: RunState;
  /** A delivery that nobody tries any more. */
  readonly isDead: boolean;
  /** Its time was longer ago than making it takes. */
  readonly isOver: boolean;
};

/** Null for a run that is nobody's to expect any more. */
export function dayStateOf({ state, isDead, isOver }: DueRun): DayState | null {
  if (state === 'withdrawn') return null;
  if (state === 'missed' || state === 'failed') return state;
  if (state === 'awaiting-release') return 'held';
  if (isDead) return 'failed';
  if (state === 'done') return 'done';
  return isOver ? 'late' : 'due';
}

export type DayCounts = Partial<Record<DayState, number>>;

export type CalendarDay = { /** 'YYYY-MM-DD' */ readonly day: string; readonly counts: DayCounts };

export type ReportCalendar = {
  /** 'YYYY-MM' */
  readonly month: string;
  readonly today: string;
  /** From Monday to Sunday; null outside the month. */
  readonly weeks: readonly (readonly (CalendarDay | null)[])[];
};

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** A day as it stands in an address, null for anything else. */
export const dayOf = (text: string | null): string | null => (text !== null && DAY.test(text) ? text : null);

export const isDayState = (text: string | null): text is DayState => DAY_STATES.some((state) => state === text);

/** Where the reports stand that fall due on a day, or on any, and stand so. */
export const runsAddress = (state: DayState | null, day: string | null = null): string =>
  `/admin/runs?${new URLSearchParams({ ...(day === null ? {} : { due: day }), ...(state === null ? {} : { as: state }) })}`;
