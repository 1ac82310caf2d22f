import { counted, formatMonth } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';

import type { BoardAnswer, BoardDone, ManyResult } from './board-change.ts';
import type { Changed } from './sitting.ts';

const DONE: Record<BoardDone, (changed: Changed) => string> = {
  book: ({ name, examCode, month }) => `${name} is booked for ${examCode} in ${formatMonth(month)}.`,
  move: ({ name, examCode, month }) => `${examCode} of ${name} is in ${formatMonth(month)} now.`,
  cancel: ({ name, examCode }) => `${examCode} of ${name} is cancelled. It is in no report.`,
  passed: ({ name, examCode }) => `${name} passed ${examCode}.`,
  failed: ({ name, examCode }) => `${name} failed ${examCode}. It can be booked again.`,
  'not-taken': ({ name, examCode }) => `${name} did not take ${examCode}. It is in no report, and can be booked again.`,
  stands: ({ name, examCode }) => `What is recorded of ${examCode} of ${name} stands. ${name} is told.`,
  changed: ({ name, examCode }) => `${examCode} of ${name} was changed to what was claimed. ${name} is told.`,
};

const MANY: Record<ManyResult, string> = {
  passed: 'recorded as passed',
  failed: 'recorded as failed',
  'not-taken': 'recorded as not taken',
  cancelled: 'cancelled',
};

type Many = Extract<BoardAnswer, { many: ManyResult }>;

function ManyNotice({ many, recorded, refused }: Many) {
  const done = `${counted(recorded, 'sitting')} ${MANY[many]}.`;
  const stayed = `${refused.length} of ${recorded + refused.length} stayed as they were:`;
  return (
    <Notice
      live
      tone={refused.length === 0 ? 'success' : recorded === 0 ? 'danger' : 'warn'}
      title={refused.length === 0 ? done : recorded === 0 ? 'Nothing was changed.' : `${done} ${stayed}`}
    >
      {refused.length === 0 ? null : (
        <ul className="grid gap-0.5">
          {refused.map(({ sittingId, name, message }) => (
            <li key={sittingId}>
              {name === null ? null : <span className="font-medium">{name}: </span>}
              {message}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

/** What came of the last change, where no field shows it. It stays in sight while the list is scrolled. */
export function BoardNotice({ answer }: { answer: BoardAnswer }) {
  if ('many' in answer) return <ManyNotice {...answer} />;
  if (answer.ok)
    return <Notice live tone="success" title={DONE[answer.done](answer.changed)} className="sticky top-3 z-30" />;
  if (answer.field !== undefined || answer.sittingId !== undefined) return null;
  return <Notice live tone="danger" title={answer.message} />;
}
