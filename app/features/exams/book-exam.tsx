import { Form, useNavigation } from '@remix-run/react';
import { useId } from 'react';

import type { PersonSummary } from '#app/features/people/person.ts';
import { useAsTyped } from '#app/ui/as-typed.ts';
import { Button } from '#app/ui/button.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { formatMonth } from '#app/ui/format.ts';
import { useTyped } from '#app/ui/typed.ts';

import type { BoardAnswer, BookingField, TypedBooking } from './board-change.ts';
import { choosableMonths } from './sitting.ts';

const NOBODY: { persons: readonly PersonSummary[] } = { persons: [] };

function Choices({ choices }: { choices: readonly PersonSummary[] }) {
  return (
    <fieldset className="grid gap-1.5 sm:col-span-full">
      <legend className="mb-1 font-medium">Who is meant?</legend>
      <div className="grid gap-1.5 sm:grid-cols-2 lg:grid-cols-3">
        {choices.map((person) => (
          <label
            key={person.id}
            className="flex items-start gap-2.5 rounded-md border border-line p-2.5 hover:border-line-strong has-checked:border-accent has-checked:bg-accent-tint"
          >
            <input type="radio" name="personId" value={person.id} required className="mt-1 accent-accent" />
            <span className="min-w-0">
              <span className="block font-medium">{person.name}</span>
              <span className="block truncate text-sm text-ink-soft">{person.company}</span>
              <span className="block truncate text-sm text-ink-soft">{person.email}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Books an exam. Suggests persons while typing; without scripts, a name that fits several is answered with a choice. */
export function BookExam({
  exams,
  now,
  posted,
  typed,
}: {
  exams: readonly string[];
  now: string;
  posted: BoardAnswer | undefined;
  typed: TypedBooking | null;
}) {
  const suggestions = useAsTyped('/train/people', NOBODY);
  const { typed: person, setTyped: setPerson, field } = useTyped(typed?.person ?? '');
  const listId = useId();
  const navigation = useNavigation();
  const answer =
    posted !== undefined && !('many' in posted) && !posted.ok && posted.field !== undefined ? posted : null;
  const errorOf = (field: BookingField): string | undefined => (answer?.field === field ? answer.message : undefined);
  const search = (value: string): void => {
    setPerson(value);
    if (value.trim().length >= 2) suggestions.ask(value);
  };
  return (
    <Form
      method="post"
      className="grid gap-4 p-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)_auto] sm:items-end"
    >
      <input type="hidden" name="intent" value="book" />
      <TextField
        label="Person"
        name="person"
        type="text"
        autoComplete="off"
        placeholder="Name or e-mail"
        list={listId}
        required
        inputRef={field}
        value={person}
        onChange={(event) => search(event.target.value)}
        error={errorOf('person')}
      />
      <datalist id={listId}>
        {suggestions.answer.persons.map((found) => (
          <option key={found.id} value={found.email}>
            {found.name} · {found.company}
          </option>
        ))}
      </datalist>
      <SelectField
        label="Exam"
        name="examCode"
        required
        defaultValue={typed?.examCode ?? ''}
        error={errorOf('examCode')}
      >
        <option value="">Choose…</option>
        {exams.map((code) => (
          <option key={code}>{code}</option>
        ))}
      </SelectField>
      <SelectField label="Month" name="month" required defaultValue={typed?.month ?? now} error={errorOf('month')}>
        {choosableMonths(now).map((month) => (
          <option key={month} value={month}>
            {formatMonth(month)}
          </option>
        ))}
      </SelectField>
      {answer?.choices ? <Choices choices={answer.choices} /> : null}
      <Button
        look="primary"
        disabled={navigation.state === 'submitting'}
        className="sm:order-last sm:justify-self-start"
      >
        Book
      </Button>
    </Form>
  );
}
