import { MESSAGE_WORDS } from '#app/features/support/case-words.ts';
import type { CaseMessage, ShownCase } from '#app/features/support/show-case.server.ts';
import { classes } from '#app/ui/classes.ts';
import { Card } from '#app/ui/card.tsx';
import { formatDayTime } from '#app/ui/format.ts';

const LOOKS: Readonly<Record<CaseMessage['kind'], string>> = {
  question: 'border-line bg-surface',
  reply: 'border-line bg-surface',
  answer: 'border-info-line bg-info-tint',
  'asked-back': 'border-info-line bg-info-tint',
  note: 'border-dashed border-line-strong bg-sunken',
};

/** What was written, in its order: by whoever asked, by staff to them, and by staff for staff. */
export function CaseThread({ shown: { messages, closedAt, personId } }: { shown: ShownCase }) {
  return (
    <Card title="What was written">
      {messages.length === 0 ? (
        <p className="text-ink-soft">
          {closedAt !== null && personId === null
            ? 'Every word went when the case was closed, with the name and the address of whoever asked. That there was a case, about what and how long it took is all that stays.'
            : 'Nothing.'}
        </p>
      ) : (
        <ol className="grid gap-3">
          {messages.map(({ id, kind, body, at, by }) => (
            <li key={id} className={classes('rounded-md border px-3 py-2', LOOKS[kind])}>
              <p className="text-sm text-ink-soft">
                <span className="font-medium text-ink">{MESSAGE_WORDS[kind]}</span> {formatDayTime(at)}
                {by === null ? '' : `, ${by}`}
              </p>
              <p className="mt-1 break-words whitespace-pre-line">{body}</p>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
