import type { LedgerEntry } from '#app/features/ledger/search.server.ts';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { formatDayTime } from '#app/ui/format.ts';

const ACTORS: Readonly<Record<LedgerEntry['actorKind'], string>> = {
  person: 'Learner',
  staff: 'Staff',
  contact: 'Contact',
  visitor: 'Unknown account',
  system: 'Portal',
  nobody: 'Nobody',
};

const actorOf = ({ actorKind, actorId, actorName }: LedgerEntry): string =>
  actorName ?? `${ACTORS[actorKind]}${actorId === null ? '' : ` ${actorId}`}`;

const detailsOf = ({ fields, details }: LedgerEntry): string =>
  [
    ...(fields.length === 0 ? [] : [`fields: ${fields.join(', ')}`]),
    ...Object.entries(details)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => `${name}: ${String(value)}`),
  ].join(' · ');

const COLUMNS: readonly Column<LedgerEntry>[] = [
  {
    id: 'time',
    header: 'When',
    className: 'whitespace-nowrap tabular-nums',
    cell: (entry) => <time dateTime={entry.occurredAt.toISOString()}>{formatDayTime(entry.occurredAt)}</time>,
  },
  { id: 'actor', header: 'Who', className: 'whitespace-nowrap', cell: actorOf },
  { id: 'event', header: 'Event', className: 'whitespace-nowrap', cell: ({ event }) => <code>{event}</code> },
  {
    id: 'subject',
    header: 'About',
    cell: ({ subjectKind, subjectId }) =>
      subjectKind === null ? null : (
        <span className="whitespace-nowrap">
          {subjectKind} {subjectId !== null && subjectId.length > 12 ? `${subjectId.slice(0, 8)}…` : subjectId}
        </span>
      ),
  },
  { id: 'details', header: 'Details', cell: (entry) => <span className="text-ink-soft">{detailsOf(entry)}</span> },
  {
    id: 'seal',
    header: 'Seal',
    align: 'right',
    className: 'whitespace-nowrap',
    wideOnly: true,
    cell: ({ position }) => position ?? <span className="text-ink-soft">not yet</span>,
  },
];

export function EventTable({ entries }: { entries: readonly LedgerEntry[] }) {
  return <DataTable stacks caption="Events" columns={COLUMNS} rows={entries} rowKey={({ id }) => id} />;
}
