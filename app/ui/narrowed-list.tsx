// What narrows a list in which things stand open until they are done: how they stand, one choice, and whom or what somebody looks for.
import { Form } from '@remix-run/react';

import { Button } from './button.tsx';
import { SelectField, TextField } from './field.tsx';
import { FindForm } from './find-form.tsx';
import { formatNumber } from './format.ts';
import { Chips } from './tabs.tsx';

type Stand = 'open' | 'all';
type Choice = {
  readonly name: string;
  readonly label: string;
  /** What stands for no choice. */
  readonly any: string;
  readonly value: string | null;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
};

/** `path` is the list's own; `find` what is looked for, as its address holds it. Open ones are shown where nothing is said; whoever looks for somebody looks among all. */
export function NarrowedList<Other extends string>({
  path,
  label,
  chips,
  counts,
  show,
  choice,
  search,
  find,
}: {
  path: string;
  label: string;
  chips: readonly { readonly show: Stand | Other; readonly label: string }[];
  counts: Readonly<Record<Stand | Other, number>>;
  show: Stand | Other;
  choice: Choice;
  search: string;
  find: string | null | undefined;
}) {
  const kept = { ...(choice.value === null ? {} : { [choice.name]: choice.value }), ...(find ? { find } : {}) };
  const addressOf = (shown: Stand | Other): string =>
    `${path}?${new URLSearchParams({ ...(shown === 'open' ? {} : { show: shown }), ...kept })}`;
  return (
    <div className="flex flex-wrap items-end justify-between gap-3 border-b border-line px-4 py-3">
      <Chips
        label={`Which ${label.toLowerCase()}`}
        chips={chips.map((chip) => ({
          to: addressOf(chip.show),
          label: chip.label,
          count: formatNumber(counts[chip.show]),
          current: show === chip.show,
        }))}
      />
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <Form action={`${path}?index`} className="flex flex-wrap items-end gap-2">
          {show === 'open' ? null : <input type="hidden" name="show" value={show} />}
          {find ? <input type="hidden" name="find" value={find} /> : null}
          <SelectField label={choice.label} name={choice.name} defaultValue={choice.value ?? ''}>
            <option value="">{choice.any}</option>
            {choice.choices.map(({ value, label: words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </SelectField>
          <Button>Show</Button>
        </Form>
        <FindForm to={addressOf('all')} role="search" aria-label={label} className="flex flex-wrap items-end gap-2">
          <TextField label="Number, name or address" name="search" type="search" key={search} defaultValue={search} />
          <Button>Search</Button>
        </FindForm>
      </div>
    </div>
  );
}
