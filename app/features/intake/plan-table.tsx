import { Card } from '#app/ui/card.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { formatNumber } from '#app/ui/format.ts';
import { Icon } from '#app/ui/icon.tsx';
import { Paging } from '#app/ui/paging.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

import { COLUMNS, type ImportKind } from './match-columns.ts';
import type { ShownRows } from './show-upload.server.ts';
import { FATE_WORDS, fieldName } from './upload-words.ts';
import { ROW_FATES, ROWS_PER_PAGE, type PageRow, type RowFate } from './upload.ts';

function Changes({ changes }: { changes: PageRow['changes'] }) {
  return (
    <ul className="grid gap-0.5">
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          <span className="text-ink-soft">{fieldName(field)}: </span>
          <del className="text-ink-soft decoration-danger">{before ?? 'none'}</del>
          <span aria-hidden="true"> → </span>
          <ins className="font-medium no-underline">{after ?? 'none'}</ins>
        </li>
      ))}
    </ul>
  );
}

function Reasons({ reasons }: { reasons: readonly string[] }) {
  return (
    <ul className="grid gap-0.5 text-danger">
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}

/** The two names and the address, the company and its ID stand together: that is how a person is recognised. */
const PERSON: readonly Column<PageRow>[] = [
  {
    id: 'person',
    header: 'Person',
    cell: ({ cells: [first, last, email] }) => (
      <>
        {first} {last}
        <span className="block text-sm text-ink-soft wrap-anywhere">{email}</span>
      </>
    ),
  },
  {
    id: 'company',
    header: 'Company',
    cell: ({ cells }) => (
      <>
        {cells[5]}
        <span className="block text-sm text-ink-soft">
          {cells[6]} · {cells[4]}
        </span>
      </>
    ),
  },
  {
    id: 'workshop',
    header: 'Workshop',
    cell: ({ cells }) => (
      <>
        {cells[8]}
        <span className="block text-sm text-ink-soft tabular-nums">{cells[9]}%</span>
      </>
    ),
  },
];

function columnsOf(kind: ImportKind, fate: RowFate, rows: readonly PageRow[]): Column<PageRow>[] {
  const number: Column<PageRow> = {
    id: 'number',
    header: 'Row',
    align: 'right',
    className: 'text-ink-soft',
    cell: (row) => formatNumber(row.number),
  };
  const values =
    kind === 'registrations'
      ? PERSON
      : COLUMNS[kind].map((column, index): Column<PageRow> => ({
          id: column,
          header: fieldName(column),
          cell: ({ cells }) => cells[index] || <span className="text-ink-soft">–</span>,
        }));
  const what: Column<PageRow>[] =
    fate === 'refused'
      ? [{ id: 'why', header: 'Why', cell: ({ reasons }) => <Reasons reasons={reasons} /> }]
      : rows.some(({ changes }) => changes.length > 0)
        ? [{ id: 'changes', header: 'What changes', cell: ({ changes }) => <Changes changes={changes} /> }]
        : [];
  return [number, ...values, ...what];
}

type Planned = { kind: ImportKind; counts: Readonly<Record<RowFate, number>>; shown: ShownRows; id: string };

/** The plan row by row, by what becomes of each. */
export function PlanTable({ kind, counts, shown: { fate, page, rows }, id }: Planned) {
  return (
    <Card flush>
      <Tabs
        label="Rows by what becomes of them"
        tabs={ROW_FATES.map((known) => ({
          to: `?rows=${known}`,
          label: FATE_WORDS[known].name,
          count: formatNumber(counts[known]),
          current: known === fate,
        }))}
      />
      {rows.length === 0 ? (
        <Empty icon="check" title={FATE_WORDS[fate].none} />
      ) : (
        <DataTable
          caption={`${FATE_WORDS[fate].name} rows`}
          columns={columnsOf(kind, fate, rows)}
          rows={rows}
          rowKey={(row) => row.number}
          stacks
        />
      )}
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-3">
        {counts.refused > 0 ? (
          <ButtonLink size="small" to={`/train/import/${id}/refused.csv`} reloadDocument>
            <Icon name="download" size="small" /> Refused rows, to mend and drop again
          </ButtonLink>
        ) : (
          <p className="text-sm text-ink-soft">Row numbers are those of the file, its header being row 1.</p>
        )}
        <Paging offset={(page - 1) * ROWS_PER_PAGE} limit={ROWS_PER_PAGE} total={counts[fate]} />
      </div>
    </Card>
  );
}
