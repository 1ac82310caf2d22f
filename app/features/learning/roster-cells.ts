// Decides which cells of a roster can be changed and what each can hold. The browser and the server read what was typed alike.
import { ok, refused, type Result } from '#app/platform/result.ts';
import { plainLine } from '#app/platform/plain-line.ts';

/** 'progress', 'note', or 'meeting-12'. */
export type ColumnId = string;

export const MARKS = ['', 'yes', 'no'] as const;
export const NOTE_LENGTH = 1_000;
/** As many cells as one request may carry: ten columns of 500 rows. A grid sends what is more in several. */
export const MOST_CELLS = 5_000;

export const meetingColumn = (meetingId: number): ColumnId => `meeting-${meetingId}`;

/** The meeting that a column is about, or null. */
export function meetingOf(column: ColumnId): number | null {
  const [, id] = /^meeting-([1-9]\d{0,8})$/.exec(column) ?? [];
  return id === undefined ? null : Number(id);
}

const YES = new Set(['yes', 'y', 'x', '1', 'true', '✓', '✔', 'ja', 'j', 'oui', 'o', 'tak', 't', 'sí', 'si', 's']);
const NO = new Set(['no', 'n', '0', 'false', '–', '-', '✗', 'nee', 'nein', 'non', 'nie']);

function readMark(typed: string): Result<string, string> {
  const word = plainLine(typed).toLowerCase();
  if (word === '') return ok('');
  if (YES.has(word)) return ok('yes');
  return NO.has(word) ? ok('no') : refused('Write yes, no, or nothing.');
}

/** '45', '45 %' and '45%' of a spreadsheet's column are 45. */
function readPercent(typed: string): Result<string, string> {
  const [, digits] = /^\s*(\d{1,9})\s*%?\s*$/.exec(typed) ?? [];
  if (digits === undefined) return refused('Progress is a whole number from 0 to 100.');
  return Number(digits) > 100 ? refused('Progress goes from 0 to 100.') : ok(String(Number(digits)));
}

function readNote(typed: string): Result<string, string> {
  const note = plainLine(typed);
  return note.length > NOTE_LENGTH ? refused(`A note has at most ${NOTE_LENGTH} characters.`) : ok(note);
}

/** What a cell of this column will hold when this is typed into it, or why it can't. */
export function readCell(column: ColumnId, typed: string): Result<string, string> {
  if (column === 'progress') return readPercent(typed);
  return column === 'note' ? readNote(typed) : readMark(typed);
}

/** A cell as somebody changed it: what it held when they did, and what it is to hold. */
export type CellChange = {
  readonly row: number;
  readonly column: ColumnId;
  readonly was: string;
  readonly value: string;
};

/** What came of it. Where somebody else changed it meanwhile nothing is overwritten: their value, and who they are. */
export type CellAnswer = { readonly row: number; readonly column: ColumnId } & (
  | { readonly did: 'saved'; readonly value: string }
  | { readonly did: 'refused'; readonly words: string }
  | { readonly did: 'conflict'; readonly theirs: string; readonly by: string }
);
