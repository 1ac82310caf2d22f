// Sends cells of a roster to the server, and says in words what kept them from it.
import { MOST_CELLS, type CellAnswer, type CellChange } from './roster-cells.ts';

const OFFLINE = 'There was no connection. It stays here: save it again.';
const SIGNED_OUT = 'You are signed out. Sign in in another tab, then save it again here.';
const TOO_OFTEN = 'That was very much at once. Save it again in a few minutes.';
const FAILED = 'The server could not save it. Save it again.';

/** The server takes a form of 1 MB. */
const MOST_BYTES = 900_000;
const fieldsOf = (cells: unknown): URLSearchParams => new URLSearchParams({ cells: JSON.stringify(cells) });

/** What one request carries: a letter takes up to nine bytes in a form. */
export const ROSTER_PORTION = {
  mostCells: MOST_CELLS,
  mostBytes: MOST_BYTES,
  bytesOf: (change: CellChange): number => fieldsOf(change).toString().length,
} as const;

/** One answer for each cell that was sent, or it is none. */
const isAnswers = (read: unknown, count: number): read is { answers: CellAnswer[] } =>
  read instanceof Object && 'answers' in read && Array.isArray(read.answers) && read.answers.length === count;

/** The answer to each cell in their order, or why there is none. */
export async function saveRoster(
  sessionId: number,
  changes: readonly CellChange[],
): Promise<readonly CellAnswer[] | string> {
  try {
    const answer = await fetch(`/train/sessions/${sessionId}/cells`, {
      method: 'POST',
      body: fieldsOf(changes),
      redirect: 'manual',
    });
    if (answer.type === 'opaqueredirect') return SIGNED_OUT;
    if (answer.status === 429) return TOO_OFTEN;
    if (!answer.ok) return FAILED;
    const read: unknown = await answer.json();
    return isAnswers(read, changes.length) ? read.answers : FAILED;
  } catch {
    return OFFLINE;
  }
}
