import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { isPermitted } from '#app/features/access/permissions.ts';
import { found, readId, requireActor } from '#app/features/access/require.server.ts';
import { findRun } from '#app/features/reporting/runs.server.ts';
import { showRun } from '#app/features/reporting/show-run.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { formatDayTime, formatPeriod } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';
import { Timeline } from '#app/ui/timeline.tsx';

import { partnerIdOf } from '../admin.runs._index/run-list.ts';
import { RunStateBadge } from '../admin.runs._index/run-state.tsx';
import { ColumnChanges } from './changes-tab.tsx';
import { RunFile } from './run-file.tsx';
import { planRunSteps } from './run-steps.ts';
import { parseRunPage, ROWS_ON_A_PAGE } from './run-tabs.ts';
import { WhyCard } from './why-card.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: data ? titleOf(`${data.run.recipient.name}, ${formatPeriod(data.run.period)}`) : titleOf('Run'),
  },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'run:read');
  const run = found(await findRun(actor, readId(params['id'])));
  const view = parseRunPage(new URL(request.url).searchParams, run.build?.sheets ?? []);
  const offset = (view.page - 1) * ROWS_ON_A_PAGE;
  const shown = await showRun(actor, run, view, { offset, limit: ROWS_ON_A_PAGE });
  return { run, view, offset, shown, mayRelease: isPermitted(actor, 'run:release') };
}

export default function Run() {
  const { run, view, offset, shown, mayRelease } = useLoaderData<typeof loader>();
  const { build, recipient, version } = run;
  const partnerId = partnerIdOf(recipient);
  const waits = run.state === 'awaiting-release';
  const blocked = waits && shown.comparison?.isBlocked === true ? shown.comparison : null;
  return (
    <>
      <PageHeading
        crumbs={[
          { to: '/admin/runs', label: 'Runs' },
          { to: `/admin/runs?period=${run.period}`, label: formatPeriod(run.period) },
        ]}
        title={`${recipient.name} · ${formatPeriod(run.period)}`}
        lead={
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <RunStateBadge state={run.state} />
            {partnerId === null ? null : `Partner ID ${partnerId} · `}agreement v{version.number}
            {build ? ` · cut-off ${formatDayTime(build.cutOff)} (Amsterdam)` : null}
          </span>
        }
        actions={
          waits && mayRelease && blocked === null ? (
            <ButtonLink to={`/admin/runs/${run.id}/release`} look="primary">
              Release…
            </ButtonLink>
          ) : null
        }
      />
      <div className="grid gap-4">
        {blocked === null ? null : <ColumnChanges {...blocked} />}
        {waits && !mayRelease && blocked === null ? (
          <Notice tone="warn" title="This run waits for a privacy officer">
            Nothing has left. A privacy officer reads it and lets it go with a reason, or does not.
          </Notice>
        ) : null}
        <Card>
          <Timeline label="States of this run" steps={planRunSteps(run)} />
        </Card>
        {build === null ? (
          <>
            <Card>
              <Empty icon="runs" title="There is no file yet">
                Once it is built, its preview, its checks and its hash stand here.
              </Empty>
            </Card>
            <WhyCard runId={run.id} />
          </>
        ) : (
          <RunFile run={run} build={build} shown={shown} view={view} offset={offset} />
        )}
      </div>
    </>
  );
}
