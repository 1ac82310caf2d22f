import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { found, notFound, readId, requireActor } from '#app/features/access/require.server.ts';
import { titleOf } from '#app/features/language/academy.ts';
import { writeLetterToPeople } from '#app/features/privacy/breach-letters.server.ts';
import { isUnknown, STEP_REFUSALS, standingOf } from '#app/features/privacy/breach.ts';
import { takeStep } from '#app/features/privacy/breaches.server.ts';
import { findBreach, type Breach } from '#app/features/privacy/read-breaches.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { counted } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

import { LetterSheet } from './desk.breaches.$id_.letter/letter-sheet.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Write to people') }];

/** What a letter still lacks that art. 34(2) asks for, in words; null where it can go. */
function lackOf(breach: Breach): string | null {
  const { assessed, counts, telling, hasUntold, closed } = standingOf(breach.steps);
  if (closed !== null) return STEP_REFUSALS.closed;
  if (telling?.step === 'told' && !hasUntold) return STEP_REFUSALS['told-already'];
  if (breach.kind === 'other')
    return 'What happened can’t be said in six languages here. Take the draft and the list of people, and write in your own words.';
  if ((counts?.people ?? 0) === 0)
    return isUnknown(counts)
      ? 'The record of whose rows stood in these files is no longer kept, so nobody can be written to. Tell them in public instead (art. 34(3)(c)), and write down how.'
      : 'Nobody is known whom it touches.';
  if (assessed === null) return STEP_REFUSALS['not-assessed'];
  if (assessed.consequences.length === 0 || assessed.measures.length === 0)
    return 'The assessment does not say what may come of it, or what was done: people have to be told both.';
  return null;
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'breach:tell');
  const { breach } = found(await findBreach(actor, readId(params['id'])));
  const { counts, hasUntold } = standingOf(breach.steps);
  return {
    id: breach.id,
    title: breach.title,
    drill: breach.drill,
    people: counts?.people ?? 0,
    hasUntold,
    lack: lackOf(breach),
    letter: writeLetterToPeople(breach, 'en', null),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'breach:tell');
  const id = readId(params['id']);
  const { breach } = found(await findBreach(actor, id));
  const lack = lackOf(breach);
  if (lack !== null) return data({ fault: lack }, { status: 409 });
  const taken = await takeStep(actor, id, { intent: 'told', how: 'mail' });
  if (taken === null) throw notFound();
  if (!taken.ok) return data({ fault: STEP_REFUSALS[taken.reason] }, { status: 409 });
  return redirect(`/desk/breaches/${id}`);
}

export default function Tell() {
  const { id, title, drill, people, hasUntold, lack, letter } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const fault = refused?.fault ?? lack;
  return (
    <>
      <PageHeading
        crumbs={[
          { to: '/desk/breaches', label: 'Breaches' },
          { to: `/desk/breaches/${id}`, label: title },
        ]}
        title="Write to the people"
        lead="Each gets this letter once, in their own language, with the fields of the files that they stand in themselves. It names fields and no value. It can’t be taken back."
      />
      <div className="mb-4 grid gap-4">
        {drill ? (
          <Notice tone="info" title="This is a drill">
            It is written down that they were told, and no mail goes.
          </Notice>
        ) : null}
        {fault === null ? (
          <Card>
            <Form method="post" className="flex flex-wrap items-center gap-3">
              <Button look="primary" disabled={busy}>
                {drill
                  ? 'Write it down; nobody is written to'
                  : hasUntold
                    ? 'Write to those who were not told yet'
                    : `Write to ${counted(people, 'person', 'people')}`}
              </Button>
              <ButtonLink to={`/desk/breaches/${id}`} look="quiet">
                Not now
              </ButtonLink>
            </Form>
          </Card>
        ) : (
          <Notice live tone="danger" title="Nobody is written to from here">
            {fault}
          </Notice>
        )}
      </div>
      <LetterSheet letter={letter} language="en" drill={drill ? 'DRILL – DO NOT SEND' : null} />
    </>
  );
}
