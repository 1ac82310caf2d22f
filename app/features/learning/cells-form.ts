// Decides what the grid may send: cells by JSON from a script, or the inputs of a page without one.
import { z } from 'zod';

import { MOST_CELLS, NOTE_LENGTH, type CellChange } from './roster-cells.ts';

const typed = z.string().max(NOTE_LENGTH * 2);
const cellsSchema = z
  .array(
    z.strictObject({
      row: z.number().int().min(1).max(999_999_999),
      column: z.string().regex(/^(progress|note|meeting-[1-9]\d{0,8})$/),
      was: typed,
      value: typed,
    }),
  )
  .min(1)
  .max(MOST_CELLS);

/** Reads the one field `cells`; null for anything else. */
export function parseCells(form: FormData): CellChange[] | null {
  const [entry, ...more] = [...form];
  if (entry?.[0] !== 'cells' || more.length > 0 || typeof entry[1] !== 'string') return null;
  try {
    const parsed = cellsSchema.safeParse(JSON.parse(entry[1]));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const NAME = /^(is|was)\.([1-9]\d{0,8})\.(progress|note|meeting-[1-9]\d{0,8})$/;

/** Reads pairs of inputs `was.12.progress` and `is.12.progress`, and gives those that differ; null where something else was sent. */
export function parseInputs(form: FormData): CellChange[] | null {
  const pairs = new Map<string, { row: number; column: string; was?: string; value?: string }>();
  for (const [name, value] of form) {
    if (name === 'intent') continue;
    const [, side, row, column] = NAME.exec(name) ?? [];
    if (row === undefined || column === undefined || typeof value !== 'string' || value.length > NOTE_LENGTH * 2)
      return null;
    const key = `${row} ${column}`;
    pairs.set(key, { row: Number(row), column, ...pairs.get(key), [side === 'is' ? 'value' : 'was']: value });
  }
  const changes: CellChange[] = [];
  for (const { row, column, was, value } of pairs.values()) {
    if (was === undefined || value === undefined) return null;
    if (was !== value) changes.push({ row, column, was, value });
  }
  return changes.length > MOST_CELLS ? null : changes;
}
