import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';

import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { found, requireActor } from '#app/features/access/require.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { wasErased } from '#app/features/privacy/find-person.server.ts';
import { parseDisclosureFilter } from '#app/features/reporting/disclosure-filter.ts';
import { findFilesOf } from '#app/features/reporting/file-people.server.ts';
import { hashSentFile } from '#app/features/reporting/hash-sent-file.server.ts';
import { findPersonByAddress, searchFiles, searchRows } from '#app/features/reporting/search-disclosures.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { TextField } from '#app/ui/field.tsx';
import { FileHashForm } from '#app/ui/file-hash.tsx';
import { formatPeriod } from '#app/ui/format.ts';
import { PageHeading } from '#app/ui/page.tsx';

import { FilesTable, RowsTable } from './left-tables.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Disclosures') }];

const HERE = '/desk/disclosures';
const LONGEST = 254;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'disclosure:search');
  await limitActor('search:actor', actor);
  const filter = parseDisclosureFilter(new URL(request.url).searchParams);
  const { person, sha256 } = filter;
  if (person !== null) {
    const { rows, next, person: about } = found(await searchRows(actor, { ...filter, person }));
    return { filter, about, rows, files: null, next, unsent: [] };
  }
  const { files, next } = await searchFiles(actor, filter);
  // A file that was made and never left is told apart from one that is none of ours.
  const unsent = sha256 !== null && files.length === 0 ? await findFilesOf(actor, sha256) : [];
  return { filter, about: null, rows: null, files, next, unsent };
}

type Fault = { typed: string; fault: string };

/** Posted, not linked: an address stands in no address. Without scripts a file is posted, too. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'disclosure:search');
  const refused = (typed: string, fault: string, status: number) => data<Fault>({ typed, fault }, { status });
  await limitActor('verify:actor', actor);
  if (request.headers.get('Content-Type')?.startsWith('multipart/form-data')) {
    const hashed = await hashSentFile(request);
    return hashed.ok
      ? redirect(`${HERE}?sha256=${hashed.value}`)
      : refused('', 'No file arrived that could be one of ours.', 400);
  }
  const given = (await readForm(request)).get('address');
  const typed = typeof given === 'string' ? given.trim().slice(0, LONGEST) : '';
  if (typed === '') return refused('', 'Type an e-mail address.', 400);
  const person = await findPersonByAddress(actor, typed);
  if (person !== null) return redirect(`${HERE}?person=${person}`);
  const erased = await wasErased(typed);
  return refused(
    typed,
    erased
      ? 'Somebody with this address was erased: what left before then names nobody any more.'
      : 'Nobody is known by this address.',
    404,
  );
}

function Filter() {
  const { filter } = useLoaderData<typeof loader>();
  return (
    <Form
      action={HERE}
      aria-label="Search disclosures"
      className="grid items-end gap-3 border-b border-line px-4 py-3 sm:grid-cols-2 lg:grid-cols-[1.4fr_0.8fr_1fr_1fr_1.4fr_auto]"
    >
      {filter.person === null ? null : <input type="hidden" name="person" value={filter.person} />}
      <TextField label="Recipient or partner ID" name="recipient" defaultValue={filter.recipient} />
      <TextField label="Period" name="period" placeholder="2026-10" defaultValue={filter.period ?? ''} />
      <TextField label="Left from" name="from" type="date" defaultValue={filter.from ?? ''} />
      <TextField label="to" name="to" type="date" defaultValue={filter.to ?? ''} />
      <TextField label="SHA-256 of the file" name="sha256" spellCheck={false} defaultValue={filter.sha256 ?? ''} />
      <Button look="primary">Search</Button>
    </Form>
  );
}

function Results() {
  const { about, rows, files, next, unsent } = useLoaderData<typeof loader>();
  const [parameters] = useSearchParams();
  const older = new URLSearchParams(parameters);
  if (next !== null) older.set('after', next);
  const all = new URLSearchParams(parameters);
  all.delete('after');
  const count = rows === null ? files.length : rows.length;
  return (
    <Card flush>
      {about === null ? null : (
        <div className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-3">
          <p>
            About <strong>{about.name || about.email}</strong>{' '}
            <span className="text-ink-soft">
              ({about.email}, no. {about.id})
            </span>
          </p>
          <Link to={HERE} className="font-medium text-accent underline-offset-2 hover:underline">
            All files
          </Link>
        </div>
      )}
      <Filter />
      {count === 0 ? (
        <Empty icon="upload" title={unsent.length > 0 ? 'This file never left' : 'Nothing left that fits'}>
          {unsent.length > 0
            ? unsent.map(({ buildId, recipient, period }) => (
                <p key={buildId}>
                  It was made for {recipient}, {formatPeriod(period)}.{' '}
                  <Link to={`${HERE}/${buildId}`} className="text-accent underline underline-offset-2">
                    See it
                  </Link>
                </p>
              ))
            : 'Ask for less: another recipient, other days, or anybody. A file of which one byte was changed is not found by its hash.'}
        </Empty>
      ) : rows !== null ? (
        <RowsTable rows={rows} />
      ) : (
        <FilesTable files={files} />
      )}
      {count === 0 ? null : (
        <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-3">
          <ButtonLink reloadDocument size="small" to={`/desk/disclosures.csv?${all}`}>
            All that fits, as CSV
          </ButtonLink>
          {next === null ? null : (
            <Link to={`?${older}`} className="font-medium text-accent underline-offset-2 hover:underline">
              Earlier ones
            </Link>
          )}
        </div>
      )}
    </Card>
  );
}

function LookUps() {
  const refused = useActionData<typeof action>();
  return (
    <div className="mb-4 grid items-start gap-4 md:grid-cols-2">
      <Card title="What left about a person">
        <Form method="post" action={`${HERE}?index`} className="grid gap-3">
          <TextField
            label="E-mail address"
            hint="Any address that they were ever known by."
            name="address"
            autoComplete="off"
            required
            maxLength={LONGEST}
            defaultValue={refused?.typed ?? ''}
            error={refused?.fault}
          />
          <Button look="primary" className="w-fit">
            Look up
          </Button>
        </Form>
      </Card>
      <Card title="Where a file comes from">
        <FileHashForm
          action={`${HERE}?index`}
          label="A report that turned up"
          hint="Its fingerprint is taken in your browser, and the file stays with you."
          button="Find it"
        />
      </Card>
    </div>
  );
}

export default function Disclosures() {
  const { about } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeading
        title="Disclosures"
        lead="Who was given what about whom, when and by which agreement. Looking somebody up is recorded, and so is taking a list along."
      />
      {about === null ? <LookUps /> : null}
      <Results />
    </>
  );
}
