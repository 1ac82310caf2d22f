import { Link } from '@remix-run/react';

import { classes } from '#app/ui/classes.ts';
import { formatMonth, formatMonthShort, formatNumber } from '#app/ui/format.ts';
import { Chips } from '#app/ui/tabs.tsx';

import { boardAddress, STANDINGS, type CountedStanding, type SittingFilter } from './board-address.ts';
import type { MonthCount } from './list-sittings.server.ts';

const LABELS: Record<CountedStanding, string> = {
  unknown: 'Outcome unknown',
  'not-asked': 'Not to be asked',
  open: 'Booked',
  passed: 'Passed',
  failed: 'Failed',
  'not-taken': 'Not taken',
  cancelled: 'Cancelled',
};

const LOOKS: Record<CountedStanding, string> = {
  unknown: 'font-semibold text-warn',
  'not-asked': 'text-ink-soft',
  open: 'text-accent',
  passed: 'text-success',
  failed: 'text-danger',
  'not-taken': 'text-ink-soft',
  cancelled: 'text-ink-soft',
};

const CELL = 'grid h-8 place-items-center rounded-sm px-2 tabular-nums -outline-offset-2 transition-colors';

type Matrix = { months: readonly MonthCount[]; now: string; filter: SittingFilter };

function Count({ count, standing, filter }: { count: MonthCount; standing: CountedStanding; filter: SittingFilter }) {
  const sittings = count[standing];
  if (sittings === 0)
    return (
      <span className={classes(CELL, 'text-ink-soft')}>
        <span aria-hidden="true">·</span>
        <span className="sr-only">none</span>
      </span>
    );
  const isShown = filter.month === count.month && filter.view === standing;
  return (
    <Link
      to={boardAddress({ ...filter, ...(isShown ? { month: null } : { month: count.month, view: standing }) })}
      preventScrollReset
      aria-current={isShown ? 'true' : undefined}
      aria-label={`${formatNumber(sittings)}, ${LABELS[standing]}, ${formatMonth(count.month)}`}
      className={classes(CELL, LOOKS[standing], isShown ? 'bg-accent-tint ring-1 ring-accent' : 'hover:bg-sunken')}
    >
      {formatNumber(sittings)}
    </Link>
  );
}

/** Months as columns and what became of their sittings as rows; each number leads to the sittings behind it. */
export function OutcomeMatrix({ months, now, filter }: Matrix) {
  return (
    <div role="region" aria-label="Sittings by month and outcome" tabIndex={0} className="relative overflow-x-auto">
      <table className="w-full border-collapse">
        <caption className="sr-only">Sittings by month and outcome</caption>
        <thead>
          <tr className="border-b border-line text-sm">
            <th scope="col" className="sticky left-0 z-10 bg-surface px-4 py-2 text-left font-medium text-ink-soft">
              <span className="sr-only">Outcome</span>
            </th>
            {months.map(({ month }) => (
              <th key={month} scope="col" className="min-w-18 px-1 py-1 text-center font-medium whitespace-nowrap">
                <Link
                  to={boardAddress({ ...filter, month: filter.month === month ? null : month, view: 'all' })}
                  preventScrollReset
                  aria-current={filter.month === month ? 'true' : undefined}
                  className={classes(
                    'block rounded-sm px-2 py-1',
                    filter.month === month ? 'bg-accent-tint text-accent' : 'hover:bg-sunken',
                  )}
                >
                  {formatMonthShort(month)}{' '}
                  <span
                    className={classes('block text-sm font-normal', month === now ? 'text-accent' : 'text-ink-soft')}
                  >
                    {month === now ? 'now' : month.slice(0, 4)}
                  </span>
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {STANDINGS.map((standing) => (
            <tr key={standing} className="border-b border-line last:border-b-0">
              <th
                scope="row"
                className="sticky left-0 z-10 border-r border-line bg-surface px-4 text-left text-sm font-medium whitespace-nowrap"
              >
                {LABELS[standing]}
              </th>
              {months.map((count) => (
                <td key={count.month} className="px-1 py-0.5">
                  <Count count={count} standing={standing} filter={filter} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whose exam the matrix counts: one, or all together. */
export function ExamChoice({ exams, filter }: { exams: readonly string[]; filter: SittingFilter }) {
  if (exams.length < 2) return null;
  return (
    <div className="border-b border-line px-4 py-3">
      <Chips
        label="Exams"
        chips={[null, ...exams].map((exam) => ({
          to: boardAddress({ ...filter, exam }),
          label: exam ?? 'All exams',
          current: exam === filter.exam,
        }))}
      />
    </div>
  );
}
