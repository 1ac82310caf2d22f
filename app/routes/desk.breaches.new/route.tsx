import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { listTouchable } from '#app/features/privacy/breach-choices.server.ts';
import { isBreachKind, parseBreach, readTyped, type Faults, type Typed } from '#app/features/privacy/breach-form.ts';
import { typedInstant } from '#app/features/privacy/breach-times.ts';
import { KIND_WORDS } from '#app/features/privacy/breach-words.ts';
import { recordBreach, type RecordRefusal } from '#app/features/privacy/breaches.server.ts';
import { findFilesOf } from '#app/features/reporting/file-people.server.ts';
import { hashSentFile } from '#app/features/reporting/hash-sent-file.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { Card } from '#app/ui/card.tsx';
import { FileHashForm } from '#app/ui/file-hash.tsx';
import { counted, formatPeriod } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

import { ChooseKind } from './choose-kind.tsx';
import { RecordForm } from './record-form.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Record a breach') }];

const HERE = '/desk/breaches/new';
const SHA256 = /^[0-9a-f]{64}$/;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'breach:record');
  const { searchParams } = new URL(request.url);
  const asked = searchParams.get('kind');
  const kind = isBreachKind(asked) ? asked : null;
  const typed = (searchParams.get('sha256') ?? '').trim().toLowerCase();
  const sha256 = kind === 'lost-file' && SHA256.test(typed) ? typed : null;
  return {
    kind,
    sha256,
    files: sha256 === null ? [] : await findFilesOf(actor, sha256),
    ...(await listTouchable(actor, kind)),
    now: typedInstant(await databaseNow()),
  };
}

type Answer = { faults: Faults; typed: Typed };

const REFUSALS: Readonly<Record<RecordRefusal, Faults>> = {
  'in-the-future': { knownAt: 'That has not happened yet.' },
  'not-there': { recipientId: 'Choose again.', contactId: 'Choose again.' },
  'no-such-file': { sha256: 'No file of ours has this hash.' },
};

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'breach:record');
  await limitActor('verify:actor', actor);
  if (request.headers.get('Content-Type')?.startsWith('multipart/form-data')) {
    const hashed = await hashSentFile(request);
    return hashed.ok
      ? redirect(`${HERE}?kind=lost-file&sha256=${hashed.value}`)
      : data<Answer>({ faults: { sha256: 'No file arrived that could be one of ours.' }, typed: {} }, { status: 400 });
  }
  const form = await readForm(request);
  const breach = parseBreach(form);
  if (!breach.ok) return data<Answer>({ faults: breach.reason, typed: readTyped(form) }, { status: 400 });
  const recorded = await recordBreach(actor, breach.value);
  if (!recorded.ok) return data<Answer>({ faults: REFUSALS[recorded.reason], typed: readTyped(form) }, { status: 409 });
  return redirect(`/desk/breaches/${recorded.value}`);
}

function LostFile() {
  const { sha256, files } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [file] = files;
  if (file !== undefined)
    return (
      <Notice tone="success" title={`Genuine: ${file.recipient}, ${formatPeriod(file.period)}`} className="mb-4">
        Every byte is as it was when build {file.number} was made:{' '}
        {file.sheets.map(({ id, rows }) => `${id} ${counted(rows, 'row')}`).join(', ')}.
        <code className="mt-1 block font-mono text-sm break-all select-all">{file.sha256}</code>
      </Notice>
    );
  return (
    <div className="grid gap-4">
      {sha256 !== null || refused?.faults['sha256'] !== undefined ? (
        <Notice
          live
          tone="danger"
          title={refused?.faults['sha256'] ?? 'This is no file that we made, or it was altered'}
        >
          One changed byte makes another file. Find the report under Disclosures by its recipient and period, and record
          it from there.
          {sha256 === null ? null : <code className="mt-1 block font-mono text-sm break-all select-all">{sha256}</code>}
        </Notice>
      ) : null}
      <Card title="Which file?">
        <FileHashForm
          action={`${HERE}?kind=lost-file`}
          also={{ kind: 'lost-file' }}
          label="Drop the file, or a copy of it"
          hint="Its fingerprint is taken in your browser, and the file stays with you."
          button="Find it"
        />
        <form method="get" action={HERE} className="mt-4 flex flex-wrap items-end gap-2 border-t border-line pt-4">
          <input type="hidden" name="kind" value="lost-file" />
          <label className="grid min-w-0 flex-1 gap-1">
            <span className="font-medium">or its SHA-256</span>
            <input
              name="sha256"
              className="control w-full font-mono"
              spellCheck={false}
              required
              pattern="[0-9A-Fa-f]{64}"
              title="64 digits and letters from a to f"
            />
          </label>
          <button type="submit" className="control px-4 font-medium">
            Find it
          </button>
        </form>
      </Card>
    </div>
  );
}

export default function NewBreach() {
  const { kind, files, recipients, contacts, now } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const isAskedForFile = kind === 'lost-file' && files.length === 0;
  return (
    <div className="max-w-[760px]">
      <PageHeading
        crumbs={[
          { to: '/desk/breaches', label: 'Breaches' },
          ...(kind === null ? [] : [{ to: HERE, label: 'Record' }]),
        ]}
        title={kind === null ? 'What happened?' : KIND_WORDS[kind].name}
        lead={
          kind === null
            ? 'From what happened follows whose data it touches: the record of what left tells.'
            : KIND_WORDS[kind].what
        }
      />
      {kind === null ? <ChooseKind /> : null}
      {kind === 'lost-file' ? <LostFile /> : null}
      {kind === null || isAskedForFile ? null : (
        <>
          {refused === undefined ? null : (
            <Notice live tone="danger" title="Nothing was recorded yet" className="mb-4">
              {Object.values(refused.faults).map((fault) => (
                <p key={fault}>{fault}</p>
              ))}
            </Notice>
          )}
          <Card>
            <RecordForm
              kind={kind}
              sha256={files[0]?.sha256 ?? null}
              recipients={recipients}
              contacts={contacts}
              now={now}
              typed={refused?.typed ?? {}}
              faults={refused?.faults ?? {}}
            />
          </Card>
        </>
      )}
    </div>
  );
}
