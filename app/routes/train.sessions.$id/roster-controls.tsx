import type { RosterFilter, Standing } from '#app/features/learning/roster-filter.ts';
import type { Roster } from '#app/features/learning/roster.server.ts';
import { Button } from '#app/ui/button.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { FindForm } from '#app/ui/find-form.tsx';
import { formatNumber } from '#app/ui/format.ts';
import { Chips } from '#app/ui/tabs.tsx';

const CHIPS: readonly { standing: Standing; label: string }[] = [
  { standing: 'all', label: 'All' },
  { standing: 'not-started', label: 'Not started' },
  { standing: 'under-way', label: 'Under way' },
  { standing: 'stuck', label: 'Stuck over 14 days' },
  { standing: 'done', label: 'Done' },
];

/** Which rows are shown: each choice has an address. */
export function RosterControls({
  filter,
  counts,
  companies,
  here,
}: {
  filter: RosterFilter;
  counts: Roster['counts'];
  companies: Roster['companies'];
  here: (change: Readonly<Record<string, string | null>>) => string;
}) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-3 border-b border-line px-4 py-3">
      <Chips
        label="Which people"
        chips={CHIPS.map(({ standing, label }) => ({
          to: here({ show: standing === 'all' ? null : standing, page: null, person: null }),
          label,
          count: formatNumber(counts[standing]),
          current: standing === filter.standing,
        }))}
      />
      <FindForm
        to={here({ person: null })}
        role="search"
        aria-label="People of this roster"
        className="flex flex-wrap items-end gap-2"
        preventScrollReset
        key={JSON.stringify(filter)}
      >
        <TextField
          label="Name or e-mail"
          name="search"
          type="search"
          defaultValue={filter.search ?? ''}
          className="w-40"
        />
        <SelectField label="Company" name="company" defaultValue={filter.company ?? ''} className="w-44">
          <option value="">All</option>
          {companies.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField
          label="Progress below"
          name="below"
          inputMode="numeric"
          defaultValue={filter.below ?? ''}
          className="w-28"
        />
        <Button>Show</Button>
      </FindForm>
    </div>
  );
}
