import type { SheetChanges } from '#app/features/reporting/compare-runs.server.ts';
import { CHANGE_KINDS, type ChangeKind } from '#app/features/reporting/row-changes.ts';
import type { ShownRun } from '#app/features/reporting/show-run.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { formatNumber, formatPeriod } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';
import { Paging } from '#app/ui/paging.tsx';
import { Chips, type Tab } from '#app/ui/tabs.tsx';

type Comparison = NonNullable<ShownRun['comparison']>;
type Row = SheetChanges['rows'][number];

const KIND_WORDS: Readonly<Record<ChangeKind, string>> = { changed: 'Changed', added: 'Came', removed: 'Went' };
const NOTHING: Readonly<Record<ChangeKind, string>> = {
  changed: 'Every row that stands in both reads the same.',
  added: 'No row came.',
  removed: 'No row went.',
};
const UNREADABLE: Readonly<Record<NonNullable<SheetChanges['unreadable']>, string>> = {
  'too-long': 'The sheet is too long to be read while you wait: rows that came and went are told by the record alone.',
  removed: 'One of the two files is not here any more: rows that came and went are told by the record alone.',
  altered: 'One of the two files is not the one that was checked: nothing is read from it.',
};

const shown = (text: string): string => (text === '' ? 'nothing' : text);

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'row',
    header: 'Row',
    cell: ({ sheetRow, title }) => (
      <>
        {title === '' ? null : <span className="font-medium">{title}</span>}
        <span className="block text-sm whitespace-nowrap text-ink-soft">row {formatNumber(sheetRow)}</span>
      </>
    ),
  },
  {
    id: 'what',
    header: 'What',
    cell: ({ changes, rest }) =>
      changes.length === 0 ? (
        <span className="text-sm text-ink-soft">{rest.join(' · ')}</span>
      ) : (
        <ul>
          {changes.map(({ header, before, now }) => (
            <li key={header}>
              <span className="text-ink-soft">{header}:</span> <del className="no-underline">{shown(before)}</del>{' '}
              <span aria-label="now">→</span> <ins className="font-medium no-underline">{shown(now)}</ins>
            </li>
          ))}
        </ul>
      ),
  },
  {
    id: 'why',
    header: 'Why',
    cell: ({ reason }) => (
      <>
        <Badge tone={reason.code === 'in' ? 'neutral' : 'warn'}>{reason.code}</Badge>
        <span className="mt-1 block text-sm text-ink-soft">{reason.words}</span>
      </>
    ),
  },
];

/** What is otherwise about the columns, and whether that keeps the run here. */
export function ColumnChanges({ columns, isBlocked }: Pick<Comparison, 'columns' | 'isBlocked'>) {
  if (columns.length === 0) return null;
  return (
    <Notice
      tone={isBlocked ? 'danger' : 'info'}
      title={
        isBlocked ? 'Other columns than the last report: it can’t be released' : 'Other columns than the last report'
      }
    >
      <ul className="list-disc pl-5">
        {columns.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {isBlocked ? (
        <p className="mt-1">
          The agreement is the same as then and says nothing of it. Draft a version with these columns and have it
          approved; or have the columns put right and ask for this report again, which builds it anew.
        </p>
      ) : null}
    </Notice>
  );
}

function Rows({ changes, sheet }: { changes: SheetChanges; sheet: string }) {
  const { rows, kind } = changes;
  if (rows.length === 0) {
    return (
      <Empty icon="check" title="Nothing here">
        {kind === 'changed' && changes.unreadable !== null ? 'Nobody can say what reads otherwise.' : NOTHING[kind]}
      </Empty>
    );
  }
  return (
    <DataTable
      caption={`${KIND_WORDS[kind]} on ${sheet}`}
      columns={COLUMNS}
      rows={rows}
      rowKey={({ sheetRow }) => sheetRow}
      stacks
    />
  );
}

type Shown = {
  comparison: Comparison | null;
  changes: SheetChanges | null;
  sheets: readonly Tab[];
  offset: number;
  limit: number;
};

/** What is otherwise than in the report that this recipient was given last. */
export function ChangesTab({ comparison, changes, sheets, offset, limit }: Shown) {
  if (comparison === null || changes === null) {
    return (
      <Empty icon="runs" title="There is nothing to compare it with">
        It is the first report that this recipient is given under this agreement.
      </Empty>
    );
  }
  const sheet = sheets.find(({ current }) => current);
  const chips = CHANGE_KINDS.map((kind) => ({
    to: `${sheet?.to ?? '?tab=changes'}&kind=${kind}`,
    label: KIND_WORDS[kind],
    count: changes.counts[kind] === null ? '?' : formatNumber(changes.counts[kind]),
    current: changes.kind === kind,
  }));
  return (
    <>
      <div className="grid gap-3 px-4 py-3">
        <p className="text-ink-soft">
          Compared with the report of {formatPeriod(comparison.period)} (agreement v{comparison.version}), the last that
          this recipient was given. {comparison.columns.length === 0 ? 'The columns are the same.' : null}
        </p>
        <ColumnChanges {...comparison} />
        {sheets.length > 1 ? <Chips label="Sheets" chips={sheets} /> : null}
        <Chips label="Which rows" chips={chips} />
        {changes.unreadable === null ? null : <p className="text-sm text-ink-soft">{UNREADABLE[changes.unreadable]}</p>}
      </div>
      <div className="border-t border-line">
        <Rows changes={changes} sheet={sheet?.label ?? 'the sheet'} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-3">
        <p className="text-sm text-ink-soft">Reasons are told as the register is now. Looking here is recorded.</p>
        {changes.total > 0 ? <Paging offset={offset} limit={limit} total={changes.total} /> : null}
      </div>
    </>
  );
}
