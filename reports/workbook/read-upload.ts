/** Reads the first sheet of an uploaded workbook into rows of text, for imports. Text stays text; nothing is guessed. */
import type ExcelJS from 'exceljs';
import { columnLetter } from './shell.ts';
import { RefusedUpload, UPLOAD_LIMITS, guardUpload, type UploadLimits, type UploadRefusal } from './upload-guard.ts';

export type UploadedRow = Readonly<{
  /** As Excel counts it, from 1. */
  number: number;
  /** Trailing empty cells are left out. */
  cells: string[];
}>;

export type Upload =
  { ok: true; sheet: string; rows: UploadedRow[] } | { ok: false; reason: UploadRefusal; detail: string };

/**
 * Numbers come as their shortest decimal text, date cells as 'YYYY-MM-DD' whatever the time zone or date system, hyperlinks
 * and rich text as what is shown, empty rows not at all. Anything but a plain .xlsx with visible sheets and values is
 * refused (bad-D1 to bad-D5). Call it in a worker with a memory cap when the file is a stranger's.
 */
export async function readUpload(bytes: Uint8Array, limits: UploadLimits = UPLOAD_LIMITS): Promise<Upload> {
  try {
    await guardUpload(bytes, limits);
    return { ok: true, ...readFirstSheet(await parse(bytes), limits) };
  } catch (error) {
    if (error instanceof RefusedUpload) return { ok: false, reason: error.reason, detail: error.message };
    throw error;
  }
}

async function parse(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  try {
    await workbook.xlsx.load(bytes.slice().buffer);
    return workbook;
  } catch {
    throw new RefusedUpload('not-a-plain-xlsx', 'its parts are not those of a workbook');
  }
}

function readFirstSheet(workbook: ExcelJS.Workbook, limits: UploadLimits): { sheet: string; rows: UploadedRow[] } {
  const sheets = workbook.worksheets.toSorted((a, b) => orderOf(a) - orderOf(b));
  const hidden = sheets.find(({ state }) => state !== 'visible');
  if (hidden) throw new RefusedUpload('hidden-sheet', 'a hidden sheet: show it or delete it');
  const sheet = sheets[0];
  if (!sheet) throw new RefusedUpload('no-sheet', 'no sheet');
  if (sheet.rowCount > limits.mostRows) throw new RefusedUpload('too-many-rows', `more than ${limits.mostRows} rows`);
  if (sheet.columnCount > limits.mostColumns)
    throw new RefusedUpload('too-many-columns', `more than ${limits.mostColumns} columns`);
  const rows: UploadedRow[] = [];
  sheet.eachRow((row, number) => {
    const cells: string[] = [];
    row.eachCell((cell, column) => {
      const text = textOf(cell.value, `${columnLetter(column - 1)}${number}`);
      while (cells.length < column - 1) cells.push('');
      cells.push(text);
    });
    while (cells.at(-1) === '') cells.pop();
    if (cells.length > 0) rows.push({ number, cells });
  });
  return { sheet: sheet.name, rows };
}

/** Where the sheet's tab stands; exceljs keeps it beside its typed properties. */
const orderOf = (sheet: ExcelJS.Worksheet): number => {
  const order: unknown = Reflect.get(sheet, 'orderNo');
  return typeof order === 'number' ? order : sheet.id;
};

function textOf(value: ExcelJS.CellValue, address: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return decimalOf(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return dayOf(value, address);
  if ('formula' in value || 'sharedFormula' in value)
    throw new RefusedUpload('formula', `${address} is a formula: paste its value`);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('hyperlink' in value) return linkText(value.text);
  return value.error;
}

/** A link's text may itself be rich, whatever its type says. */
const linkText = (text: unknown): string => {
  if (typeof text === 'string') return text;
  const parts: unknown = typeof text === 'object' && text !== null ? Reflect.get(text, 'richText') : [];
  const textIn = (part: unknown): unknown =>
    typeof part === 'object' && part !== null ? Reflect.get(part, 'text') : '';
  return Array.isArray(parts) ? parts.map((part) => String(textIn(part))).join('') : '';
};

/** The shortest decimal text: 1E+21 is written out, as nobody types an exponent into an id. */
const decimalOf = (value: number): string =>
  Number.isInteger(value)
    ? BigInt(value).toString()
    : String(value).includes('e')
      ? value.toFixed(20).replace(/0+$/, '')
      : String(value);

/** The reader computes dates in UTC, so the day is the cell's own in any time zone. */
function dayOf(date: Date, address: string): string {
  if (Number.isNaN(date.getTime())) throw new RefusedUpload('not-a-plain-xlsx', `${address} holds no date that exists`);
  return date.toISOString().slice(0, 10);
}
