import { Badge, type Tone } from '#app/ui/badge.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { counted, formatDay, formatDayTime, formatMonth, formatNumber } from '#app/ui/format.ts';

import { CancelPlanned } from './cancel-planned.tsx';
import { KIND_WORDS, RESULT_WORDS } from './follow-up-words.ts';
import type { FollowUpRow, PlannedDay } from './list-follow-ups.server.ts';
import { TakeCallBack } from './take-call-back.tsx';

const PERSON: Column<FollowUpRow> = {
  id: 'person',
  header: 'Person',
  cell: ({ name, company }) => (
    <>
      <span className="font-medium">{name}</span>
      <span className="block text-sm text-ink-soft">{company}</span>
    </>
  ),
};
const EXAM: Column<FollowUpRow> = {
  id: 'exam',
  header: 'Exam',
  cell: ({ examCode, month }) => (
    <>
      {examCode}
      <span className="block text-sm text-ink-soft">{formatMonth(month)}</span>
    </>
  ),
};
const STEP: Column<FollowUpRow> = {
  id: 'step',
  header: 'Contact',
  cell: ({ kind, step }) => (
    <>
      {KIND_WORDS[kind]} <span className="text-sm text-ink-soft">no. {step}</span>
    </>
  ),
};

const PLANNED: readonly Column<FollowUpRow>[] = [
  { id: 'on', header: 'Planned for', cell: ({ on }) => formatDay(on), className: 'whitespace-nowrap' },
  STEP,
  PERSON,
  EXAM,
  { id: 'cancel', header: 'Change', align: 'right', cell: (row) => <CancelPlanned row={row} /> },
];

const toneOf = ({ state, result }: FollowUpRow): Tone =>
  result === 'answered' || result === 'known' ? 'success' : state === 'done' ? 'info' : 'neutral';

const SETTLED: readonly Column<FollowUpRow>[] = [
  { id: 'on', header: 'When', cell: ({ on }) => formatDayTime(on), className: 'whitespace-nowrap' },
  STEP,
  PERSON,
  EXAM,
  {
    id: 'result',
    header: 'What came of it',
    cell: (row) => (
      <>
        <Badge tone={toneOf(row)}>{row.result === null ? '' : RESULT_WORDS[row.result]}</Badge>
        {row.by === null ? null : <span className="block text-sm text-ink-soft">{row.by}</span>}
        {row.mayTakeBack ? <TakeCallBack followUpId={row.id} name={row.name} /> : null}
      </>
    ),
  },
];

/** What goes out on which day, before it does. */
export function PlannedDays({ days }: { days: readonly PlannedDay[] }) {
  if (days.length === 0) return null;
  return (
    <ol className="flex gap-px overflow-x-auto border-b border-line bg-line" tabIndex={0} aria-label="The next days">
      {days.map(({ on, mail, reminder, call }) => (
        <li key={on.toISOString()} className="min-w-36 flex-1 bg-surface px-4 py-3">
          <p className="font-semibold">{formatDay(on)}</p>
          <p className="text-sm text-ink-soft tabular-nums">
            {[
              mail === 0 ? null : counted(mail, 'mail'),
              reminder === 0 ? null : counted(reminder, 'reminder'),
              call === 0 ? null : counted(call, 'call'),
            ]
              .filter(Boolean)
              .join(', ')}
          </p>
        </li>
      ))}
    </ol>
  );
}

export function PlannedList({ rows, isSettled }: { rows: readonly FollowUpRow[]; isSettled: boolean }) {
  return (
    <DataTable
      caption={
        isSettled ? `${formatNumber(rows.length)} settled contacts` : `${formatNumber(rows.length)} planned contacts`
      }
      columns={isSettled ? SETTLED : PLANNED}
      rows={rows}
      rowKey={({ id }) => id}
      stacks
    />
  );
}
