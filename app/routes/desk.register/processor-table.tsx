// Who processes for the academy: the list, and the form that adds to it or changes it.
import { Form, Link, useNavigation } from '@remix-run/react';

import {
  KIND_NAMES,
  PROCESSOR_KINDS,
  SAFEGUARD_NAMES,
  SAFEGUARDS,
  type Processor,
} from '#app/features/privacy/processors.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { SelectField, TextArea, TextField } from '#app/ui/field.tsx';
import { formatsIn } from '#app/ui/format.ts';

export type TypedProcessor = Readonly<Partial<Record<keyof Processor, string>>>;

const { formatCountry } = formatsIn('en');
const Soft = ({ children }: { children: React.ReactNode }) => (
  <span className="block text-sm text-ink-soft">{children}</span>
);

export function ProcessorTable({ processors, today }: { processors: readonly Processor[]; today: string }) {
  const columns: readonly Column<Processor>[] = [
    {
      id: 'name',
      header: 'Processor',
      cell: ({ name, until }) => (
        <>
          <bdi className="font-medium">{name}</bdi> {until !== null && until < today ? <Badge>ended</Badge> : null}
        </>
      ),
    },
    {
      id: 'does',
      header: 'What for',
      cell: ({ does, details }) => (
        <>
          {KIND_NAMES[does]}
          <Soft>{details}</Soft>
        </>
      ),
    },
    {
      id: 'where',
      header: 'Where',
      cell: ({ country, safeguard }) => (
        <>
          {formatCountry(country)}
          <Soft>{SAFEGUARD_NAMES[safeguard]}</Soft>
        </>
      ),
    },
    {
      id: 'since',
      header: 'Since',
      className: 'whitespace-nowrap',
      cell: ({ since, until }) => (until === null ? since : `${since} – ${until}`),
    },
    {
      id: 'change',
      header: 'Change',
      align: 'right',
      className: 'whitespace-nowrap print:hidden',
      cell: ({ id, name }) => (
        <Link
          to={`/desk/register?processor=${id}#processor`}
          className="font-medium text-accent underline-offset-2 hover:underline"
        >
          Change<span className="sr-only"> {name}</span>
        </Link>
      ),
    },
  ];
  return <DataTable stacks caption="Processors" columns={columns} rows={processors} rowKey={({ id }) => id} />;
}

export function ProcessorForm({
  id,
  typed,
  faults,
  countries,
}: {
  /** Null for a new one. */
  id: number | null;
  typed: TypedProcessor;
  faults: Readonly<Record<string, string>>;
  countries: readonly { code: string; name: string }[];
}) {
  const busy = useNavigation().state !== 'idle';
  return (
    <Form method="post" action="/desk/register" className="grid gap-3" key={id ?? 'new'}>
      {id === null ? null : <input type="hidden" name="id" value={id} />}
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label="Name"
          name="name"
          required
          maxLength={200}
          defaultValue={typed.name ?? ''}
          error={faults['name']}
        />
        <SelectField label="What for" name="does" required defaultValue={typed.does ?? ''} error={faults['does']}>
          <option value="">Choose…</option>
          {PROCESSOR_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {KIND_NAMES[kind]}
            </option>
          ))}
        </SelectField>
      </div>
      <TextArea
        label="What exactly, with which data"
        hint="For the register; learners read name, what for, country and safeguard."
        name="details"
        required
        rows={2}
        maxLength={1_000}
        defaultValue={typed.details ?? ''}
        error={faults['details']}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          label="Country"
          hint="Where it happens, or from where it can be reached."
          name="country"
          required
          defaultValue={typed.country ?? ''}
          error={faults['country']}
        >
          <option value="">Choose…</option>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="Safeguard of the transfer"
          hint="Outside the EEA something has to cover it."
          name="safeguard"
          required
          defaultValue={typed.safeguard ?? ''}
          error={faults['safeguard']}
        >
          <option value="">Choose…</option>
          {SAFEGUARDS.map((one) => (
            <option key={one} value={one}>
              {SAFEGUARD_NAMES[one]}
            </option>
          ))}
        </SelectField>
        <TextField
          label="Since"
          name="since"
          type="date"
          required
          defaultValue={typed.since ?? ''}
          error={faults['since']}
        />
        <TextField
          label="Until (last day)"
          name="until"
          type="date"
          defaultValue={typed.until ?? ''}
          error={faults['until']}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" disabled={busy}>
          {id === null ? 'Add the processor' : 'Keep the change'}
        </Button>
        {id === null ? null : (
          <ButtonLink to="/desk/register#processors" look="quiet">
            Leave it as it is
          </ButtonLink>
        )}
      </div>
    </Form>
  );
}
