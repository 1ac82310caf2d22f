import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { KeptForm } from '#app/features/access/kept-form.tsx';
import { readForm } from '#app/features/access/read-form.server.ts';
import { elsewhere, found, notFound, readId, requireActor } from '#app/features/access/require.server.ts';
import { startReleased } from '#app/features/delivery/start-run.server.ts';
import { RELEASE_REFUSALS } from '#app/features/reporting/release-run.server.ts';
import { findRun } from '#app/features/reporting/runs.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { TextArea } from '#app/ui/field.tsx';
import { counted, formatPeriod } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';
import { SHEETS } from '#reports/catalogue.ts';

export const meta: MetaFunction = () => [{ title: titleOf('Release a run') }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'run:release');
  const run = found(await findRun(actor, readId(params['id'])));
  if (run.state !== 'awaiting-release') throw elsewhere(`/admin/runs/${run.id}`);
  return {
    id: run.id,
    period: run.period,
    recipient: run.recipient.name,
    reasons: run.reasons,
    build: run.build?.number ?? 0,
    sheets: run.build?.sheets ?? [],
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'run:release');
  const runId = readId(params['id']);
  const form = await readForm(request);
  const typed = form.get('reason');
  const reason = typeof typed === 'string' ? typed.slice(0, 1_000) : '';
  const released = await startReleased(actor, runId, reason, Number(form.get('build')));
  if (released.ok) return redirect(`/admin/runs/${runId}`);
  if (released.reason === 'not-found') throw notFound();
  const words = RELEASE_REFUSALS[released.reason];
  return data(
    {
      message: `${words.charAt(0).toUpperCase()}${words.slice(1)}.`,
      field: released.reason === 'reason-missing',
      reason,
    },
    { status: 409 },
  );
}

export default function Release() {
  const { id, period, recipient, reasons, build, sheets } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const busy = useNavigation().state === 'submitting';
  return (
    <div className="max-w-[720px]">
      <PageHeading
        crumbs={[
          { to: '/admin/runs', label: 'Runs' },
          { to: `/admin/runs/${id}`, label: `${recipient} · ${formatPeriod(period)}` },
        ]}
        title={`Release to ${recipient}?`}
        lead="Once it is released, the file goes out as it was checked. That can't be taken back."
      />
      <div className="grid gap-4">
        {refusal && !refusal.field ? (
          <Notice live tone="danger" title={refusal.message}>
            Nothing was changed by you.
          </Notice>
        ) : null}
        <Card title="Why it waits">
          <ul className="list-disc pl-5">
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Card>
        <Card title="What will leave">
          <ul className="list-disc pl-5">
            {sheets.map((sheet) => (
              <li key={sheet.id}>
                {SHEETS[sheet.id].name}: {counted(sheet.rows, 'row')} of {counted(sheet.fields.length, 'field')}
              </li>
            ))}
          </ul>
        </Card>
        <Card>
          <KeptForm method="post" className="grid gap-4">
            <input type="hidden" name="build" value={build} />
            <TextArea
              label="Why may it go?"
              hint="Ten characters at least. It is kept with the run and names nobody."
              name="reason"
              required
              minLength={10}
              maxLength={1000}
              defaultValue={refusal?.reason ?? ''}
              error={refusal?.field ? refusal.message : undefined}
            />
            <div className="flex flex-wrap gap-2">
              <Button look="primary" disabled={busy}>
                Release to {recipient}
              </Button>
              <ButtonLink to={`/admin/runs/${id}`} look="quiet">
                Not now
              </ButtonLink>
            </div>
          </KeptForm>
        </Card>
      </div>
    </div>
  );
}
