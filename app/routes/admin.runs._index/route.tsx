import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { listDueReports } from '#app/features/delivery/report-calendar.server.ts';
import { listRuns } from '#app/features/reporting/runs.server.ts';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { counted, formatNumber, formatPeriod } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';
import { Chips } from '#app/ui/tabs.tsx';

import { DueReports } from './due-reports.tsx';
import { parseRunList, readDueFilter, selectRuns, sortRuns, summarise } from './run-list.ts';
import { addressOf, RunTable } from './run-table.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Runs') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'run:list');
  const parameters = new URL(request.url).searchParams;
  const filter = readDueFilter(parameters);
  if (filter !== null) {
    const due = await listDueReports(actor, filter);
    const runs = (await listRuns(actor, { ids: due.runs })).map(summarise);
    const view = { ...parseRunList(parameters, []), due: filter };
    return { due: { filter, toCome: due.toCome }, view, runs: sortRuns(runs, view), periods: [], waiting: 0, total: 0 };
  }
  const runs = (await listRuns(actor)).map(summarise);
  const periods = [...new Set(runs.map((run) => run.period))];
  const view = parseRunList(parameters, periods);
  const waiting = runs.filter((run) => run.period === view.period && run.needsPerson).length;
  const total = runs.filter((run) => run.period === view.period).length;
  return { due: null, view, periods: periods.slice(0, 12), waiting, total, runs: selectRuns(runs, view) };
}

export default function Runs() {
  const { due, view, periods, runs, waiting, total } = useLoaderData<typeof loader>();
  if (due !== null) return <DueReports {...due} runs={runs} view={view} />;
  if (view.period === null) {
    return (
      <>
        <PageHeading title="Runs" />
        <Card>
          <Empty icon="runs" title="No report has been made yet">
            Each agreement is run when its period is over. The first runs stand here then, with their files and checks.
          </Empty>
        </Card>
      </>
    );
  }
  const lead =
    waiting === 0
      ? 'Nothing waits for a person.'
      : `${counted(waiting, 'run')} ${waiting === 1 ? 'needs' : 'need'} a person.`;
  return (
    <>
      <PageHeading
        title="Runs"
        lead={`${formatPeriod(view.period)}: ${counted(total, 'run')}. ${lead} Times are Amsterdam's.`}
      />
      <Card flush>
        <div className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-3">
          <Chips
            label="Which runs"
            chips={[
              {
                to: addressOf(view, { waiting: false }),
                label: 'All',
                count: formatNumber(total),
                current: !view.waiting,
              },
              {
                to: addressOf(view, { waiting: true }),
                label: 'Needs a person',
                count: formatNumber(waiting),
                current: view.waiting,
              },
            ]}
          />
          {periods.length > 1 ? (
            <Chips
              label="Periods"
              chips={periods.map((period) => ({
                to: addressOf(view, { period }),
                label: formatPeriod(period),
                current: period === view.period,
              }))}
            />
          ) : null}
        </div>
        {runs.length === 0 ? (
          <Empty icon="check" title="Nothing waits for a person">
            Runs that are held or failed stand here, with the reason.
          </Empty>
        ) : (
          <RunTable runs={runs} view={view} />
        )}
      </Card>
    </>
  );
}
