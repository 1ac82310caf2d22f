import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { useCallback } from 'react';

import { titleOf } from '#app/features/language/academy.ts';
import { limitActor } from '#app/features/access/rate-limit.server.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { found, readId, requireActor } from '#app/features/access/require.server.ts';
import { readSought } from '#app/features/access/sealed-search.server.ts';
import { changeRoster } from '#app/features/learning/change-roster.server.ts';
import { parseRosterChange } from '#app/features/learning/roster-change.ts';
import { parseRosterFilter } from '#app/features/learning/roster-filter.ts';
import { RecordingsCard } from '#app/features/learning/recordings-card.tsx';
import { findRoster } from '#app/features/learning/roster.server.ts';
import { Card } from '#app/ui/card.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { counted } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';

import { AddPeople, PersonCard, WaitingList } from './people-forms.tsx';
import { RosterControls } from './roster-controls.tsx';
import { RosterGrid } from './roster-grid.tsx';
import { SessionHeading } from './session-heading.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Roster') }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'roster:read');
  const filter = parseRosterFilter(new URL(request.url).searchParams, readSought(request));
  return { filter, roster: found(await findRoster(actor, readId(params['id']), filter)) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'roster:change');
  const sessionId = readId(params['id']);
  await limitActor('roster:actor', actor);
  const parsed = parseRosterChange(await readForm(request));
  if (!parsed.ok) return data({ ok: false, message: parsed.reason, notSaved: [] }, { status: 400 });
  const answer = found(await changeRoster(actor, sessionId, parsed.value));
  return data(answer, { status: answer.ok ? 200 : 409 });
}

export default function SessionRoster() {
  const { filter, roster } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [parameters] = useSearchParams();
  const here = useCallback(
    (change: Readonly<Record<string, string | null>>): string => {
      const next = new URLSearchParams(parameters);
      for (const [name, value] of Object.entries(change)) {
        if (value === null) next.delete(name);
        else next.set(name, value);
      }
      return `/train/sessions/${roster.session.id}?${next}`;
    },
    [parameters, roster.session.id],
  );
  const { session, rows, waiting, counts, companies, unplaced, recordings } = roster;
  const person = [...rows, ...waiting].find(({ id }) => id === filter.person);
  return (
    <>
      <SessionHeading session={session} download={`/train/sessions/${session.id}/roster.csv?${parameters}`} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {answer ? <Notice live tone={answer.ok ? 'success' : 'danger'} title={answer.message} /> : null}
        {person ? (
          <PersonCard
            person={person}
            workshop={session.workshop}
            waits={waiting.some(({ id }) => id === person.id)}
            close={here({ person: null })}
          />
        ) : null}
        <Card flush>
          <RosterControls filter={filter} counts={counts} companies={companies} here={here} />
          <RosterGrid
            key={session.id}
            roster={roster}
            filter={filter}
            here={here}
            notSaved={answer?.notSaved ?? []}
            empty={
              <Empty icon="staff" title={counts.all === 0 ? 'Nobody is on this session yet' : 'Nobody fits'}>
                {counts.all === 0
                  ? 'Add people below; learners choose it by themselves where the workshop is open.'
                  : 'Choose another filter, or all.'}
              </Empty>
            }
          />
          {rows.length === 0 ? null : (
            <p className="border-t border-line px-4 py-3 text-sm text-ink-soft">
              {counted(rows.length, 'person', 'people')}. Arrows move · type or F2 to set · Enter down · Ctrl D fills
              down · Ctrl V pastes a column from Excel · space marks attendance. Progress is reported; attendance and
              notes are in no report, and each person can read their own.
            </p>
          )}
        </Card>
        {waiting.length === 0 ? null : <WaitingList waiting={waiting} here={(id) => here({ person: String(id) })} />}
        <RecordingsCard recordings={recordings} />
        {session.cancelledAt === null ? <AddPeople unplaced={unplaced} workshop={session.workshop} /> : null}
      </div>
    </>
  );
}
