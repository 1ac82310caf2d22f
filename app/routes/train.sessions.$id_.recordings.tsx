import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { found, notFound, readId, requireActor } from '#app/features/access/require.server.ts';
import { parseRecording, readTypedRecording } from '#app/features/learning/recording-form.ts';
import { RecordingsCard } from '#app/features/learning/recordings-card.tsx';
import { addRecording, findSessionRecordings } from '#app/features/learning/recordings.server.ts';
import { RECORDING_REFUSALS } from '#app/features/learning/session-words.ts';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Recordings') }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'recording:add');
  return found(await findSessionRecordings(actor, readId(params['id'])));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'recording:add');
  const sessionId = readId(params['id']);
  const form = await readForm(request);
  const typed = readTypedRecording(form);
  const parsed = parseRecording(form);
  if (!parsed.ok) return data({ faults: parsed.reason, typed }, { status: 400 });
  const added = await addRecording(actor, sessionId, parsed.value);
  if (added.ok) return redirect(`/train/sessions/${sessionId}`);
  if (added.reason === 'not-found') throw notFound();
  return data({ faults: RECORDING_REFUSALS[added.reason], typed }, { status: 409 });
}

/** Where the form of the session's page leads, and what it is answered with where something is wrong. */
export default function Recordings() {
  const { name, ...recordings } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <div className="max-w-[720px]">
      <PageHeading
        crumbs={[
          { to: '/train', label: 'Workshops' },
          { to: `/train/sessions/${recordings.sessionId}`, label: name },
        ]}
        title="Recordings"
      />
      <RecordingsCard recordings={recordings} typed={answer?.typed} faults={answer?.faults} />
    </div>
  );
}
