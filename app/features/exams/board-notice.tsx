import { formatMonth } from '#app/ui/format.ts';
import { Notice } from '#app/ui/notice.tsx';

import type { BoardAnswer, BoardDone } from './board-change.ts';
import type { Changed } from './sitting.ts';

const DONE: Record<BoardDone, (changed: Changed) => string> = {
  book: ({ name, examCode, month }) => `${name} is booked for ${examCode} in ${formatMonth(month)}.`,
  move: ({ name, examCode, month }) => `${examCode} of ${name} is in ${formatMonth(month)} now.`,
  cancel: ({ name, examCode }) => `${examCode} of ${name} is cancelled. It is in no report.`,
  passed: ({ name, examCode }) => `${name} passed ${examCode}.`,
  failed: ({ name, examCode }) => `${name} failed ${examCode}. It can be booked again.`,
  'not-taken': ({ name, examCode }) => `${name} did not take ${examCode}. It is in no report, and can be booked again.`,
};

/** What came of the last change, where no field shows it. It stays in sight while the list is scrolled. */
export function BoardNotice({ answer }: { answer: BoardAnswer }) {
  if (answer.ok)
    return <Notice live tone="success" title={DONE[answer.done](answer.changed)} className="sticky top-3 z-30" />;
  if (answer.field !== undefined || answer.sittingId !== undefined) return null;
  return <Notice live tone="danger" title={answer.message} />;
}
