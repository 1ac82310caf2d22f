import { Link } from '@remix-run/react';

import type { CatalogueRow } from '#app/features/learning/workshops.server.ts';
import { Badge, Tag } from '#app/ui/badge.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { counted, formatNumber } from '#app/ui/format.ts';

const LINK = 'font-medium text-accent underline-offset-2 hover:underline';

function holds({ sessions, recordings }: CatalogueRow): string {
  const parts = [
    sessions > 0 ? counted(sessions, 'session') : '',
    recordings > 0 ? counted(recordings, 'recording') : '',
  ].filter((part) => part !== '');
  return parts.join(', ') || '–';
}

const COLUMNS: readonly Column<CatalogueRow>[] = [
  {
    id: 'name',
    header: 'Workshop',
    cell: ({ id, name, examCode }) => (
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Link to={`/train?when=all&workshop=${id}`} className={LINK}>
          {name}
        </Link>
        {examCode === null ? null : <Tag>leads to {examCode}</Tag>}
      </span>
    ),
  },
  {
    id: 'open',
    header: 'Enrolling',
    cell: ({ open }) => <Badge tone={open ? 'success' : 'neutral'}>{open ? 'open' : 'by staff only'}</Badge>,
  },
  { id: 'holds', header: 'Holds', className: 'md:whitespace-nowrap', cell: holds },
  {
    id: 'enrolled',
    header: 'Enrolled',
    align: 'right',
    cell: ({ enrolled, places }) => (
      <>
        <span className="whitespace-nowrap">
          {places === null ? formatNumber(enrolled) : `${formatNumber(enrolled)}, ${counted(places, 'place')}`}
        </span>
      </>
    ),
  },
  {
    id: 'waiting',
    header: 'Waiting',
    align: 'right',
    cell: ({ waiting }) => (waiting === 0 ? '–' : formatNumber(waiting)),
  },
  {
    id: 'change',
    header: 'Actions',
    align: 'right',
    cell: ({ id, name }) => (
      <span className="inline-flex justify-end gap-x-4 whitespace-nowrap">
        <Link to={`/train/sessions/new?workshop=${id}`} className={LINK}>
          Add a session<span className="sr-only"> of {name}</span>
        </Link>
        <Link to={`/train/workshops/${id}`} className={LINK}>
          Change<span className="sr-only"> {name}</span>
        </Link>
      </span>
    ),
  },
];

export function Catalogue({ rows }: { rows: readonly CatalogueRow[] }) {
  return <DataTable caption="List of workshops" columns={COLUMNS} rows={rows} rowKey={({ id }) => id} stacks />;
}
