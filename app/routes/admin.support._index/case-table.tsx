import { Link } from '@remix-run/react';

import { ageInWords, CLOSED_WORDS, TOPIC_WORDS } from '#app/features/support/case-words.ts';
import type { ListedCase } from '#app/features/support/list-cases.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { formatDay } from '#app/ui/format.ts';

/** From so many days without an answer on a case stands out. */
const LATE_DAYS = 3;

function State({ one: { closedAt, closedHow, waitsFor, isPassedOn, quietDays } }: { one: ListedCase }) {
  if (closedAt !== null)
    return (
      <span className="text-ink-soft">
        {CLOSED_WORDS[closedHow ?? 'answered']}, {formatDay(closedAt)}
      </span>
    );
  if (isPassedOn) return <Badge tone="warn">waits for a privacy officer</Badge>;
  if (waitsFor === 'asker') return <Badge tone="neutral">waits for them</Badge>;
  return <Badge tone={quietDays >= LATE_DAYS ? 'danger' : 'warn'}>waits for us</Badge>;
}

const COLUMNS: readonly Column<ListedCase>[] = [
  {
    id: 'case',
    header: 'Case',
    cell: ({ id, topic }) => (
      <Link to={`/admin/support/${id}`} className="font-medium text-accent underline-offset-2 hover:underline">
        {TOPIC_WORDS[topic]}
        <span className="text-sm font-normal text-ink-soft"> · {id}</span>
      </Link>
    ),
  },
  { id: 'state', header: 'State', cell: (one) => <State one={one} /> },
  { id: 'asked', header: 'Asked', cell: ({ askedAt }) => formatDay(askedAt) },
  {
    id: 'quiet',
    header: 'Quiet for',
    cell: ({ closedAt, quietDays }) =>
      closedAt !== null ? '' : quietDays === 0 ? 'less than a day' : ageInWords(quietDays),
  },
  {
    id: 'who',
    header: 'By',
    cell: ({ isKnown, closedAt }) =>
      isKnown ? 'with an account' : closedAt === null ? 'without an account' : 'not kept',
  },
  { id: 'messages', header: 'Messages', align: 'right', cell: ({ messages }) => messages },
];

export function CaseTable({ cases }: { cases: readonly ListedCase[] }) {
  return <DataTable stacks caption="Support cases" columns={COLUMNS} rows={cases} rowKey={({ id }) => id} />;
}
