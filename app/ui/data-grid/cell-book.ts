// What the cells of a grid hold beyond what the server sent: typed, on the way, saved, refused, or changed by somebody else meanwhile. Pure: a
// book is never changed, only followed by another.

export type CellRef = { readonly row: number; readonly column: string };

export type CellState = {
  /** What the cell shows. */
  readonly value: string;
  /** What the server holds, as far as we know: what the next save compares with. */
  readonly base: string;
} & (
  | { readonly did: 'saving' | 'saved' }
  | { readonly did: 'refused'; readonly words: string }
  | { readonly did: 'conflict'; readonly theirs: string; readonly by: string }
);

export type Book = ReadonlyMap<string, CellState>;
export type Change = CellRef & { readonly was: string; readonly value: string };
export type Answer = CellRef &
  (
    | { readonly did: 'saved'; readonly value: string }
    | { readonly did: 'refused'; readonly words: string }
    | { readonly did: 'conflict'; readonly theirs: string; readonly by: string }
  );

export const keyOf = ({ row, column }: CellRef): string => `${row} ${column}`;

/** Who wrote what another wrote, too. */
export const byWhom = ({ by }: { readonly by: string }): string => (by === '' ? 'Somebody else' : by);

export const refOf = (key: string): CellRef => {
  const [row = '', column = ''] = key.split(' ');
  return { row: Number(row), column };
};

/** What goes to the server for these cells: those of them that wait to be saved. */
export const changesOf = (book: Book, cells: readonly CellRef[]): Change[] =>
  cells.flatMap(({ row, column }) => {
    const state = book.get(keyOf({ row, column }));
    return state?.did === 'saving' ? { row, column, was: state.base, value: state.value } : [];
  });

/** After the server has answered. A cell that was typed into again since goes on from there: nothing typed is replaced by an older answer. */
export function settle(book: Book, sent: readonly Change[], answers: readonly Answer[]): Book {
  const next = new Map(book);
  for (const [index, answer] of answers.entries()) {
    const key = keyOf(answer);
    const state = book.get(key);
    if (state === undefined) continue;
    const isNewer = state.value !== sent[index]?.value;
    if (!isNewer) next.set(key, settled(state, answer));
    else if (answer.did === 'saved') next.set(key, { ...state, base: answer.value });
    // What was typed since is on its way, or can't be: either will be compared with what was seen before.
    else if (answer.did === 'conflict' && state.did === 'saving') next.set(key, settled(state, answer));
  }
  return next;
}

function settled({ value, base }: CellState, answer: Answer): CellState {
  switch (answer.did) {
    case 'saved':
      return { value: answer.value, base: answer.value, did: 'saved' };
    case 'conflict':
      return { value, base: answer.theirs, did: 'conflict', theirs: answer.theirs, by: answer.by };
    case 'refused':
      return { value, base, did: 'refused', words: answer.words };
  }
}

/** After the request itself has failed: what was typed stays, with why. What was typed since is still to be sent. */
export function fail(book: Book, sent: readonly Change[], words: string): Book {
  const next = new Map(book);
  for (const cell of sent) {
    const state = book.get(keyOf(cell));
    if (state?.did === 'saving' && state.value === cell.value)
      next.set(keyOf(cell), { value: state.value, base: state.base, did: 'refused', words });
  }
  return next;
}

/** What a step of undo goes back to, and what the step had written. */
export type Written = { readonly before: string; readonly wrote: string };

/**
 * What undoing makes of a cell that shows `shown`: the text to type, or the state to put. Only what is still there as it was written goes back: a
 * conflict ends with what the other one wrote, and what somebody else has written since is never written over unasked.
 */
export function undoneAs(state: CellState | undefined, shown: string, { before, wrote }: Written): string | CellState {
  if (state?.did === 'conflict') return { value: state.theirs, base: state.theirs, did: 'saved' };
  if (shown === wrote) return before;
  const held = state?.base ?? shown;
  return { value: before, base: held, did: 'conflict', theirs: held, by: '' };
}

/** After new rows came from the server: what was saved is in them. */
export const forget = (book: Book): Book => new Map([...book].filter(([, { did }]) => did !== 'saved'));

/** How many cells are in each state. */
export function countStates(book: Book): Record<CellState['did'], number> {
  const counts = { saving: 0, saved: 0, refused: 0, conflict: 0 };
  for (const { did } of book.values()) counts[did]++;
  return counts;
}

/** How many cells hold something that the server does not. */
export function countUnsaved(book: Book): number {
  const { saving, refused, conflict } = countStates(book);
  return saving + refused + conflict;
}
