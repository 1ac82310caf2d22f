// Takes a file to rows that are understood one by one, with the refused ones told apart. Knows nothing of the register.
import type { Result } from '#app/platform/result.ts';
import { ok, refused } from '#app/platform/result.ts';
import type { Encoding } from './decode-text.ts';
import {
  COLUMNS,
  makeHeaderTest,
  matchColumns,
  type ColumnOf,
  type ImportKind,
  type Matched,
} from './match-columns.ts';
import { readTable, type TableRow } from './read-table.ts';
import { isRefusalCode, refuse, type Refused } from './refusals.ts';
import { ROW_SCHEMAS, type Rows } from './row-schemas.ts';

export type ParseOrder<Kind extends ImportKind> = {
  readonly kind: Kind;
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly encoding?: Encoding;
};

export type Parsed<Kind extends ImportKind> = {
  readonly kind: Kind;
  /** Rows in the file, the refused ones included, the header not. */
  readonly read: number;
  readonly rows: readonly Rows[Kind][];
  readonly refused: readonly Refused[];
  /** The columns' names in this file, for refusals that come later. */
  readonly names: Readonly<Record<ColumnOf<Kind>, string>>;
};

/** One of the three, told apart by `kind`. */
export type AnyParsed = { [Kind in ImportKind]: Parsed<Kind> }[ImportKind];

type Reader<Kind extends ImportKind> = (row: TableRow) => Result<Rows[Kind], Refused[]>;

function makeReader<Kind extends ImportKind>(
  kind: Kind,
  matched: Matched<ColumnOf<Kind>>,
  width: number,
): Reader<Kind> {
  const columns: readonly ColumnOf<Kind>[] = COLUMNS[kind];
  const schema = ROW_SCHEMAS[kind];
  const isHeaderAgain = makeHeaderTest(kind, matched);
  const nameOf = (path: PropertyKey | undefined) => columns.find((column) => column === path);
  return (row) => {
    if (isHeaderAgain(row)) return refused([refuse('header-again', row.number)]);
    if (row.cells.slice(width).some((cell) => cell.trim() !== ''))
      return refused([refuse('too-many-cells', row.number)]);
    const cells: Record<string, string | number> = { number: row.number };
    for (const column of columns) cells[column] = row.cells[matched[column].index] ?? '';
    const read = schema.safeParse(cells);
    if (read.success) return ok(read.data);
    // One reason a cell: the first.
    const faults = new Map<string | null, Refused>();
    for (const { path, message } of read.error.issues) {
      const column = nameOf(path[0]);
      const name = column === undefined ? null : matched[column].name;
      if (!faults.has(name))
        faults.set(name, refuse(isRefusalCode(message) ? message : 'value-not-text', row.number, name));
    }
    return refused([...faults.values()]);
  };
}

/** Reads, matches and understands. Refuses the whole file when it can't be read, or its columns are not those of the kind. */
export async function parseFile<Kind extends ImportKind>({
  kind,
  bytes,
  fileName,
  encoding,
}: ParseOrder<Kind>): Promise<Result<Parsed<Kind>, Refused[]>> {
  const table = await readTable(bytes, fileName, encoding);
  if (!table.ok) return refused([table.reason]);
  const [header, ...body] = table.value;
  const matched = matchColumns(kind, header);
  if (!matched.ok) return matched;
  const read = makeReader(kind, matched.value, header.cells.length);
  const rows: Rows[Kind][] = [];
  const faults: Refused[] = [];
  for (const row of body) {
    const result = read(row);
    if (result.ok) rows.push(result.value);
    else faults.push(...result.reason);
  }
  const names = Object.fromEntries(
    Object.entries<{ name: string }>(matched.value).map(([column, { name }]) => [column, name]),
  );
  return ok({ kind, read: body.length, rows, refused: faults, names: names as Record<ColumnOf<Kind>, string> });
}

/** `parseFile` for whoever knows the kind only when it runs. */
export function parseAny({ kind, ...order }: ParseOrder<ImportKind>): Promise<Result<AnyParsed, Refused[]>> {
  switch (kind) {
    case 'registrations':
      return parseFile({ kind, ...order });
    case 'exams':
      return parseFile({ kind, ...order });
    case 'workshops':
      return parseFile({ kind, ...order });
  }
}
