import type { Attempt, AttemptOutcome } from '#app/features/reporting/delivery-attempts.server.ts';
import type { RunView } from '#app/features/reporting/runs.server.ts';
import { Badge, type Tone } from '#app/ui/badge.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { formatDayTime } from '#app/ui/format.ts';

import { channelName, describeDelivery } from './run-steps.ts';

const OUTCOMES: Readonly<Record<AttemptOutcome, { words: string; tone: Tone }>> = {
  delivered: { words: 'delivered', tone: 'success' },
  failed: { words: 'failed', tone: 'warn' },
  dead: { words: 'given up', tone: 'danger' },
  unknown: { words: 'no answer', tone: 'warn' },
  'not-arrived': { words: 'had not arrived', tone: 'neutral' },
};

const answerOf = ({ channel, outcome, answer }: Attempt): string => {
  if (answer !== null) return answer;
  if (outcome === 'delivered') return channel === 'portal' ? 'Published' : 'Taken';
  return outcome === 'not-arrived' ? 'The other side was asked and has no such file: it goes again' : '';
};

const COLUMNS: readonly Column<Attempt>[] = [
  { id: 'when', header: 'When', cell: ({ endedAt }) => formatDayTime(endedAt), className: 'whitespace-nowrap' },
  {
    id: 'channel',
    header: 'Channel',
    cell: ({ channel, number }) => (
      <>
        {channelName(channel)} <span className="text-sm text-ink-soft">attempt {number}</span>
      </>
    ),
  },
  {
    id: 'outcome',
    header: 'Outcome',
    cell: ({ outcome }) => <Badge tone={OUTCOMES[outcome].tone}>{OUTCOMES[outcome].words}</Badge>,
  },
  { id: 'answer', header: 'Answer', cell: answerOf },
  {
    id: 'next',
    header: 'Next try',
    cell: ({ nextAt }) => (nextAt === null ? <span className="text-ink-soft">–</span> : formatDayTime(nextAt)),
  },
  { id: 'build', header: 'Build', align: 'right', cell: ({ build }) => build },
];

/** How each channel stands, and every attempt with what was answered. */
export function DeliveriesTab({ run, attempts }: { run: RunView; attempts: readonly Attempt[] }) {
  return (
    <>
      {run.deliveries.length === 0 ? null : (
        <ul className="grid gap-1 border-b border-line px-4 py-3">
          {run.deliveries.map((delivery) => (
            <li key={delivery.channel}>
              {describeDelivery(delivery)}
              {delivery.laterTarget === null ? null : (
                <span className="text-ink-soft"> (to where version {delivery.laterTarget} of the agreement leads)</span>
              )}
            </li>
          ))}
        </ul>
      )}
      {attempts.length === 0 ? (
        <Empty icon="runs" title="Nothing was tried yet">
          {run.state === 'awaiting-release'
            ? 'It goes out after the release.'
            : 'Each attempt stands here with its time, what was answered, and when the next one is.'}
        </Empty>
      ) : (
        <DataTable
          caption="Attempts to deliver"
          columns={COLUMNS}
          rows={run.isHeldByPause ? attempts.map((attempt) => ({ ...attempt, nextAt: null })) : attempts}
          rowKey={({ channel, number }) => `${channel} ${number}`}
          stacks
        />
      )}
    </>
  );
}
