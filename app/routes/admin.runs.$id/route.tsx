import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { isPermitted } from '#app/features/access/permissions.ts';
import { found, notFound, readId, requireActor } from '#app/features/access/require.server.ts';
import { parseRunChange } from '#app/features/delivery/run-change.ts';
import { settleDelivery, SETTLE_REFUSALS } from '#app/features/delivery/settle-delivery.server.ts';
import { AGAIN_REFUSALS, startAgain } from '#app/features/delivery/start-run.server.ts';
import { isUnsettled } from '#app/features/reporting/run.ts';
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
import { Again, againOf } from './again.tsx';
import { ColumnChanges } from './changes-tab.tsx';
import { RunFile } from './run-file.tsx';
import { planRunSteps } from './run-steps.ts';
import { parseRunPage, ROWS_ON_A_PAGE } from './run-tabs.ts';
import { Unsettled } from './unsettled.tsx';
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
  const may = { release: isPermitted(actor, 'run:release'), start: isPermitted(actor, 'run:start') };
  return { run, view, offset, shown, may };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'run:start');
  const runId = readId(params['id']);
  const asked = parseRunChange(await readForm(request));
  const refusal = (words: string) => data({ message: `Nothing was done: ${words}.` }, { status: 409 });
  if (asked.intent === 'again') {
    const started = await startAgain(actor, runId);
    if (!started.ok && started.reason === 'not-there') throw notFound();
    if (!started.ok) return refusal(AGAIN_REFUSALS[started.reason]);
  } else {
    found(await findRun(actor, runId));
    const settled = await settleDelivery(actor, runId, asked.channel, asked.intent === 'arrived');
    if (!settled.ok) return refusal(SETTLE_REFUSALS[settled.reason]);
  }
  return redirect(`/admin/runs/${runId}`);
}

export default function Run() {
  const { run, view, offset, shown, may } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const { build, recipient, version } = run;
  const partnerId = partnerIdOf(recipient);
  const again = may.start ? againOf(run) : null;
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
          <>
            {waits && may.release && blocked === null ? (
              <ButtonLink to={`/admin/runs/${run.id}/release`} look="primary">
                Release…
              </ButtonLink>
            ) : null}
            {again === null ? null : <Again words={again} />}
          </>
        }
      />
      <div className="grid gap-4">
        {refusal === undefined ? null : <Notice live tone="danger" title={refusal.message} />}
        {blocked === null ? null : <ColumnChanges {...blocked} />}
        {run.isHeldByPause ? (
          <Notice tone="warn" title="This run waits: its schedule is paused">
            Nothing more is made or sent of it until somebody lets the schedule go on, or asks for this report.
          </Notice>
        ) : null}
        {run.deliveries.filter(isUnsettled).map(({ channel }) => (
          <Unsettled key={channel} channel={channel} recipient={recipient.name} mayAct={may.start} />
        ))}
        {waits && !may.release && blocked === null ? (
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
