import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { found, notFound, readId, requireActor } from '#app/features/access/require.server.ts';
import { parseRecording, readTypedRecording } from '#app/features/learning/recording-form.ts';
import { RecordingFields } from '#app/features/learning/recordings-card.tsx';
import {
  changeRecording,
  findRecording,
  removeRecording,
  type RecordingPage,
} from '#app/features/learning/recordings.server.ts';
import { RECORDING_REFUSALS } from '#app/features/learning/session-words.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { ChangedMeanwhile } from '#app/ui/changed-meanwhile.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { differencesOf } from '#app/ui/differences.ts';
import { counted, formatDay, formatDayTime, formatNumber } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Recording') }];

/** After a refusal, too: what stands there by now is shown beside what was typed. */
export const shouldRevalidate = (): boolean => true;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'recording:change');
  return found(await findRecording(actor, readId(params['id'])));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'recording:change');
  const id = readId(params['id']);
  const form = await readForm(request);
  if ([...form.keys()].length === 1 && form.get('intent') === 'remove') {
    const removed = await removeRecording(actor, id);
    if (!removed.ok) throw notFound();
    return redirect(`/train/sessions/${removed.value.sessionId}`);
  }
  const typed = readTypedRecording(form);
  const parsed = parseRecording(form);
  if (!parsed.ok) return data({ faults: parsed.reason, typed, isOlder: false }, { status: 400 });
  const changed = await changeRecording(actor, id, parsed.value);
  if (changed.ok) return redirect(`/train/sessions/${changed.value.sessionId}`);
  if (changed.reason === 'not-found') throw notFound();
  const isOlder = changed.reason === 'changed-meanwhile';
  return data({ faults: RECORDING_REFUSALS[changed.reason], typed, isOlder }, { status: 409 });
}

const LABELS = { title: 'Title', url: 'Link', until: 'Last day' } as const;

function Openers({ openers }: Pick<RecordingPage, 'openers'>) {
  return (
    <Card
      flush
      title={openers.length === 0 ? 'Nobody has opened it' : `Opened by ${counted(openers.length, 'person', 'people')}`}
    >
      <p className="px-4 pt-1 pb-3 text-ink-soft">
        Learners are told that this is written down. It goes with the recording, and that you read it is in the audit.
      </p>
      {openers.length === 0 ? null : (
        <div className="border-t border-line">
          <DataTable
            caption="Who opened it"
            rows={openers}
            rowKey={({ id }) => id}
            stacks
            columns={[
              { id: 'name', header: 'Name', cell: ({ name }) => <span className="font-medium">{name}</span> },
              { id: 'company', header: 'Company', cell: ({ company }) => company },
              { id: 'first', header: 'First', align: 'right', cell: ({ first }) => formatDayTime(first) },
              { id: 'last', header: 'Last', align: 'right', cell: ({ last }) => formatDayTime(last) },
              { id: 'times', header: 'Times', align: 'right', cell: ({ times }) => formatNumber(times) },
            ]}
          />
        </div>
      )}
    </Card>
  );
}

/** In two steps: what happens is read before it can be done. */
function Remove() {
  const busy = useNavigation().state !== 'idle';
  return (
    <details className="rounded-md border border-line bg-surface shadow-card">
      <summary className="rounded-md px-4 py-3 font-medium">Remove it</summary>
      <Form method="post" className="grid justify-items-start gap-3 border-t border-line px-4 py-3">
        <p className="max-w-prose text-ink-soft">
          It leaves the pages of learners at once, and who opened it is forgotten. The recording itself stays where the
          link leads: delete it there, too.
        </p>
        <Button look="danger" name="intent" value="remove" disabled={busy}>
          Remove the recording
        </Button>
      </Form>
    </details>
  );
}

export default function Recording() {
  const { sessionId, session, kept, added, today, latest, openers } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const here = `/train/sessions/${sessionId}`;
  const typed = answer?.typed ?? kept;
  const isOlder = answer?.isOlder ?? false;
  return (
    <div className="max-w-[800px]">
      <PageHeading
        crumbs={[
          { to: '/train', label: 'Workshops' },
          { to: here, label: session },
        ]}
        title={kept.title}
        lead={`Added by ${added.by} on ${formatDay(added.at)}.`}
        actions={
          <a
            href={kept.url}
            rel="noreferrer"
            className="inline-flex h-9 items-center rounded-md border border-line bg-surface px-3.5 font-medium hover:border-line-strong hover:bg-sunken"
          >
            Look at it
          </a>
        }
      />
      <div className="grid gap-4">
        <Openers openers={openers} />
        <Card title="Change it">
          <Form method="post" className="grid max-w-[640px] gap-4">
            {isOlder ? <ChangedMeanwhile differences={differencesOf(LABELS, kept, typed)} /> : null}
            <RecordingFields
              shown={isOlder ? { ...typed, revision: kept.revision } : typed}
              faults={answer?.faults ?? {}}
              today={today}
              latest={latest}
            />
            <div className="flex gap-2">
              <Button look="primary" disabled={busy}>
                Save
              </Button>
              <ButtonLink to={here}>Back</ButtonLink>
            </div>
          </Form>
        </Card>
        <Remove />
      </div>
    </div>
  );
}
