// Decides what a table is: rows of text cells, from CSV or from the first sheet of an .xlsx. What a value means is decided elsewhere.
import { CsvError, parse } from 'csv-parse/sync';
import { ok, refused, type Result } from '#app/platform/result.ts';
import type { Upload } from '#reports/workbook/read-upload.ts';
import { decodeText, encodingOf, type Encoding } from './decode-text.ts';
import { refuse, type RefusalCode, type Refused } from './refusals.ts';

export type TableRow = {
  /** As a spreadsheet counts, from 1. */
  readonly number: number;
  readonly cells: readonly string[];
};

/** At least one row; the first is the header. Empty rows are left out, and still counted. */
export type Table = readonly [header: TableRow, ...rows: TableRow[]];

/** Defaults of the settings. An .xlsx of 5 MB and a CSV of 20 MB both have room for 50,000 rows. */
export const IMPORT_LIMITS = {
  mostXlsxBytes: 5_000_000,
  mostCsvBytes: 20_000_000,
  /** Without the header. */
  mostRows: 50_000,
  /** For reading the file, in milliseconds. */
  longest: 60_000,
  /** Of the process that reads it, in MB. */
  mostMemory: 768,
} as const;

export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** How a file was read: an .xlsx has neither. */
export type TableForm = { readonly encoding: string | null; readonly delimiter: Delimiter | null };
export type ReadTable = { readonly table: Table; readonly form: TableForm };

/** What somebody chose instead of what the file says of itself. */
export type ReadAs = { readonly encoding?: Encoding | undefined; readonly delimiter?: Delimiter | undefined };
const SPREADSHEET_NAME = /\.(xlsx|xlsm|xlsb|xls|ods)$/i;
/** What a zip and an old or encrypted Office file begin with. */
const SPREADSHEET_STARTS = [
  [0x50, 0x4b],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/** By its name or by how it begins. */
export function isSpreadsheet(bytes: Uint8Array, fileName: string): boolean {
  return (
    SPREADSHEET_NAME.test(fileName) ||
    SPREADSHEET_STARTS.some((start) => start.every((byte, index) => bytes[index] === byte))
  );
}

/** The delimiter that the header uses most, outside quotes. */
function findDelimiter(text: string): Delimiter {
  const header = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.trimStart())?.[0].replaceAll(/"(?:[^"]|"")*"/g, '') ?? '';
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((best, other) => (other.count > best.count ? other : best)).delimiter;
}

function asTable(rows: readonly TableRow[]): Result<Table, Refused> {
  const [header, ...others] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (header === undefined || others.length === 0) return refused(refuse('empty'));
  if (others.length > IMPORT_LIMITS.mostRows) return refused(tooMany());
  return ok([header, ...others]);
}

const tooMany = () => refuse('too-many-rows', null, null, `${IMPORT_LIMITS.mostRows} at most`);

const lineOf = (error: CsvError): number | null => (typeof error['lines'] === 'number' ? error['lines'] : null);

/** Stops early in a file of a million rows: the header, as many as are allowed, the nothing after the last line end, and one more to know by. */
const MOST_RECORDS = IMPORT_LIMITS.mostRows + 3;

/** Without a quote, a CSV is lines of cells and nothing else: three times as fast as a parser that has to expect some. */
export function splitCells(text: string, delimiter: string): string[][] {
  if (text.includes('"'))
    return parse(text, { delimiter, relax_column_count: true, skip_empty_lines: false, to: MOST_RECORDS });
  return text.split(/\r\n|\n|\r/, MOST_RECORDS).map((line) => line.split(delimiter));
}

function readCsv(bytes: Uint8Array, { encoding, delimiter: asked }: ReadAs): Result<ReadTable, Refused> {
  if (bytes.length > IMPORT_LIMITS.mostCsvBytes)
    return refused(refuse('file-too-large', null, null, `${IMPORT_LIMITS.mostCsvBytes} bytes at most`));
  const decoded = decodeText(bytes, encoding);
  if (!decoded.ok) return decoded;
  try {
    const delimiter = asked ?? findDelimiter(decoded.value);
    const records = splitCells(decoded.value, delimiter);
    if (records.length === MOST_RECORDS) return refused(tooMany());
    const table = asTable(records.map((cells, index) => ({ number: index + 1, cells })));
    return table.ok ? ok({ table: table.value, form: { encoding: encodingOf(bytes, encoding), delimiter } }) : table;
  } catch (error) {
    if (error instanceof CsvError) return refused(refuse('quotes-broken', lineOf(error)));
    throw error;
  }
}

type UploadReason = Extract<Upload, { ok: false }>['reason'];

const CODES = {
  'too-large': 'file-too-large',
  'too-many-rows': 'too-many-rows',
} as const satisfies Partial<Record<UploadReason, RefusalCode>>;

const codeOf = (reason: UploadReason): RefusalCode =>
  Object.hasOwn(CODES, reason) ? CODES[reason as keyof typeof CODES] : 'file-not-readable';

async function readXlsx(bytes: Uint8Array): Promise<Result<ReadTable, Refused>> {
  // Loaded at need: it is large, and most files are CSV.
  const { readUpload } = await import('#reports/workbook/read-upload.ts');
  const upload = await readUpload(bytes);
  if (!upload.ok) {
    const what = upload.reason === 'not-a-plain-xlsx' ? 'not a plain .xlsx' : upload.reason.replaceAll('-', ' ');
    return refused(refuse(codeOf(upload.reason), null, null, `${what}: ${upload.detail}`));
  }
  const table = asTable(upload.rows);
  return table.ok ? ok({ table: table.value, form: { encoding: null, delimiter: null } }) : table;
}

/** Reads a file's bytes; its name decides nothing but whether it claims to be a spreadsheet. Refuses with a reason for the whole file or a line. */
export function readTable(
  bytes: Uint8Array,
  fileName: string,
  readAs: ReadAs = {},
): Promise<Result<ReadTable, Refused>> {
  return isSpreadsheet(bytes, fileName) ? readXlsx(bytes) : Promise.resolve(readCsv(bytes, readAs));
}
