import type { SheetPage } from '#app/features/reporting/preview-run.server.ts';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { counted, formatNumber } from '#app/ui/format.ts';
import { Paging } from '#app/ui/paging.tsx';
import { ProgressBar } from '#app/ui/progress.tsx';
import { Chips } from '#app/ui/tabs.tsx';

import { ABOUT, type SheetChoice } from './run-tabs.ts';

type Row = readonly string[];

const isPercent = (cell: string): boolean => /^\d{1,3}$/.test(cell) && Number(cell) <= 100;

/** As a spreadsheet numbers them, header and all: what a notification means by a row. */
const rowNumbers = (offset: number, rows: readonly Row[]): Column<Row> => ({
  id: 'row',
  header: 'Row',
  align: 'right',
  className: 'text-sm text-ink-soft select-none',
  cell: (row) => formatNumber(offset + rows.indexOf(row) + 2),
});

function columnsOf({ headers, rows }: SheetPage, percentColumn: number): Column<Row>[] {
  return headers.map((header, index) => {
    const isProgress = index === percentColumn && rows.every((row) => isPercent(row[index] ?? ''));
    return {
      id: String(index),
      header,
      // Spaces are the cell's own.
      className: 'whitespace-pre',
      ...(isProgress ? { align: 'right' as const } : {}),
      cell: (row) => {
        const cell = row[index] ?? '';
        if (!isProgress) return cell;
        return (
          <span className="inline-flex items-center gap-2">
            <ProgressBar percent={Number(cell)} />
            <span className="w-7">{cell}</span>
          </span>
        );
      },
    };
  });
}

/** The About sheet: a title, then words and what they say. */
function About({ headers, rows }: SheetPage) {
  return (
    <div className="px-4 py-3">
      <p className="text-lg font-semibold">{headers.join(' ').trim()}</p>
      <dl className="mt-2 divide-y divide-line">
        {rows.map(([term = '', text = ''], index) => (
          <div key={`${index} ${term}`} className="grid gap-x-4 py-2 sm:grid-cols-[200px_minmax(0,1fr)]">
            <dt className="text-ink-soft">{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Rows({
  page,
  label,
  offset,
  percentColumn,
}: {
  page: SheetPage;
  label: string;
  offset: number;
  percentColumn: number;
}) {
  if (page.rows.length === 0) {
    return (
      <Empty icon="runs" title="No rows">
        The sheet has its headers and nothing else: {page.headers.join(', ')}.
      </Empty>
    );
  }
  return (
    <DataTable
      caption={`Preview of ${label}`}
      columns={[rowNumbers(offset, page.rows), ...columnsOf(page, percentColumn)]}
      rows={page.rows}
      rowKey={(_row, index) => offset + index}
    />
  );
}

type Preview = {
  sheets: readonly SheetChoice[];
  page: SheetPage | null;
  offset: number;
  limit: number;
  percentColumn: number;
};

/** A page of a sheet of the built file, as the sheet has it. */
export function PreviewTab({ sheets, page, offset, limit, percentColumn }: Preview) {
  const chosen = sheets.find((sheet) => sheet.current);
  const isAbout = chosen?.to === ABOUT;
  return (
    <>
      <div className="px-4 pt-3 pb-1">
        <Chips label="Sheets" chips={sheets} />
      </div>
      {page === null ? (
        <Empty icon="runs" title="The file is not here any more">
          Files expire; the record of what was in it, and its hash, stay.
        </Empty>
      ) : isAbout ? (
        <About {...page} />
      ) : (
        <Rows page={page} label={chosen?.label ?? 'the sheet'} offset={offset} percentColumn={percentColumn} />
      )}
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-3">
        <p className="text-sm text-ink-soft">
          Exactly as the sheet{page && !isAbout ? `, ${counted(page.headers.length, 'column')}` : ''}: read from the
          file itself.
        </p>
        {page && page.total > 0 ? <Paging offset={offset} limit={limit} total={page.total} /> : null}
      </div>
    </>
  );
}
