// What a page of the list of schedules is, what may be asked of it, and when a schedule wants its next report.
import { z } from 'zod';
import { searchedLine } from '#app/platform/text.ts';
import { readPeriod } from '#reports/period.ts';
import { dueAt, periodsDue, type Schedule } from './occurrence.ts';

export const SCHEDULES_A_PAGE = 50;

export const SCHEDULE_STANDS = ['all', 'needs-somebody', 'paused'] as const;
export type ScheduleStand = (typeof SCHEDULE_STANDS)[number];

export type ScheduleFilter = { readonly search: string; readonly stand: ScheduleStand; readonly page: number };

/** The list as an address asks for it; what can't be read means: from the start. */
export const parseScheduleFilter = (parameters: URLSearchParams): ScheduleFilter => ({
  search: searchedLine(parameters.get('q'), 100),
  stand: z.enum(SCHEDULE_STANDS).catch('all').parse(parameters.get('stand')),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).parse(parameters.get('page')),
});

/** A version that binds, with the days ('YYYY-MM-DD') from which and until which it does. */
export type BindingVersion = Schedule & {
  readonly number: number;
  readonly inForceFrom: string;
  readonly endsOn: string | null;
};

export type Occurrence = { readonly period: string; readonly at: Date };

/** Looked ahead so far: whatever a schedule wants, it wants within a year and a quarter. */
const AHEAD_MS = 457 * 86_400_000;
const FARTHEST_AHEAD = 16;

/** The version that binds the period: the latest that had begun by its last day. `versions` stand in the order of their first days. */
function bindingAt(versions: readonly BindingVersion[], lastDay: string): BindingVersion | undefined {
  const latest = versions.findLast(({ inForceFrom }) => inForceFrom <= lastDay);
  return latest === undefined || (latest.endsOn !== null && latest.endsOn < lastDay) ? undefined : latest;
}

/** The periods whose reports fall due after `after` and by `until` under the versions that bind them, earliest first. */
function occurrences(versions: readonly BindingVersion[], after: Date, until: Date): Occurrence[] {
  return versions
    .flatMap((version) =>
      periodsDue(version, after, until, FARTHEST_AHEAD)
        .filter((period) => bindingAt(versions, readPeriod(period)?.lastDay ?? '') === version)
        .map((period) => ({ period, at: dueAt(version, period) })),
    )
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

/** The next report that is wanted after `now` and has not been made; null when nothing is within a year. */
export const nextOccurrence = (
  versions: readonly BindingVersion[],
  now: Date,
  made: readonly string[],
): Occurrence | null =>
  occurrences(versions, now, new Date(now.getTime() + AHEAD_MS)).find(({ period }) => !made.includes(period)) ?? null;

/** The last period that is over where the agreement is, and bound by one of its versions: the report that "run now" makes. */
export function lastPeriodOver(versions: readonly BindingVersion[], now: Date): string | null {
  const over = versions.flatMap((version) => {
    // On the first day after it, at midnight, a period is over.
    const atOnce = { ...version, anchorDay: 1, localTime: '00:00' };
    return periodsDue(atOnce, new Date(now.getTime() - AHEAD_MS), now, 1).filter(
      (period) => bindingAt(versions, readPeriod(period)?.lastDay ?? '') === version,
    );
  });
  return over.toSorted((one, other) => lastDayOf(one).localeCompare(lastDayOf(other))).at(-1) ?? null;
}

const lastDayOf = (period: string): string => readPeriod(period)?.lastDay ?? '';
