import { Link } from '@remix-run/react';

import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { formatDayTime, formatNumber } from '#app/ui/format.ts';
import { Paging } from '#app/ui/paging.tsx';

import type { ImportEntry } from './imports.server.ts';
import { KIND_WORDS } from './upload-words.ts';

const figure = (id: string, header: string, of: (entry: ImportEntry) => number): Column<ImportEntry> => ({
  id,
  header,
  align: 'right',
  cell: (entry) => (of(entry) === 0 ? <span className="text-ink-soft">–</span> : formatNumber(of(entry))),
});

const COLUMNS: readonly Column<ImportEntry>[] = [
  {
    id: 'file',
    header: 'File',
    cell: ({ id, fileName, kind }) => (
      <>
        <Link to={`/train/import/batch/${id}`} className="font-medium text-accent wrap-anywhere hover:underline">
          {fileName}
        </Link>
        <span className="block text-sm text-ink-soft">{KIND_WORDS[kind].name}</span>
      </>
    ),
  },
  {
    id: 'when',
    header: 'Imported',
    cell: ({ appliedAt, by }) => (
      <>
        <span className="whitespace-nowrap tabular-nums">{formatDayTime(appliedAt)}</span>
        <span className="block text-sm text-ink-soft">{by ?? 'command line'}</span>
      </>
    ),
  },
  figure('created', 'New', ({ created }) => created),
  figure('changed', 'Changed', ({ changed }) => changed),
  figure('same', 'Same', ({ same }) => same),
  figure('refused', 'Refused', ({ refused }) => refused),
  {
    id: 'state',
    header: 'State',
    cell: ({ undoneAt }) =>
      undoneAt === null ? <Badge tone="success">Imported</Badge> : <Badge tone="neutral">Undone</Badge>,
  },
];

type Listed = { imports: readonly ImportEntry[]; total: number; page: number; perPage: number };

/** Every import there was, whoever made it. */
export function ImportList({ imports, total, page, perPage }: Listed) {
  return (
    <Card title="Imports so far" flush>
      {imports.length === 0 ? (
        <Empty icon="upload" title="Nothing was imported yet">
          Each import stands here with what it changed, and can be undone while nothing newer has touched its rows.
        </Empty>
      ) : (
        <>
          <div className="mt-2">
            <DataTable
              caption="Imports, the newest first"
              columns={COLUMNS}
              rows={imports}
              rowKey={({ id }) => id}
              stacks
            />
          </div>
          <div className="flex justify-end border-t border-line px-4 py-3">
            <Paging offset={(page - 1) * perPage} limit={perPage} total={total} />
          </div>
        </>
      )}
    </Card>
  );
}
