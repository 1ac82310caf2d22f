import { Link } from '@remix-run/react';

import { nameOfAny } from '#app/features/language/field-names.ts';
import { CHANNEL_WORDS } from '#app/features/agreements/terms.ts';
import type { DisclosedFile, DisclosedRow } from '#app/features/reporting/search-disclosures.server.ts';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { counted, formatDayTime, formatNumber, formatPeriod } from '#app/ui/format.ts';

const SHEET_WORDS: Readonly<Record<string, string>> = {
  registration: 'Registration and progress',
  exams: 'Exams, without a name',
  recordings: 'Recordings',
  leads: 'Leads',
  statistics: 'Statistics',
};
export const nameOfSheet = (id: string): string => SHEET_WORDS[id] ?? id;

const isChannel = (channel: string): channel is keyof typeof CHANNEL_WORDS => channel in CHANNEL_WORDS;
const Soft = ({ children }: { children: React.ReactNode }) => (
  <span className="block text-sm text-ink-soft">{children}</span>
);

function When({ disclosedAt, publishedAt, firstBy }: DisclosedFile | DisclosedRow) {
  return (
    <>
      <time dateTime={disclosedAt.toISOString()} className="whitespace-nowrap tabular-nums">
        {formatDayTime(disclosedAt)}
      </time>
      {firstBy === null ? null : <Soft>downloaded by {firstBy}</Soft>}
      {publishedAt === null ? null : <Soft>published {formatDayTime(publishedAt)}</Soft>}
    </>
  );
}

function Fields({ fields }: { fields: readonly string[] }) {
  return (
    <details>
      <summary className="w-fit rounded-sm text-sm font-medium text-accent underline-offset-2 hover:underline">
        {counted(fields.length, 'field')}
      </summary>
      <p className="text-sm text-ink-soft">{fields.map((field) => nameOfAny(field, 'en')).join(', ')}</p>
    </details>
  );
}

const SHARED: readonly Column<DisclosedFile | DisclosedRow>[] = [
  { id: 'when', header: 'Left', cell: (left) => <When {...left} /> },
  {
    id: 'recipient',
    header: 'To',
    cell: ({ recipient, channel }) => (
      <>
        <bdi className="font-medium">{recipient}</bdi>
        <Soft>by {isChannel(channel) ? CHANNEL_WORDS[channel] : channel}</Soft>
      </>
    ),
  },
  {
    id: 'report',
    header: 'Report',
    cell: ({ period, version, buildNumber, runId }) => (
      <>
        <Link to={`/admin/runs/${runId}`} className="text-accent underline-offset-2 hover:underline">
          {formatPeriod(period)}
        </Link>
        <Soft>
          agreement v{version}, build {buildNumber}
        </Soft>
      </>
    ),
  },
];

const FILE: Column<DisclosedFile | DisclosedRow> = {
  id: 'file',
  header: 'File',
  cell: ({ buildId, sha256 }) => (
    <Link to={`/desk/disclosures/${buildId}`} className="text-accent underline-offset-2 hover:underline">
      <code className="text-sm">{sha256.slice(0, 12)}…</code>
      <span className="sr-only"> (file with its people)</span>
    </Link>
  ),
};

export function FilesTable({ files }: { files: readonly DisclosedFile[] }) {
  const columns: readonly Column<DisclosedFile>[] = [
    ...SHARED,
    {
      id: 'sheets',
      header: 'What',
      cell: ({ sheets }) => (
        <ul className="grid gap-1">
          {sheets.map(({ id, rows, fields }) => (
            <li key={id}>
              {nameOfSheet(id)}: {counted(rows, 'row')}
              <Fields fields={fields} />
            </li>
          ))}
        </ul>
      ),
    },
    FILE,
  ];
  return (
    <DataTable
      stacks
      caption="Files that left"
      columns={columns}
      rows={files}
      rowKey={({ deliveryId }) => deliveryId}
    />
  );
}

export function RowsTable({ rows }: { rows: readonly DisclosedRow[] }) {
  const columns: readonly Column<DisclosedRow>[] = [
    ...SHARED,
    {
      id: 'row',
      header: 'Row',
      cell: ({ sheet, sheetRow, fields }) => (
        <>
          {/* A spreadsheet counts the headers as row 1. */}
          {nameOfSheet(sheet)}, row {formatNumber(sheetRow + 1)}
          <Fields fields={fields} />
        </>
      ),
    },
    FILE,
  ];
  return (
    <DataTable
      stacks
      caption="Rows that left about this person"
      columns={columns}
      rows={rows}
      rowKey={({ deliveryId, sheet, sheetRow }) => `${deliveryId} ${sheet} ${sheetRow}`}
    />
  );
}
