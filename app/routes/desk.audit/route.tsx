import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { actorSettings } from '#app/features/access/actor.ts';
import { requireActor } from '#app/features/access/require.server.ts';
import { EVENT_NAMES } from '#app/features/ledger/event.ts';
import { parseLedgerFilter } from '#app/features/ledger/ledger-filter.ts';
import { searchLedger } from '#app/features/ledger/search.server.ts';
import { readChain } from '#app/features/ledger/read-chain.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { PageHeading } from '#app/ui/page.tsx';

import { ChainCard } from './chain-card.tsx';
import { EventTable } from './event-table.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Audit') }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'ledger:search');
  const filter = parseLedgerFilter(new URL(request.url).searchParams);
  return { filter, ...(await searchLedger(actorSettings(actor), filter)) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'ledger:verify');
  return data(await readChain(actorSettings(actor)));
}

const ACTOR_WORDS = {
  person: 'Learners',
  staff: 'Staff',
  contact: 'Contacts',
  visitor: 'Unknown accounts',
  system: 'The portal itself',
  nobody: 'Nobody signed in',
} as const;

export default function Audit() {
  const { filter, entries, next } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state === 'submitting';
  const [parameters] = useSearchParams();
  const older = new URLSearchParams(parameters);
  if (next !== null) older.set('before', next);
  return (
    <>
      <PageHeading
        title="Audit"
        lead="What was done, by whom and about what: ids and names of fields, never a value. Looking here is an event, too."
      />
      <ChainCard answer={answer} busy={busy} />
      <Card flush>
        <Form
          aria-label="Search events"
          className="grid items-end gap-3 border-b border-line px-4 py-3 sm:grid-cols-2 lg:grid-cols-[1.3fr_1fr_0.7fr_1.3fr_1fr_1fr_auto]"
        >
          <SelectField label="Event" name="event" defaultValue={filter.event ?? ''}>
            <option value="">Any</option>
            {EVENT_NAMES.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </SelectField>
          <SelectField label="By" name="actor" defaultValue={filter.actorKind ?? ''}>
            <option value="">Anybody</option>
            {Object.entries(ACTOR_WORDS).map(([kind, words]) => (
              <option key={kind} value={kind}>
                {words}
              </option>
            ))}
          </SelectField>
          <TextField label="Number" name="actorId" inputMode="numeric" defaultValue={filter.actorId ?? ''} />
          <TextField label="About (number or key)" name="subject" defaultValue={filter.subject ?? ''} />
          <TextField label="From" name="from" type="date" defaultValue={filter.from ?? ''} />
          <TextField label="To" name="to" type="date" defaultValue={filter.to ?? ''} />
          <Button look="primary">Search</Button>
        </Form>
        {entries.length === 0 ? (
          <Empty icon="ledger" title="No event fits">
            Ask for less: another event, other days, or anybody.
          </Empty>
        ) : (
          <EventTable entries={entries} />
        )}
        {next === null ? null : (
          <div className="border-t border-line px-4 py-3 text-right">
            <Link to={`?${older}`} className="font-medium text-accent underline-offset-2 hover:underline">
              Older events
            </Link>
          </div>
        )}
      </Card>
    </>
  );
}
