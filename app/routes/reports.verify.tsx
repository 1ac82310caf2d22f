import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useSubmit } from '@remix-run/react';
import { useState, type FormEvent } from 'react';

import { titleOf } from '#app/features/language/academy.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { hashSentFile } from '#app/features/reporting/hash-sent-file.server.ts';
import { findOwnOrigin } from '#app/features/reporting/verify-report.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card, Facts } from '#app/ui/card.tsx';
import { counted, formatDayTime, formatPeriod } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Is this file genuine?') }];

const SHA256 = /^[0-9a-f]{64}$/;
const STATUS = { 'too-large': 413, 'too-slow': 408, 'no-file': 400 } as const;
const FAULTS = {
  'too-large': 'The file is larger than any report. It is none of ours.',
  'too-slow': 'The file took too long to arrive. Please try again.',
  'no-file': 'No file arrived. Please choose one, and try again.',
  unreadable: 'The file can’t be read any more: it was changed or moved after it was chosen. Please choose it again.',
} as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'report:verify');
  const sha256 = new URL(request.url).searchParams.get('sha256')?.toLowerCase() ?? '';
  if (!SHA256.test(sha256)) return { sha256: null, origin: null };
  return { sha256, origin: await findOwnOrigin(actor, sha256) };
}

/** Without scripts the file itself is sent; its hash is taken as it comes, and nothing is kept. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'report:verify');
  await limitActor('verify:actor', actor);
  const hashed = await hashSentFile(request);
  if (!hashed.ok) return data({ fault: hashed.reason }, { status: STATUS[hashed.reason] });
  return redirect(`/reports/verify?sha256=${hashed.value}`);
}

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

function Answer({ sha256, origin }: ReturnType<typeof useLoaderData<typeof loader>>) {
  if (sha256 === null) return null;
  if (origin === null) {
    return (
      <Notice live tone="danger" title="This is not a file that we made for you, or it was altered">
        One changed byte makes another file: opening a report and saving it does. Compare with the one that you download
        under Reports.
        <code className="mt-2 block font-mono text-sm break-all select-all">{sha256}</code>
      </Notice>
    );
  }
  return (
    <div className="grid gap-4">
      <Notice live tone="success" title={`Genuine: your report for ${formatPeriod(origin.period)}`}>
        Every byte is as it was when the file was checked and sent.
      </Notice>
      <Card title="Where it comes from">
        <Facts
          facts={[
            { term: 'Period', value: formatPeriod(origin.period) },
            { term: 'Report', value: `no. ${origin.runId}, build ${origin.build}` },
            { term: 'Made', value: formatDayTime(origin.builtAt) },
            { term: 'Agreement', value: `version ${origin.versionNumber}` },
            {
              term: 'Since then',
              value:
                origin.rowsChanged === 0
                  ? 'none of its rows was corrected, erased or restricted'
                  : `${counted(origin.rowsChanged, 'row')} corrected, erased or restricted`,
            },
          ]}
        />
        {origin.rowsChanged === 0 ? null : (
          <ButtonLink to="/reports#notifications" className="mt-4">
            Which rows, and what to do
          </ButtonLink>
        )}
      </Card>
    </div>
  );
}

export default function Verify() {
  const found = useLoaderData<typeof loader>();
  const posted = useActionData<typeof action>();
  const submit = useSubmit();
  const [busy, setBusy] = useState(false);
  const [isUnreadable, setUnreadable] = useState(false);
  const fault = isUnreadable ? 'unreadable' : posted?.fault;

  // The file stays where it is: a browser that can takes the hash itself, and asks with that.
  async function check(event: FormEvent<HTMLFormElement>): Promise<void> {
    const file = new FormData(event.currentTarget).get('file');
    const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
    if (!(file instanceof File) || file.size === 0 || subtle === undefined) return;
    event.preventDefault();
    setBusy(true);
    setUnreadable(false);
    try {
      const sha256 = hex(await subtle.digest('SHA-256', await file.arrayBuffer()));
      submit({ sha256 }, { method: 'get', preventScrollReset: true });
    } catch {
      // A browser reads no file that was saved again since somebody chose it.
      setUnreadable(true);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <PageHeading
        crumbs={[{ to: '/reports', label: 'Reports' }]}
        title="Is this file genuine?"
        lead="Drop a report here: we say whether we made it for you, for which period, and whether a byte of it was changed since."
      />
      <div className="grid max-w-[70ch] gap-4">
        {fault === undefined ? <Answer {...found} /> : <Notice live tone="danger" title={FAULTS[fault]} />}
        <Card title={found.sha256 === null ? 'The file' : 'Another file'}>
          <Form method="post" encType="multipart/form-data" reloadDocument onSubmit={(event) => void check(event)}>
            <label className="grid gap-1">
              <span className="font-medium">An Excel file that you were given</span>
              <span className="text-sm text-ink-soft">
                Its fingerprint is taken in your browser, and the file stays with you. Without scripts the file is sent,
                and not kept.
              </span>
              <input
                type="file"
                name="file"
                required
                accept=".xlsx"
                className="mt-1 w-full rounded-md border-2 border-dashed border-line-strong bg-sunken/50 px-4 py-9 transition-colors file:mr-4 file:rounded-md file:border file:border-solid file:border-line file:bg-surface file:px-3.5 file:py-2 file:font-medium file:text-ink hover:border-accent"
              />
            </label>
            <Button look="primary" className="mt-4" disabled={busy}>
              {busy ? 'Reading the file …' : 'Check it'}
            </Button>
          </Form>
        </Card>
      </div>
    </>
  );
}
