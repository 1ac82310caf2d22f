import { Form, Link, useNavigation } from '@remix-run/react';

import type { MadeRun } from '#app/features/delivery/read-schedules.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { formatDayTime, formatPeriod } from '#app/ui/format.ts';

import { RunStateBadge } from '../admin.runs._index/run-state.tsx';

export type ScheduleRow = {
  readonly id: number;
  readonly recipient: string;
  readonly kind: string;
  /** 'every month on day 1 at 06:00 (Europe/Amsterdam)', null where no version binds any more. */
  readonly words: string | null;
  readonly next: { readonly period: string; readonly at: Date } | null;
  readonly runs: readonly MadeRun[];
  readonly open: string | null;
  /** Why it is paused, in words; null while it runs. */
  readonly paused: string | null;
};
export type ScheduleRights = { readonly pause: boolean; readonly start: boolean };

const Soft = ({ children }: { children: string }) => <span className="text-ink-soft">{children}</span>;

/** What nobody has made, or nothing came of: the report that somebody may ask for. */
function toMake({ open, runs }: ScheduleRow): { period: string; words: string } | null {
  if (open !== null) return { period: open, words: `Make ${formatPeriod(open)} now` };
  const [last] = runs;
  if (last === undefined || (last.state !== 'failed' && last.state !== 'missed')) return null;
  return {
    period: last.period,
    words:
      last.state === 'missed'
        ? `Make ${formatPeriod(last.period)} after all`
        : `Try ${formatPeriod(last.period)} again`,
  };
}

function Actions({ row, may }: { row: ScheduleRow; may: ScheduleRights }) {
  const busy = useNavigation().state !== 'idle';
  const make = toMake(row);
  return (
    <Form method="post" preventScrollReset className="flex flex-wrap gap-2 md:justify-end">
      <input type="hidden" name="agreementId" value={row.id} />
      {make !== null && may.start ? (
        <>
          <input type="hidden" name="period" value={make.period} />
          <Button size="small" name="intent" value="make" disabled={busy}>
            {make.words}
            <span className="sr-only"> for {row.recipient}</span>
          </Button>
        </>
      ) : null}
      {may.pause ? (
        <Button
          size="small"
          look="quiet"
          name="intent"
          value={row.paused === null ? 'pause' : 'resume'}
          disabled={busy}
        >
          {row.paused === null ? 'Pause' : 'Let it go on'}
          <span className="sr-only">: {row.recipient}</span>
        </Button>
      ) : null}
    </Form>
  );
}

const columnsFor = (may: ScheduleRights): readonly Column<ScheduleRow>[] => [
  {
    id: 'recipient',
    header: 'Recipient',
    cell: ({ id, recipient, kind }) => (
      <>
        <Link to={`/admin/agreements/${id}`} className="font-medium text-accent underline-offset-2 hover:underline">
          <bdi>{recipient}</bdi>
        </Link>
        <span className="block text-sm text-ink-soft">{kind}</span>
      </>
    ),
  },
  { id: 'when', header: 'When', cell: ({ words }) => words ?? <Soft>no version is in force</Soft> },
  {
    id: 'next',
    header: 'Next report',
    cell: ({ next, paused }) =>
      paused !== null ? (
        <>
          <Badge tone="warn">Paused</Badge>
          <span className="mt-0.5 block text-sm text-ink-soft">{paused}</span>
        </>
      ) : next === null ? (
        <Soft>nothing is due</Soft>
      ) : (
        <>
          {formatPeriod(next.period)}
          <span className="block text-sm whitespace-nowrap text-ink-soft">{formatDayTime(next.at)}</span>
        </>
      ),
  },
  {
    id: 'last',
    header: 'Last reports',
    cell: ({ runs }) =>
      runs.length === 0 ? (
        <Soft>none yet</Soft>
      ) : (
        <ul className="grid gap-1">
          {runs.map(({ id, period, state }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-2">
              <Link to={`/admin/runs/${id}`} className="text-accent underline-offset-2 hover:underline">
                {formatPeriod(period)}
              </Link>
              <RunStateBadge state={state} />
            </li>
          ))}
        </ul>
      ),
  },
  ...(may.pause || may.start
    ? [
        {
          id: 'actions',
          header: 'Change',
          align: 'right' as const,
          cell: (row: ScheduleRow) => <Actions row={row} may={may} />,
        },
      ]
    : []),
];

export function ScheduleTable({ rows, may }: { rows: readonly ScheduleRow[]; may: ScheduleRights }) {
  return <DataTable stacks caption="Schedules" columns={columnsFor(may)} rows={rows} rowKey={({ id }) => id} />;
}
