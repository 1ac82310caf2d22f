import { Link } from '@remix-run/react';

import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { formatDayTime, formatNumber, formatPeriod } from '#app/ui/format.ts';

import { type ListedRun, type Order, type RunListView } from './run-list.ts';
import { RunStateBadge } from './run-state.tsx';

/** The list with something changed in how it is shown. */
export function addressOf(view: RunListView, changes: Partial<RunListView>): string {
  const { period, waiting, order, descending, due } = { ...view, ...changes };
  return `?${new URLSearchParams({
    ...(period === null ? {} : { period }),
    ...(due?.day ? { due: due.day } : {}),
    ...(due?.state ? { as: due.state } : {}),
    ...(waiting ? { show: 'waiting' } : {}),
    ...(order === null ? {} : { sort: `${descending ? '-' : ''}${order}` }),
  })}`;
}

function columnsFor(view: RunListView): Column<ListedRun>[] {
  const sortBy = (order: Order): NonNullable<Column<ListedRun>['sort']> => ({
    to: addressOf(view, { order, descending: view.order === order ? !view.descending : order !== 'recipient' }),
    direction: view.order !== order ? null : view.descending ? 'descending' : 'ascending',
  });
  const figure = (value: number | null) =>
    value === null ? <span className="text-ink-soft">–</span> : formatNumber(value);
  return [
    {
      id: 'recipient',
      header: 'Recipient',
      sort: sortBy('recipient'),
      cell: (run) => (
        <>
          <Link to={`/admin/runs/${run.id}`} className="font-medium text-accent underline-offset-2 hover:underline">
            {run.recipient}
          </Link>
          <span className="block text-sm text-ink-soft">
            {run.partnerId === null ? null : `${run.partnerId} · `}agreement v{run.version}
            {view.due === undefined ? null : ` · ${formatPeriod(run.period)}`}
          </span>
        </>
      ),
    },
    {
      id: 'state',
      header: 'State',
      cell: (run) => (
        <>
          <RunStateBadge state={run.state} />
          {run.needsPerson ? (
            <span className="mt-1 block max-w-80 text-sm text-ink-soft max-md:hidden">{run.reasons.join(' ')}</span>
          ) : null}
        </>
      ),
    },
    {
      id: 'rows',
      header: 'People × workshops',
      align: 'right',
      sort: sortBy('rows'),
      wideOnly: true,
      cell: (run) => figure(run.rows),
    },
    {
      id: 'exam-rows',
      header: 'Exam rows',
      align: 'right',
      sort: sortBy('exam-rows'),
      wideOnly: true,
      cell: (run) => figure(run.examRows),
    },
    {
      id: 'cut-off',
      header: 'Cut-off',
      align: 'right',
      wideOnly: true,
      cell: (run) => (run.cutOff ? formatDayTime(run.cutOff) : '–'),
    },
  ];
}

export function RunTable({ runs, view }: { runs: readonly ListedRun[]; view: RunListView }) {
  const caption = view.period === null ? 'Runs' : `Runs of ${formatPeriod(view.period)}`;
  return <DataTable caption={caption} columns={columnsFor(view)} rows={runs} rowKey={(run) => run.id} />;
}
