import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { ImportList } from '#app/features/intake/import-list.tsx';
import { listImports } from '#app/features/intake/imports.server.ts';
import { readFirst } from '#app/features/intake/read-upload.server.ts';
import { receiveUpload } from '#app/features/intake/receive-upload.server.ts';
import { pageOf } from '#app/features/intake/rows-address.ts';
import { UploadForm } from '#app/features/intake/upload-form.tsx';
import { UploadList } from '#app/features/intake/upload-list.tsx';
import { NOT_RECEIVED } from '#app/features/intake/upload-words.ts';
import { listUploads } from '#app/features/intake/uploads.server.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Import') }];

const STATUS = { 'too-large': 413, 'too-slow': 408, 'no-file': 400, 'not-a-form': 400 } as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'import:list');
  const page = pageOf(new URL(request.url).searchParams);
  return { uploads: await listUploads(actor), page, ...(await listImports(actor, page)) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'import:make');
  await limitActor('upload:actor', actor);
  await limitActor('upload:actor-day', actor);
  const received = await receiveUpload(request);
  if (!received.ok) return data({ fault: received.reason }, { status: STATUS[received.reason] });
  await readFirst(actor, received.value);
  return redirect(`/train/import/${received.value.id}`);
}

export default function Import() {
  const { uploads, ...listed } = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  return (
    <>
      <PageHeading
        title="Import"
        lead="Drop a file and see row by row what it would change. Nothing changes before you say so, and a whole import can be undone."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {posted ? <Notice live tone="danger" title={NOT_RECEIVED[posted.fault]} /> : null}
        <UploadForm />
        {uploads.length > 0 ? <UploadList uploads={uploads} /> : null}
        <ImportList {...listed} />
      </div>
    </>
  );
}
