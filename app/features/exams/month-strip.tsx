import { Link } from '@remix-run/react';

import { classes } from '#app/ui/classes.ts';
import { counted, formatMonthShort } from '#app/ui/format.ts';

import type { MonthCount } from './list-sittings.server.ts';

const PARTS = [
  { key: 'passed', look: 'fill-success' },
  { key: 'failed', look: 'fill-danger' },
  { key: 'unknown', look: 'fill-warn' },
  { key: 'waiting', look: 'fill-accent' },
  { key: 'other', look: 'fill-line-strong' },
] as const;

function Bar({ count, most }: { count: MonthCount; most: number }) {
  const before = (index: number): number => PARTS.slice(0, index).reduce((sum, { key }) => sum + count[key], 0);
  const share = (sittings: number): number => (sittings / most) * 100;
  return (
    <svg
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      aria-hidden="true"
      className="h-1.5 w-full overflow-hidden rounded-full"
    >
      <rect width="100" height="6" className="fill-sunken" />
      {PARTS.map(({ key, look }, index) =>
        count[key] > 0 ? (
          <rect key={key} x={share(before(index))} width={share(count[key])} height="6" className={look} />
        ) : null,
      )}
    </svg>
  );
}

/** Months as columns, each with how its sittings stand; a click shows that month alone. */
export function MonthStrip({
  months,
  now,
  chosen,
}: {
  months: readonly MonthCount[];
  now: string;
  chosen: string | null;
}) {
  const totalOf = (count: MonthCount): number => PARTS.reduce((sum, { key }) => sum + count[key], 0);
  const most = Math.max(1, ...months.map(totalOf));
  return (
    <nav
      aria-label="Months"
      className="overflow-x-auto rounded-md border border-line bg-surface shadow-card"
      tabIndex={0}
    >
      <ol className="grid auto-cols-[minmax(112px,1fr)] grid-flow-col divide-x divide-line">
        {months.map((count) => {
          const current = count.month === chosen;
          const known = count.passed + count.failed;
          return (
            <li key={count.month}>
              <Link
                to={current ? '/train/exams' : `?month=${count.month}`}
                preventScrollReset
                aria-current={current ? 'true' : undefined}
                className={classes(
                  'grid h-full content-start gap-1.5 px-3 py-3 -outline-offset-2 transition-colors',
                  current ? 'bg-accent-tint' : 'hover:bg-sunken',
                )}
              >
                <span className="flex items-baseline justify-between gap-2">
                  <span className="font-semibold">
                    {formatMonthShort(count.month)}{' '}
                    <span className="font-normal text-ink-soft">{count.month.slice(0, 4)}</span>
                  </span>
                  {count.month === now ? <span className="text-sm font-medium text-accent">now</span> : null}
                </span>
                <Bar count={count} most={most} />
                <span className="text-sm text-ink-soft tabular-nums">
                  {count.unknown > 0 ? (
                    <span className="block font-medium text-warn">{count.unknown} unknown</span>
                  ) : null}
                  {count.waiting > 0 ? <span className="block">{count.waiting} booked</span> : null}
                  {known > 0 ? <span className="block">{counted(known, 'result')}</span> : null}
                  {count.other > 0 ? <span className="block">{count.other} not sat</span> : null}
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
