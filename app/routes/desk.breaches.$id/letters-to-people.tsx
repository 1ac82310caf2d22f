// That people were written to, and what became of the mails.
import type { Letters } from '#app/features/privacy/tell-touched.server.ts';
import { Card } from '#app/ui/card.tsx';
import { counted, formatDayTime } from '#app/ui/format.ts';

const LETTER_STATES: Readonly<Record<string, string>> = {
  queued: 'wait',
  sending: 'are going',
  sent: 'went',
  dead: 'did not arrive',
  dropped: 'were not needed any more',
};

const sayStates = (states: Letters['states']): string =>
  Object.entries(states)
    .map(([state, count]) => `${count} ${LETTER_STATES[state] ?? state}`)
    .join(', ');

export function LettersToPeople({ letters: { queued, states } }: { letters: Letters }) {
  if (queued.length === 0) return null;
  return (
    <Card title="Letters to people">
      <ul className="grid gap-1">
        {queued.map(({ at, people }, index) => (
          <li key={index} className="flex flex-wrap justify-between gap-x-3">
            <span className="tabular-nums">{counted(people, 'person', 'people')}</span>
            <span className="text-ink-soft">{formatDayTime(at)}</span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-ink-soft">
        {Object.keys(states).length === 0
          ? 'What became of the mails is no longer kept.'
          : `Mails: ${sayStates(states)}.`}{' '}
        Whoever stands in a file that turns up while this is open is written to as well; nobody twice.
      </p>
    </Card>
  );
}
