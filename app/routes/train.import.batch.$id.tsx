import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { found, readId, requireActor } from '#app/features/access/require.server.ts';
import { findImport } from '#app/features/intake/imports.server.ts';
import { ImportFacts } from '#app/features/intake/import-facts.tsx';
import { UndoCard } from '#app/features/intake/undo-card.tsx';
import { listUndoReasons, undoImport } from '#app/features/intake/undo-import.server.ts';
import { describeUndoReasons } from '#app/features/intake/undo-reasons.ts';
import { KIND_WORDS } from '#app/features/intake/upload-words.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Import') }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'import:list');
  const batch = found(await findImport(actor, readId(params['id'])));
  const reasons = batch.undoneAt === null ? describeUndoReasons(await listUndoReasons(actor, batch.id)) : [];
  return { batch, reasons };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'import:undo');
  const id = readId(params['id']);
  const form = await readForm(request);
  if ([...form.keys()].join() !== 'intent' || form.get('intent') !== 'undo')
    return data({ refused: 'form' as const }, { status: 400 });
  const undone = await undoImport(actor, id);
  if (undone.ok) return redirect(`/train/import/batch/${id}`);
  found(undone.reason === 'not-there' ? null : true);
  return data({ refused: 'touched' as const }, { status: 409 });
}

export default function Batch() {
  const { batch, reasons } = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  return (
    <>
      <PageHeading
        crumbs={[{ to: '/train/import', label: 'Import' }]}
        title={batch.fileName}
        lead={`${KIND_WORDS[batch.kind].name} · import ${batch.id}`}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <div className="grid gap-4">
          {posted ? (
            <Notice
              live
              tone="danger"
              title={
                posted.refused === 'form'
                  ? 'This form could not be read. Nothing was changed.'
                  : 'It was not undone: something newer stands in the way. Nothing was changed.'
              }
            />
          ) : null}
          <ImportFacts batch={batch} />
        </div>
        <UndoCard batch={batch} reasons={reasons} />
      </div>
    </>
  );
}
