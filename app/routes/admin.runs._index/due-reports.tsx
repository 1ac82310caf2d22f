import { Link } from '@remix-run/react';

import type { DayState, DueFilter } from '#app/features/delivery/report-calendar.ts';
import type { ReportToCome } from '#app/features/delivery/report-calendar.server.ts';
import { Card } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { counted, formatDay, formatDayTime, formatPeriod } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';

import type { ListedRun, RunListView } from './run-list.ts';
import { RunTable } from './run-table.tsx';

const STATES: Readonly<Record<DayState, string>> = {
  late: 'Late',
  held: 'Held',
  failed: 'Failed',
  missed: 'Missed',
  due: 'Due',
  done: 'Done',
};

const TO_COME: readonly Column<ReportToCome>[] = [
  { id: 'recipient', header: 'Recipient', cell: ({ recipient }) => <span className="font-medium">{recipient}</span> },
  { id: 'period', header: 'Period', cell: ({ period }) => formatPeriod(period) },
  {
    id: 'at',
    header: 'Falls due',
    align: 'right',
    cell: ({ at }) => formatDayTime(at),
    className: 'whitespace-nowrap',
  },
];

type Given = { filter: DueFilter; toCome: readonly ReportToCome[]; runs: readonly ListedRun[]; view: RunListView };

/** The reports behind a number of the calendar. */
export function DueReports({ filter: { day, state }, toCome, runs, view }: Given) {
  const [year = 0, month = 1, date = 1] = (day ?? '').split('-').map(Number);
  // Noon, so that it is that day in every zone of the association.
  const on = day === null ? '' : formatDay(new Date(Date.UTC(year, month - 1, date, 12)));
  const title = [state === null ? 'Reports due' : STATES[state], on].filter(Boolean).join(', ');
  return (
    <>
      <PageHeading title={title} lead={`${counted(runs.length + toCome.length, 'report')}. Times are Amsterdam's.`} />
      <p className="mb-4 flex flex-wrap gap-x-4">
        {day === null ? null : (
          <Link to={`/admin?month=${day.slice(0, 7)}`} className="text-accent underline-offset-2 hover:underline">
            The calendar
          </Link>
        )}
        <Link to="/admin/runs" className="text-accent underline-offset-2 hover:underline">
          All runs
        </Link>
      </p>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {runs.length + toCome.length === 0 ? (
          <Card>
            <Empty icon="check" title="No report stands here">
              What fell due here stands otherwise by now, or nothing does.
            </Empty>
          </Card>
        ) : null}
        {runs.length === 0 ? null : (
          <Card flush>
            <RunTable runs={runs} view={view} />
          </Card>
        )}
        {toCome.length === 0 ? null : (
          <Card flush title={state === 'late' ? 'Nobody has made these' : 'To be made'}>
            <DataTable
              caption="Reports that are not made yet"
              columns={TO_COME}
              rows={toCome}
              rowKey={({ agreementId, period }) => `${agreementId} ${period}`}
            />
          </Card>
        )}
      </div>
    </>
  );
}
