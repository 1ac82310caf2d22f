// Takes a file to rows that are understood one by one, with the refused ones told apart. Knows nothing of the register.
import { unguarded } from '#app/platform/csv-text.ts';
import type { Result } from '#app/platform/result.ts';
import { ok, refused } from '#app/platform/result.ts';
import {
  COLUMNS,
  makeHeaderTest,
  findColumns,
  matchColumns,
  REFUSAL_COLUMNS,
  type ChosenColumns,
  type ColumnOf,
  type ImportKind,
  type Matched,
} from './match-columns.ts';
import { readTable, type ReadAs, type TableForm, type TableRow } from './read-table.ts';
import { isRefusalCode, refuse, type Refused } from './refusals.ts';
import { ROW_SCHEMAS, type Rows } from './row-schemas.ts';

export type ParseOrder<Kind extends ImportKind> = ReadAs & {
  readonly kind: Kind;
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** Where names alone don't tell which column is which. */
  readonly columns?: ChosenColumns | undefined;
};

export type Parsed<Kind extends ImportKind> = {
  readonly kind: Kind;
  /** Rows in the file, the refused ones included, the header not. */
  readonly read: number;
  readonly rows: readonly Rows[Kind][];
  readonly refused: readonly Refused[];
  /** The refused rows as they stand in the file, so that they can be mended. */
  readonly unread: readonly UnreadRow[];
  /** The columns' names in this file, for refusals that come later. */
  readonly names: Readonly<Record<ColumnOf<Kind>, string>>;
};

/** Its cells in our order of columns, and then whatever stood in it beyond the header. */
export type UnreadRow = { readonly number: number; readonly cells: readonly string[] };

/** One of the three, told apart by `kind`. */
export type AnyParsed = { [Kind in ImportKind]: Parsed<Kind> }[ImportKind];

/** How the file was read, and which columns it names; null where it could not be read as a table. */
export type FileForm = TableForm & {
  readonly header: readonly string[];
  /** Our column → the file's, as far as they were found. */
  readonly found: Readonly<Record<string, string>>;
};
export type Examined<P = AnyParsed> = { readonly form: FileForm | null; readonly parsed: Result<P, Refused[]> };

/** Told how far reading has come, from 0 to 100. */
export type OnProgress = (percent: number) => void;

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

const ROWS_PER_TICK = 1_000;
/** Taking the file apart is about a third of the work. */
const TABLE_PERCENT = 30;

/** Ours is a file of refused rows: what was led by an apostrophe there is itself again. */
function asItWas(header: TableRow, row: TableRow): TableRow {
  return header.cells.some((cell) => cell === REFUSAL_COLUMNS[1]) ? { ...row, cells: row.cells.map(unguarded) } : row;
}

/** Reads, matches and understands; tells also how the file was read, whatever came of it. */
export async function examineFile<Kind extends ImportKind>(
  { kind, bytes, fileName, encoding, delimiter, columns }: ParseOrder<Kind>,
  onProgress: OnProgress = () => undefined,
): Promise<Examined<Parsed<Kind>>> {
  const found = await readTable(bytes, fileName, { encoding, delimiter });
  if (!found.ok) return { form: null, parsed: refused([found.reason]) };
  onProgress(TABLE_PERCENT);
  const [header, ...body] = found.value.table;
  const names = findColumns(kind, header, columns);
  const form = { ...found.value.form, header: header.cells.map((cell) => cell.normalize('NFC').trim()), found: names };
  const matched = matchColumns(kind, header, columns);
  if (!matched.ok) return { form, parsed: matched };
  const width = header.cells.length;
  const read = makeReader(kind, matched.value, width);
  const places = COLUMNS[kind].map((column: ColumnOf<Kind>) => matched.value[column].index);
  const rows: Rows[Kind][] = [];
  const faults: Refused[] = [];
  const unread: UnreadRow[] = [];
  for (const [index, given] of body.entries()) {
    const row = asItWas(header, given);
    const result = read(row);
    if (index % ROWS_PER_TICK === 0)
      onProgress(TABLE_PERCENT + Math.floor(((100 - TABLE_PERCENT) * index) / body.length));
    if (result.ok) rows.push(result.value);
    else {
      faults.push(...result.reason);
      unread.push({
        number: row.number,
        cells: [...places.map((place) => row.cells[place] ?? ''), ...row.cells.slice(width)],
      });
    }
  }
  // Every one was found.
  return {
    form,
    parsed: ok({
      kind,
      read: body.length,
      rows,
      refused: faults,
      unread,
      names: names as Record<ColumnOf<Kind>, string>,
    }),
  };
}

/** As `examineFile`, and gives the rows alone. Refuses the whole file when it can't be read, or its columns are not those of the kind. */
export const parseFile = async <Kind extends ImportKind>(
  order: ParseOrder<Kind>,
): Promise<Result<Parsed<Kind>, Refused[]>> => (await examineFile(order)).parsed;

/** `examineFile` for whoever knows the kind only when it runs. */
export function examineAny({ kind, ...order }: ParseOrder<ImportKind>, onProgress?: OnProgress): Promise<Examined> {
  switch (kind) {
    case 'registrations':
      return examineFile({ kind, ...order }, onProgress);
    case 'exams':
      return examineFile({ kind, ...order }, onProgress);
    case 'workshops':
      return examineFile({ kind, ...order }, onProgress);
  }
}
