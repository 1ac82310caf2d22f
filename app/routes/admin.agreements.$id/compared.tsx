import { Form } from '@remix-run/react';

import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { SelectField } from '#app/ui/field.tsx';

import type { ListedVersion } from './versions.tsx';

export type Side = {
  readonly number: number;
  readonly said: readonly { readonly term: string; readonly value: string }[];
};
type Props = {
  id: number;
  selected: Side;
  compared: Side | null;
  versions: readonly ListedVersion[];
  changes: readonly string[] | null;
  summary: string | null;
  /** Both were chosen to be compared. */
  isAsked: boolean;
};
type Line = { readonly term: string; readonly before: string; readonly after: string };

/** What a version says otherwise than another, in words, and both side by side. */
export function Compared({ id, selected, compared, versions, changes, summary, isAsked }: Props) {
  const others = versions.filter(({ number }) => number !== selected.number);
  if (others.length === 0) return null;
  const lines: Line[] = selected.said.map(({ term, value }) => ({
    term,
    before: compared?.said.find((line) => line.term === term)?.value ?? '',
    after: value,
  }));
  const columns: Column<Line>[] = [
    { id: 'term', header: 'What', cell: ({ term }) => term },
    { id: 'before', header: `Version ${compared?.number ?? ''}`, cell: ({ before }) => before },
    {
      id: 'after',
      header: `Version ${selected.number}`,
      cell: ({ before, after }) => (before === after ? after : <strong>{after}</strong>),
    },
  ];
  return (
    <Card title="What changes">
      {summary === null ? null : <p className="mb-2 font-medium">{summary}</p>}
      {changes === null || changes.length < 2 ? null : (
        <ul className="mb-3 list-disc pl-5">
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
      <Form className="flex flex-wrap items-end gap-2" action={`/admin/agreements/${id}`}>
        <input type="hidden" name="version" value={selected.number} />
        <SelectField label="Compared with" name="than" defaultValue={compared?.number} key={compared?.number}>
          {others.map(({ number, from }) => (
            <option key={number} value={number}>
              Version {number}, from {from}
            </option>
          ))}
        </SelectField>
        <Button>Compare</Button>
      </Form>
      {compared === null ? null : (
        <details className="mt-3" open={isAsked}>
          <summary className="cursor-pointer font-medium">Side by side</summary>
          <div className="-mx-4 mt-2">
            <DataTable
              stacks
              caption="Both versions side by side"
              columns={columns}
              rows={lines}
              rowKey={({ term }) => term}
            />
          </div>
        </details>
      )}
    </Card>
  );
}
