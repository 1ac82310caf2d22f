// What every plan of an import has: each row's fate, and the refusals. Plans are pure: rows and register in, changes out.
import { refuse, type RefusalCode, type Refused } from './refusals.ts';

export type Fate = 'created' | 'changed' | 'same';

/** What a row changes, as people read it: a field of the catalogue or 'notice' or 'state', what was there, and what the file says. */
export type Noted = { readonly field: string; readonly before: string | null; readonly after: string | null };

/** A row that is taken, with what it changes; new rows have nothing before. */
export type PlannedRow = { readonly number: number; readonly fate: Fate; readonly changes: readonly Noted[] };

export type Tally = Readonly<Record<Fate, number>>;

/** Collects what becomes of each row; a row that is refused for any reason counts as refused and nothing else. */
export class Fates {
  readonly refused: Refused[] = [];
  readonly #rows = new Map<number, Fate>();
  readonly #notes = new Map<number, Noted[]>();
  readonly #names: Readonly<Record<string, string>>;

  constructor(names: Readonly<Record<string, string>>) {
    this.#names = names;
  }

  set(row: number, fate: Fate): void {
    this.#rows.set(row, fate);
  }

  note(row: number, changes: readonly Noted[]): void {
    if (changes.length > 0) this.#notes.set(row, [...(this.#notes.get(row) ?? []), ...changes]);
  }

  /** The rows that are taken, in the file's order. */
  rows(): PlannedRow[] {
    return [...this.#rows]
      .map(([number, fate]) => ({ number, fate, changes: fate === 'same' ? [] : (this.#notes.get(number) ?? []) }))
      .sort((one, other) => one.number - other.number);
  }

  /** Takes the column by its id; tells it by its name in the file. */
  refuse(row: number, column: string | null, code: RefusalCode): void {
    this.refused.push(refuse(code, row, column === null ? null : (this.#names[column] ?? column)));
  }

  tally(): Tally {
    const counts = { created: 0, changed: 0, same: 0 };
    for (const fate of this.#rows.values()) counts[fate]++;
    return counts;
  }
}

/** Groups rows by a key, in the order in which each key first stands. */
export function groupRows<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** Names are compared as people read them, case aside. Takes a tidied name (one Unicode form, single spaces). */
export const foldName = (name: string): string => name.toLowerCase();
