import { Form, useNavigation } from '@remix-run/react';

import { Badge, type Tone } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { counted, formatDay, formatDayTime, formatMonth, formatNumber } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';

import { CancelPlanned } from './cancel-planned.tsx';
import { MAILS_GO, STALE_AFTER_DAYS } from './follow-up.ts';
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

/** What waited for too long is planned anew, or cancelled as anything that is planned. */
function ChangePlanned({ row }: { row: FollowUpRow }) {
  const sent = useNavigation().formData;
  return (
    <>
      {row.isStale ? (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="followUpId" value={row.id} />
          <Button
            size="small"
            name="intent"
            value="plan-anew"
            disabled={sent?.get('intent') === 'plan-anew' && sent.get('followUpId') === String(row.id)}
          >
            Plan for tomorrow<span className="sr-only">: {row.name}</span>
          </Button>
        </Form>
      ) : null}
      <CancelPlanned row={row} />
    </>
  );
}

const PLANNED: readonly Column<FollowUpRow>[] = [
  {
    id: 'on',
    header: 'Planned for',
    cell: ({ on, isStale }) =>
      isStale ? (
        <>
          <Badge tone="warn">Too late, not sent</Badge>
          <span className="block text-sm text-ink-soft">was due {formatDay(on)}</span>
        </>
      ) : (
        formatDay(on)
      ),
    className: 'whitespace-nowrap',
  },
  STEP,
  PERSON,
  EXAM,
  { id: 'cancel', header: 'Change', align: 'right', cell: (row) => <ChangePlanned row={row} /> },
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

/** What goes out on which day, before it does; and what waited for too long and does not. */
export function PlannedDays({ days, stale }: { days: readonly PlannedDay[]; stale: number }) {
  return (
    <>
      {stale === 0 ? null : (
        <Notice
          tone="warn"
          title={`${counted(stale, 'mail')} waited for more than ${STALE_AFTER_DAYS} days`}
          className="m-4"
        >
          {stale === 1 ? 'It is' : 'They are'} not sent by {stale === 1 ? 'itself' : 'themselves'} any more: plan{' '}
          {stale === 1 ? 'it' : 'them'} anew below, or cancel.
        </Notice>
      )}
      {days.length === 0 ? null : <Days days={days} />}
    </>
  );
}

function Days({ days }: { days: readonly PlannedDay[] }) {
  return (
    <ol className="flex gap-px overflow-x-auto border-b border-line bg-line" tabIndex={0} aria-label="The next days">
      {days.map(({ on, mail, reminder, call }) => (
        <li key={on.toISOString()} className="min-w-36 flex-1 bg-surface px-4 py-3">
          <p className="font-semibold">
            {formatDay(on)}
            {mail + reminder === 0 ? null : (
              <span className="text-sm font-normal text-ink-soft"> from {MAILS_GO.from}</span>
            )}
          </p>
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
