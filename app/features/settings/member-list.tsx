import { Form, useNavigation } from '@remix-run/react';

import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { formatDay } from '#app/ui/format.ts';

import type { MemberFault } from './settings-form.ts';
import type { Member } from './members.server.ts';

export type NamedCountry = { readonly code: string; readonly name: string };
type Shown = Member & { readonly countryName: string };

const COLUMNS: readonly Column<Shown>[] = [
  { id: 'country', header: 'Country', cell: ({ countryName }) => countryName },
  {
    id: 'member',
    header: 'Member',
    cell: ({ name, email }) => (
      <>
        <span className="font-medium">{name}</span>
        <span className="block text-sm wrap-anywhere text-ink-soft">{email}</span>
      </>
    ),
  },
  {
    id: 'changed',
    header: 'Decided',
    cell: ({ changedAt, changedBy }) => (
      <>
        {formatDay(changedAt)}
        {changedBy === null ? null : <span className="block text-sm text-ink-soft">{changedBy}</span>}
      </>
    ),
  },
  {
    id: 'change',
    header: 'Change',
    align: 'right',
    cell: (member) => (
      <details>
        <summary className="ml-auto w-fit list-none rounded-sm py-1.5 text-sm font-medium text-accent underline-offset-2 hover:underline">
          Remove…<span className="sr-only"> the Member of {member.countryName}</span>
        </summary>
        <Form method="post" preventScrollReset className="mt-1 flex justify-end">
          <input type="hidden" name="country" value={member.country} />
          <input type="hidden" name="seen" value={`${member.country} ${member.version}`} />
          <Button size="small" look="danger" name="intent" value="no-member">
            Ask nobody there to share
          </Button>
        </Form>
      </details>
    ),
  },
];

type Given = { members: readonly Member[]; countries: readonly NamedCountry[]; fault: MemberFault | null };

/** Who the Member of each country is: whom consent to sharing names. */
export function MemberList({ members, countries, fault }: Given) {
  const busy = useNavigation().formData?.get('intent') === 'member';
  const nameOf = (code: string): string => countries.find((country) => country.code === code)?.name ?? code;
  const rows = members.map((member) => ({ ...member, countryName: nameOf(member.country) }));
  const seen = members.map(({ country, version }) => `${country} ${version}`).join(',');
  const errorOf = (field: MemberFault['field']) => (fault?.field === field ? fault.message : undefined);
  return (
    <div id="members" className="scroll-mt-4">
      <Card flush title="Members by country">
        <p className="px-4 pt-1 pb-3 text-sm text-ink-soft">
          The training centre that people of a country are asked to share their details with. It is named where they are
          asked, and is given nothing without their consent and an agreement.
        </p>
        {rows.length === 0 ? (
          <p className="border-t border-line px-4 py-3 text-ink-soft">No country has a Member yet.</p>
        ) : (
          <DataTable
            caption="Members by country"
            columns={COLUMNS}
            rows={rows}
            rowKey={({ country }) => country}
            stacks
          />
        )}
        <Form
          key={seen}
          method="post"
          preventScrollReset
          noValidate
          className="grid items-end gap-3 border-t border-line p-4 sm:grid-cols-[1fr_1.4fr_1.4fr_auto]"
        >
          <input type="hidden" name="seen" value={seen} />
          <SelectField
            label="Country"
            name="country"
            defaultValue={fault?.typed.country ?? ''}
            error={errorOf('country')}
          >
            <option value="">Choose</option>
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </SelectField>
          <TextField label="Name of the Member" name="name" defaultValue={fault?.typed.name} error={errorOf('name')} />
          <TextField
            label="Contact address"
            name="email"
            type="email"
            defaultValue={fault?.typed.email}
            error={errorOf('email')}
          />
          <Button name="intent" value="member" disabled={busy}>
            Set
          </Button>
        </Form>
      </Card>
    </div>
  );
}
