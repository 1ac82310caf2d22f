// Decides how much goes to the server at once: what one request can carry, and the rest after it.
import type { Change } from './cell-book.ts';

export type Portion = {
  readonly mostCells: number;
  readonly mostBytes: number;
  /** How many bytes a change takes on its way there. */
  readonly bytesOf: (change: Change) => number;
};

/** The first of the changes that go together; at least one of them, so that every one goes. */
export function takePortion(changes: readonly Change[], { mostCells, mostBytes, bytesOf }: Portion): readonly Change[] {
  let count = 0;
  let bytes = 0;
  for (const change of changes) {
    bytes += bytesOf(change);
    if (count === mostCells || (count > 0 && bytes > mostBytes)) break;
    count++;
  }
  return changes.slice(0, count);
}
