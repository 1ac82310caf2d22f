import { Form, useNavigation } from '@remix-run/react';

import type { Faults, Typed } from '#app/features/privacy/breach-form.ts';
import type { BreachKind } from '#app/features/privacy/breach.ts';
import { Button } from '#app/ui/button.tsx';
import { FieldError, SelectField, TextArea, TextField } from '#app/ui/field.tsx';

export type Choice = { readonly id: number; readonly name: string };

type Given = { readonly typed: Typed; readonly faults: Faults };

/** Of a field that was sent once. */
const textOf = (typed: Typed, name: string): string => {
  const value = typed[name];
  return typeof value === 'string' ? value : '';
};

function Chosen({
  name,
  label,
  choices,
  typed,
  faults,
}: Given & { name: string; label: string; choices: readonly Choice[] }) {
  return (
    <SelectField label={label} name={name} required defaultValue={textOf(typed, name)} error={faults[name]}>
      <option value="">Choose…</option>
      {choices.map(({ id, name: words }) => (
        <option key={id} value={id}>
          {words}
        </option>
      ))}
    </SelectField>
  );
}

const REACHES = [
  { value: 'period', label: 'The people in all files that left in that time' },
  { value: 'everybody', label: 'Everybody who is registered' },
  { value: 'said', label: 'People whom no file names; I say how many' },
] as const;

function Reach({ typed, faults }: Given) {
  return (
    <fieldset className="grid gap-2">
      <legend className="font-medium">Whom does it touch?</legend>
      {REACHES.map(({ value, label }) => (
        <label key={value} className="flex items-center gap-2">
          <input type="radio" name="reach" value={value} required defaultChecked={textOf(typed, 'reach') === value} />
          {label}
        </label>
      ))}
      {faults['reach'] === undefined ? null : <FieldError>{faults['reach']}</FieldError>}
      <TextField
        label="About how many people"
        hint="Only where you say it yourself."
        name="people"
        inputMode="numeric"
        className="max-w-[240px]"
        defaultValue={textOf(typed, 'people')}
        error={faults['people']}
      />
    </fieldset>
  );
}

const KNOWN_HINT = 'The 72 hours count from here. It is known once somebody of the academy is reasonably sure.';

export function RecordForm({
  kind,
  sha256,
  recipients,
  contacts,
  typed,
  faults,
  now,
}: Given & {
  kind: BreachKind;
  sha256: string | null;
  recipients: readonly Choice[];
  contacts: readonly Choice[];
  /** As a field for times shows it. */
  now: string;
}) {
  const busy = useNavigation().state !== 'idle';
  const given = { typed, faults };
  return (
    <Form method="post" action={`/desk/breaches/new?kind=${kind}`} className="grid gap-4">
      <input type="hidden" name="kind" value={kind} />
      {sha256 === null ? null : <input type="hidden" name="sha256" value={sha256} />}
      <label className="flex items-start gap-2 rounded-md border border-info-line bg-info-tint px-3 py-2">
        <input type="checkbox" name="drill" className="mt-0.5" defaultChecked={textOf(typed, 'drill') === 'on'} />
        <span>
          <span className="font-medium">This is a drill</span>
          <span className="block text-sm">
            Everything is counted and written as if it were true, and nobody is written to.
          </span>
        </span>
      </label>
      <TextField
        label="In a line"
        hint="Without names of people: it stands in the register for good."
        name="title"
        required
        maxLength={200}
        defaultValue={textOf(typed, 'title')}
        error={faults['title']}
      />
      <TextArea
        label="What happened"
        hint="As far as it is known; no names of people."
        name="what"
        required
        rows={4}
        maxLength={4_000}
        defaultValue={textOf(typed, 'what')}
        error={faults['what']}
      />
      {kind === 'wrong-recipient' ? (
        <Chosen name="recipientId" label="Who got what was not meant for them" choices={recipients} {...given} />
      ) : null}
      {kind === 'account-taken' ? (
        <Chosen name="contactId" label="Whose account" choices={contacts} {...given} />
      ) : null}
      {kind === 'other' ? <Reach {...given} /> : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label="It happened from"
          hint="Amsterdam time. Left open while nobody knows."
          name="happenedFrom"
          type="datetime-local"
          defaultValue={textOf(typed, 'happenedFrom')}
          error={faults['happenedFrom']}
        />
        <TextField
          label="to"
          hint="Left open, until it became known."
          name="happenedTo"
          type="datetime-local"
          defaultValue={textOf(typed, 'happenedTo')}
          error={faults['happenedTo']}
        />
      </div>
      <TextField
        label="It became known"
        hint={KNOWN_HINT}
        name="knownAt"
        type="datetime-local"
        required
        className="max-w-[320px]"
        defaultValue={textOf(typed, 'knownAt') || now}
        error={faults['knownAt']}
      />
      <Button look="primary" className="w-fit" disabled={busy}>
        {busy ? 'Finding the people …' : 'Record it, and find whom it touches'}
      </Button>
    </Form>
  );
}
