import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';

import { titleOf } from '#app/features/language/academy.ts';
import { readForm } from '#app/features/access/read-form.server.ts';
import { found, readId, requireActor } from '#app/features/access/require.server.ts';
import { parseWorkshop, readTypedWorkshop, type TypedWorkshop } from '#app/features/learning/session-form.ts';
import { WORKSHOP_REFUSALS } from '#app/features/learning/session-words.ts';
import { addWorkshop, changeWorkshop, findWorkshop } from '#app/features/learning/workshops.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { ChangedMeanwhile } from '#app/ui/changed-meanwhile.tsx';
import { differencesOf } from '#app/ui/differences.ts';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageHeading } from '#app/ui/page.tsx';

export const meta: MetaFunction = () => [{ title: titleOf('Workshop') }];

/** `new` is a workshop that is not there yet. */
const idOf = (text: string | undefined): number | null => (text === 'new' ? null : readId(text));

const NEW: TypedWorkshop = { revision: '', name: '', examCode: '', places: '', open: 'yes' };

/** After a refusal, too: what stands there by now is shown beside what was typed. */
export const shouldRevalidate = (): boolean => true;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, 'workshop:change');
  const id = idOf(params['id']);
  if (id === null) return { id, kept: NEW };
  const { name, examCode, places, open, revision } = found(await findWorkshop(actor, id));
  const kept: TypedWorkshop = {
    revision: String(revision),
    name,
    examCode: examCode ?? '',
    places: String(places ?? ''),
    open: open ? 'yes' : 'no',
  };
  return { id, kept };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, 'workshop:change');
  const id = idOf(params['id']);
  const form = await readForm(request);
  const parsed = parseWorkshop(form);
  const typed = readTypedWorkshop(form);
  if (!parsed.ok) return data({ faults: parsed.reason, typed, isOlder: false }, { status: 400 });
  const done = id === null ? await addWorkshop(actor, parsed.value) : await changeWorkshop(actor, id, parsed.value);
  if (done.ok) return redirect('/train');
  const isOlder = done.reason === 'changed-meanwhile';
  return data({ faults: WORKSHOP_REFUSALS[done.reason], typed, isOlder }, { status: 409 });
}

const LABELS = {
  name: 'Name',
  examCode: 'Exam that it leads to',
  open: 'Who enrols',
  places: 'Places outside sessions',
} as const;
const OPEN_WORDS: Readonly<Record<string, string>> = { yes: 'Learners by themselves, and staff', no: 'Staff only' };

const sayIn = (name: keyof typeof LABELS, value: string): string =>
  name === 'open' ? (OPEN_WORDS[value] ?? value) : name === 'places' && value === '' ? 'as many as come' : value;

export default function Workshop() {
  const { id, kept } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  const faults: Readonly<Record<string, string>> = answer?.faults ?? {};
  const shown = answer?.typed ?? kept;
  const isOlder = answer?.isOlder ?? false;
  return (
    <div className="max-w-[640px]">
      <PageHeading crumbs={[{ to: '/train', label: 'Workshops' }]} title={id === null ? 'Add a workshop' : kept.name} />
      <Card>
        <Form method="post" className="grid gap-4">
          <input type="hidden" name="revision" value={isOlder ? kept.revision : shown.revision} />
          {isOlder ? <ChangedMeanwhile differences={differencesOf(LABELS, kept, shown, sayIn)} /> : null}
          {faults['form'] ? <Notice live tone="danger" title={faults['form']} /> : null}
          <TextField
            label="Name"
            name="name"
            defaultValue={shown.name}
            error={faults['name']}
            required
            maxLength={200}
            hint="Stands in the reports. Each name is there once."
          />
          <TextField
            label="Exam that it leads to"
            name="examCode"
            defaultValue={shown.examCode}
            error={faults['examCode']}
            maxLength={20}
            hint="Such as AZ-104; leave it empty where there is none."
          />
          <SelectField label="Who enrols" name="open" defaultValue={shown.open} error={faults['open']}>
            {Object.entries(OPEN_WORDS).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </SelectField>
          <TextField
            label="Places outside sessions"
            name="places"
            inputMode="numeric"
            defaultValue={shown.places}
            error={faults['places']}
            hint="For those who are in no session of it. Leave it empty for as many as come. More places go to those who wait longest, who are written to."
          />
          <div className="flex gap-2">
            <Button look="primary" disabled={busy}>
              {id === null ? 'Add' : 'Save'}
            </Button>
            <ButtonLink to="/train">Back</ButtonLink>
          </div>
        </Form>
      </Card>
    </div>
  );
}
