import type { SheetPage } from '#app/features/reporting/preview-run.server.ts';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { counted } from '#app/ui/format.ts';
import { Paging } from '#app/ui/paging.tsx';
import { ProgressBar } from '#app/ui/progress.tsx';
import { Chips } from '#app/ui/tabs.tsx';

import type { SheetChoice } from './run-tabs.ts';

type Row = readonly string[];

const isPercent = (cell: string): boolean => /^\d{1,3}$/.test(cell) && Number(cell) <= 100;

function columnsOf({ headers, rows }: SheetPage, percentColumn: number): Column<Row>[] {
  return headers.map((header, index) => {
    const isProgress = index === percentColumn && rows.every((row) => isPercent(row[index] ?? ''));
    return {
      id: String(index),
      header,
      className: 'whitespace-nowrap',
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

/** A page of a sheet of the built file, as the sheet has it. */
export function PreviewTab({
  sheets,
  page,
  offset,
  limit,
  percentColumn,
}: {
  sheets: readonly SheetChoice[];
  page: SheetPage | null;
  offset: number;
  limit: number;
  percentColumn: number;
}) {
  const chosen = sheets.find((sheet) => sheet.current);
  return (
    <>
      <div className="px-4 pt-3 pb-1">
        <Chips label="Sheets" chips={sheets} />
      </div>
      {page === null ? (
        <Empty icon="runs" title="The file is not here any more">
          Files expire; the record of what was in it, and its hash, stay.
        </Empty>
      ) : page.rows.length === 0 ? (
        <Empty icon="runs" title="No rows">
          The sheet has its headers and nothing else: {page.headers.join(', ')}.
        </Empty>
      ) : (
        <DataTable
          caption={`Preview of ${chosen?.label ?? 'the sheet'}`}
          columns={columnsOf(page, percentColumn)}
          rows={page.rows}
          rowKey={(_row, index) => offset + index}
        />
      )}
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-3">
        <p className="text-sm text-ink-soft">
          Exactly as the sheet{page ? `, ${counted(page.headers.length, 'column')}` : ''}: read from the file itself.
        </p>
        {page && page.total > 0 ? (
          <Paging offset={offset} limit={limit} total={page.total} />
        ) : (
          <span className="text-sm text-ink-soft">{counted(page?.rows.length ?? 0, 'line')}</span>
        )}
      </div>
    </>
  );
}
