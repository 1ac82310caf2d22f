import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { found, requireActor } from '#app/features/access/require.server.ts';
import { changeUpload } from '#app/features/intake/change-upload.server.ts';
import { ApplyCard } from '#app/features/intake/apply-card.tsx';
import { HowRead } from '#app/features/intake/how-read.tsx';
import { PlanTable } from '#app/features/intake/plan-table.tsx';
import { ReadingCard } from '#app/features/intake/reading-card.tsx';
import { rowsOf } from '#app/features/intake/rows-address.ts';
import { getUploadPage } from '#app/features/intake/show-upload.server.ts';
import { UploadNotice } from '#app/features/intake/upload-notice.tsx';
import { KIND_WORDS } from '#app/features/intake/upload-words.ts';
import { findUpload } from '#app/features/intake/uploads.server.ts';
import { listNotices } from '#app/features/people/notices.server.ts';
import { formatBytes } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Import') }];

const listVersions = async () => (await listNotices('en')).map(({ version }) => version);

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'import:list');
  const upload = found(await findUpload(actor, params['id'] ?? ''));
  if (upload.batchId !== null) return redirect(`/train/import/batch/${upload.batchId}`);
  const shown = await getUploadPage(actor, upload, rowsOf(new URL(request.url).searchParams));
  return { ...shown, versions: await listVersions() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'import:make');
  const upload = found(await findUpload(actor, params['id'] ?? ''));
  await limitActor('upload-change:actor', actor);
  const answer = await changeUpload(actor, upload, await readForm(request), await listVersions());
  if ('to' in answer) return redirect(answer.to);
  return data({ told: answer.told }, { status: answer.told === 'form' || answer.told === 'attested-by' ? 400 : 409 });
}

export default function Upload() {
  const { upload, contents, rows, versions } = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  const plan = upload.state === 'read' ? (upload.summary?.plan ?? null) : null;
  return (
    <>
      <PageHeading
        crumbs={[{ to: '/train/import', label: 'Import' }]}
        title={upload.fileName}
        lead={`${KIND_WORDS[upload.kind].name} · ${formatBytes(upload.bytes)} · kept for a day at most`}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <UploadNotice
          upload={upload}
          faults={contents?.faults ?? []}
          told={posted?.told ?? (upload.state === 'read' && contents === null ? 'gone' : null)}
        />
        {upload.state === 'reading' ? <ReadingCard percent={upload.percent} /> : null}
        {plan ? <ApplyCard plan={plan} summary={upload.summary} kind={upload.kind} /> : null}
        {upload.state === 'read' && contents ? (
          <HowRead key={plan?.digest ?? 'unread'} upload={upload} contents={contents} versions={versions} />
        ) : null}
        {plan && rows ? <PlanTable kind={upload.kind} counts={plan.counts} shown={rows} id={upload.id} /> : null}
      </div>
    </>
  );
}
