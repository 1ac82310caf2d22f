import type { Undone } from '#app/features/undo/undo.ts';
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
  contested: ({ name, examCode }) =>
    `Something else is recorded of ${examCode} of ${name}, and stands: your word is one of two, to be decided below.`,
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

function ManyNotice({ many, recorded, contested, refused }: Many) {
  const all = recorded + contested.length + refused.length;
  const done = [
    recorded === 0 ? null : `${counted(recorded, 'sitting')} ${MANY[many]}.`,
    contested.length === 0
      ? null
      : `${contested.length} of ${all} became ${contested.length === 1 ? 'a conflict' : 'conflicts'}, to be decided below: something else was recorded, and stands.`,
    refused.length === 0 ? null : `${refused.length} of ${all} stayed as they were:`,
  ].filter((sentence) => sentence !== null);
  const isWhole = recorded === all;
  return (
    <Notice
      live
      tone={isWhole ? 'success' : refused.length === all ? 'danger' : 'warn'}
      title={refused.length === all ? 'Nothing was changed.' : done.join(' ')}
    >
      {isWhole ? null : (
        <ul className="grid gap-0.5">
          {contested.map((name) => (
            <li key={name}>
              <span className="font-medium">{name}: </span>to be decided
            </li>
          ))}
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

function UndoneNotice({ undone, left }: Undone) {
  return (
    <Notice
      live
      tone={left === 0 ? 'success' : undone === 0 ? 'danger' : 'warn'}
      title={
        undone === 0
          ? 'Nothing was taken back.'
          : `${counted(undone, 'booking')} ${undone === 1 ? 'stands' : 'stand'} again.`
      }
    >
      {left === 0
        ? null
        : `${counted(left, 'booking')} ${left === 1 ? 'stays' : 'stay'} cancelled: something newer is known, or the exam was booked anew.`}
    </Notice>
  );
}

/** What came of the last change, where no field shows it. It stays in sight while the list is scrolled. */
export function BoardNotice({ answer }: { answer: BoardAnswer }) {
  if ('many' in answer) return <ManyNotice {...answer} />;
  if ('undone' in answer) return <UndoneNotice {...answer.undone} />;
  if (answer.ok)
    return <Notice live tone="success" title={DONE[answer.done](answer.changed)} className="sticky top-3 z-30" />;
  if (answer.field !== undefined || answer.sittingId !== undefined) return null;
  return <Notice live tone="danger" title={answer.message} />;
}
