import { useCallback, useEffect, useRef, useState } from 'react';

import {
  changesOf,
  fail,
  forget,
  keyOf,
  refOf,
  settle,
  undoneAs,
  type Answer,
  type Book,
  type CellRef,
  type CellState,
  type Change,
  type Written,
} from './cell-book.ts';
import type { GridRow, ReadCell } from './grid-column.ts';
import { takePortion, type Portion } from './portions.ts';

/** Sends changes, and gives the answers in their order; or why they could not be sent, in words. Told how much it can send at once. */
export type Save = {
  readonly send: (changes: readonly Change[]) => Promise<readonly Answer[] | string>;
  readonly portion: Portion;
};
export type Edit = CellRef & { readonly typed: string };
type Step = readonly (CellRef & Written)[];

const MOST_STEPS = 100;

/**
 * The cells of a grid and the one queue in which they are saved, step by step: a paste is one step and one undo, and one request unless it is
 * more than one can carry.
 * `read` decides what a column takes.
 */
export function useCells(rows: readonly GridRow[], read: (column: string, typed: string) => ReadCell, save: Save) {
  const [book, setBook] = useState<Book>(new Map());
  const [steps, setSteps] = useState(0);
  const now = useRef<Book>(book);
  const held = useRef(new Map<number, GridRow>());
  const undone = useRef<Step[]>([]);
  const queue = useRef<Promise<void>>(Promise.resolve());

  const put = useCallback((next: Book): void => {
    now.current = next;
    setBook(next);
  }, []);

  useEffect(() => {
    held.current = new Map(rows.map((row) => [row.id, row]));
    put(forget(now.current));
  }, [rows, put]);

  const valueOf = useCallback(
    (cell: CellRef): string =>
      now.current.get(keyOf(cell))?.value ?? held.current.get(cell.row)?.cells[cell.column] ?? '',
    [],
  );
  const baseOf = useCallback(
    (cell: CellRef): string =>
      now.current.get(keyOf(cell))?.base ?? held.current.get(cell.row)?.cells[cell.column] ?? '',
    [],
  );

  const send = useCallback(
    (cells: readonly CellRef[]): void => {
      queue.current = queue.current.then(async () => {
        let rest = cells;
        for (;;) {
          // Of what waits now: something may have been typed since the last portion went.
          const changes = takePortion(changesOf(now.current, rest), save.portion);
          const last = changes.at(-1);
          if (last === undefined) return;
          const answers = await save.send(changes);
          put(
            typeof answers === 'string' ? fail(now.current, changes, answers) : settle(now.current, changes, answers),
          );
          rest = rest.slice(rest.findIndex(({ row, column }) => row === last.row && column === last.column) + 1);
        }
      });
    },
    [put, save],
  );

  /** Types into cells. Those that can't take it keep what was typed and say why; the others go to the server together. */
  const type = useCallback(
    (edits: readonly Edit[], remember = true): void => {
      const next = new Map(now.current);
      const step: (CellRef & Written)[] = [];
      for (const { row, column, typed } of edits) {
        const cell = { row, column };
        const got = read(column, typed);
        const before = valueOf(cell);
        const base = baseOf(cell);
        const state: CellState = got.ok
          ? { value: got.value, base, did: 'saving' }
          : { value: typed, base, did: 'refused', words: got.reason };
        const was = now.current.get(keyOf(cell));
        if (got.ok && got.value === before && (was === undefined || was.did === 'saved' || was.did === 'saving'))
          continue;
        // What the server holds need not be sent, unless something else is on its way there.
        const isHeld = got.ok && got.value === base && was?.did !== 'saving';
        next.set(keyOf(cell), isHeld ? { value: base, base, did: 'saved' } : state);
        step.push({ ...cell, before, wrote: got.ok ? got.value : typed });
      }
      if (step.length === 0) return;
      if (remember) {
        undone.current = [...undone.current, step].slice(-MOST_STEPS);
        setSteps(undone.current.length);
      }
      put(next);
      send(step);
    },
    [baseOf, put, read, send, valueOf],
  );

  const undo = useCallback((): void => {
    const last = undone.current.pop();
    setSteps(undone.current.length);
    if (last === undefined) return;
    const next = new Map(now.current);
    const edits: Edit[] = [];
    for (const { before, wrote, ...cell } of last) {
      const to = undoneAs(now.current.get(keyOf(cell)), valueOf(cell), { before, wrote });
      if (typeof to === 'string') edits.push({ ...cell, typed: to });
      else next.set(keyOf(cell), to);
    }
    put(next);
    type(edits, false);
  }, [put, type, valueOf]);

  /** Ends a conflict with what the other one wrote. */
  const keepTheirs = useCallback(
    (cell: CellRef): void => {
      const state = now.current.get(keyOf(cell));
      if (state?.did !== 'conflict') return;
      put(new Map(now.current).set(keyOf(cell), { value: state.theirs, base: state.theirs, did: 'saved' }));
    },
    [put],
  );

  /** Ends a conflict with what was typed here, or sends what could not be sent. */
  const saveAgain = useCallback(
    (cells: readonly CellRef[]): void => {
      type(
        cells.map((cell) => ({ ...cell, typed: valueOf(cell) })),
        false,
      );
    },
    [type, valueOf],
  );

  const troubled = useCallback(
    (): CellRef[] =>
      [...now.current].filter(([, { did }]) => did === 'refused' || did === 'conflict').map(([key]) => refOf(key)),
    [],
  );

  return { book, steps, valueOf, type, undo, keepTheirs, saveAgain, troubled };
}
