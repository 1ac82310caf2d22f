// Decides when the report of a period falls due: the one function for every occurrence.
import { Temporal } from 'temporal-polyfill';
import type { ScheduledAgreement } from '#app/features/agreements/agreements.server.ts';
import { readPeriod } from '#reports/period.ts';

export type Schedule = {
  readonly cadence: 'monthly' | 'quarterly';
  /** Day of the month after the period; a shorter month has it on its last day. */
  readonly anchorDay: number;
  /** 'HH:MM' on the wall clock of `zone`. */
  readonly localTime: string;
  readonly zone: string;
};

const pad = (value: number): string => String(value).padStart(2, '0');

/** 'YYYY-MM' or 'YYYY-Qn' of the period that a month belongs to. */
const periodOf = (month: Temporal.PlainYearMonth, cadence: Schedule['cadence']): string =>
  cadence === 'monthly'
    ? `${String(month.year).padStart(4, '0')}-${pad(month.month)}`
    : `${String(month.year).padStart(4, '0')}-Q${Math.ceil(month.month / 3)}`;

/**
 * The instant at which the report of `period` falls due: on the anchor day of the month after it, clamped from the anchor
 * so that a short month does not shift the next one. A wall-clock time that a DST change skips comes as much later; one
 * that it repeats is the first.
 */
export function dueAt({ anchorDay, localTime, zone }: Omit<Schedule, 'cadence'>, period: string): Date {
  const read = readPeriod(period);
  if (read === null) throw new RangeError('A period is YYYY-MM or YYYY-Qn');
  const month = Temporal.PlainYearMonth.from(read.lastMonth).add({ months: 1 });
  const due = month.toPlainDate({ day: Math.min(anchorDay, month.daysInMonth) }).toZonedDateTime({
    timeZone: zone,
    plainTime: Temporal.PlainTime.from(localTime),
  });
  return new Date(due.epochMilliseconds);
}

/** When the schedule of an agreement wants the report of `period`. */
export const dueOf = ({ agreement, anchorDay, localTime }: ScheduledAgreement, period: string): Date =>
  dueAt({ anchorDay, localTime, zone: agreement.zone }, period);

/** The periods whose reports fell due after `since` and by `now`, oldest first; at most `most` of the newest. */
export function periodsDue(schedule: Schedule, since: Date, now: Date, most: number): string[] {
  const step = schedule.cadence === 'monthly' ? 1 : 3;
  const periods: string[] = [];
  let month = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(schedule.zone)
    .toPlainDate()
    .toPlainYearMonth();
  // The period that holds today is never due; go back from it while there is something due.
  for (let back = 0; back <= most + 1; back++) {
    const period = periodOf(month, schedule.cadence);
    const due = dueAt(schedule, period);
    if (due > since && due <= now) periods.unshift(period);
    if (due <= since) break;
    month = month.subtract({ months: step });
  }
  return periods.slice(-most);
}

/** The academy's own zone: what is last month when nobody said which. */
const HOME_ZONE = 'Europe/Amsterdam';

/** The month before the one that holds `now`, 'YYYY-MM'. */
export function lastMonth(now: Date): string {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(HOME_ZONE).toPlainDate();
  return periodOf(today.toPlainYearMonth().subtract({ months: 1 }), 'monthly');
}

/** When a month ('YYYY-MM') of the academy's zone begins, and when the next one does. */
export function boundsOf(month: string): { from: Date; until: Date } {
  const first = Temporal.PlainYearMonth.from(month);
  const begins = (at: Temporal.PlainYearMonth): Date =>
    new Date(at.toPlainDate({ day: 1 }).toZonedDateTime({ timeZone: HOME_ZONE }).epochMilliseconds);
  return { from: begins(first), until: begins(first.add({ months: 1 })) };
}

/** The days of a month, week by week from Monday on; null for those of other months. */
export function weeksOf(month: string): (string | null)[][] {
  const first = Temporal.PlainYearMonth.from(month);
  const before = first.toPlainDate({ day: 1 }).dayOfWeek - 1;
  const days = Array.from({ length: first.daysInMonth }, (_, index) =>
    first.toPlainDate({ day: index + 1 }).toString(),
  );
  const cells = [...Array.from({ length: before }, () => null), ...days];
  const weeks = Math.ceil(cells.length / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (__, day) => cells[week * 7 + day] ?? null),
  );
}
