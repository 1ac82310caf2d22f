// The refused rows of a file as a file of their own: each whole, with why it was refused, to be mended and dropped again. Safe to open.
import { nameOfField } from '#app/features/language/field-names.ts';
import { csvText } from '#app/platform/csv-text.ts';
import { COLUMNS, REFUSAL_COLUMNS, type ColumnOf, type ImportKind } from './match-columns.ts';
import type { UnreadRow } from './parse-file.ts';
import type { Refused } from './refusals.ts';
import type { Rows } from './row-schemas.ts';
import type { PageRow } from './upload.ts';

/** A row that was understood, in cells that mean the same when they are read again. */
export function cellsOf<Kind extends ImportKind>(kind: Kind, row: Rows[Kind]): string[] {
  const values = row as Readonly<Record<string, string | number | null>>;
  return COLUMNS[kind].map((column: ColumnOf<Kind>) => String(values[column] ?? ''));
}

/** Without a number it is about the whole file, and has no cells. */
export type RefusedRow = Omit<UnreadRow, 'number'> & {
  readonly number: number | null;
  readonly reasons: readonly Refused[];
};

export const aboutTheFile = (refused: readonly Refused[]): RefusedRow[] =>
  refused.map((reason) => ({ number: reason.row, cells: [], reasons: [reason] }));

/** Brings each refused row together with its reasons, in the file's order; what is about the whole file is no row. */
export function gatherRefused(
  kind: ImportKind,
  refused: readonly Refused[],
  unread: readonly UnreadRow[],
  understood: readonly Rows[ImportKind][],
): RefusedRow[] {
  const reasons = new Map<number, Refused[]>();
  for (const reason of refused) {
    if (reason.row === null) continue;
    const known = reasons.get(reason.row);
    if (known === undefined) reasons.set(reason.row, [reason]);
    else known.push(reason);
  }
  if (reasons.size === 0) return [];
  const cells = new Map(unread.map((row) => [row.number, row.cells]));
  for (const row of understood) if (reasons.has(row.number)) cells.set(row.number, cellsOf(kind, row));
  return [...reasons]
    .map(([number, found]) => ({ number, cells: cells.get(number) ?? [], reasons: found }))
    .sort((one, other) => one.number - other.number);
}

export const describeReason = ({ column, reason }: Refused): string =>
  column === null ? reason : `${column}: ${reason}`;

type Line = { readonly number: number | null; readonly cells: readonly string[]; readonly reasons: readonly string[] };

function renderLines(kind: ImportKind, rows: readonly Line[]): string {
  const header = [...REFUSAL_COLUMNS, ...COLUMNS[kind].map((column) => nameOfField(column, 'en'))];
  const lines = rows.map(({ number, cells, reasons }) => [String(number ?? ''), reasons.join('; '), ...cells]);
  return csvText([header, ...lines]);
}

export const renderRefusedRows = (kind: ImportKind, rows: readonly RefusedRow[]): string =>
  renderLines(
    kind,
    rows.map((row) => ({ ...row, reasons: row.reasons.map(describeReason) })),
  );

/** The same from the pages of a plan. */
export const renderRefusedPages = (kind: ImportKind, rows: readonly PageRow[]): string => renderLines(kind, rows);
