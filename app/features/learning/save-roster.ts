// Sends cells of a roster to the server, and says in words what kept them from it.
import type { CellAnswer, CellChange } from './roster-cells.ts';

const OFFLINE = 'There was no connection. It stays here: save it again.';
const SIGNED_OUT = 'You are signed out. Sign in in another tab, then save it again here.';
const TOO_OFTEN = 'That was very much at once. Save it again in a few minutes.';
const FAILED = 'The server could not save it. Save it again.';

const isAnswers = (read: unknown): read is { answers: CellAnswer[] } =>
  read instanceof Object && 'answers' in read && Array.isArray(read.answers);

/** The answer to each cell in their order, or why there is none. */
export async function saveRoster(
  sessionId: number,
  changes: readonly CellChange[],
): Promise<readonly CellAnswer[] | string> {
  try {
    const answer = await fetch(`/train/sessions/${sessionId}/cells`, {
      method: 'POST',
      body: new URLSearchParams({ cells: JSON.stringify(changes) }),
      redirect: 'manual',
    });
    if (answer.type === 'opaqueredirect') return SIGNED_OUT;
    if (answer.status === 429) return TOO_OFTEN;
    if (!answer.ok) return FAILED;
    const read: unknown = await answer.json();
    return isAnswers(read) ? read.answers : FAILED;
  } catch {
    return OFFLINE;
  }
}
