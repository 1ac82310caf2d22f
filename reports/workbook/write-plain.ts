/** Writes a workbook that somebody reads about themselves: text in cells and nothing that a program would compute or follow (bad-I11). */
import ExcelJS from 'exceljs';
import { MADE_AT } from './shell.ts';

export type PlainSheet = Readonly<{
  name: string;
  headers: readonly string[];
  rows: readonly (readonly string[])[];
}>;

/** What Excel lets a sheet be called, and a cell hold. */
const MOST = { name: 31, cell: 32_767, width: 60 } as const;
const LEAST_WIDTH = 12;
const ROOM = 3;

const FORBIDDEN_IN_NAMES = /[\\/*?:[\]]/g;
/** Characters that XML can't carry; exceljs would write some of them all the same. */
const UNSPEAKABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\p{Surrogate}]/gu;

const cellOf = (text: string): string => text.replace(UNSPEAKABLE, '\ufffd').slice(0, MOST.cell);

function nameAmong(taken: Set<string>, wanted: string): string {
  const name = wanted.replace(FORBIDDEN_IN_NAMES, ' ').slice(0, MOST.name);
  for (let count = 1; ; count++) {
    const tried = count === 1 ? name : `${name.slice(0, MOST.name - 4)} ${count}`;
    if (taken.has(tried.toLowerCase())) continue;
    taken.add(tried.toLowerCase());
    return tried;
  }
}

function widthOf(sheet: PlainSheet, index: number): number {
  const longest = Math.max(...[sheet.headers, ...sheet.rows].map((row) => row[index]?.length ?? 0));
  return Math.min(Math.max(longest + ROOM, LEAST_WIDTH), MOST.width);
}

/** A sheet per table, each with a bold header that stays in sight. Every cell is text, whatever it begins with. */
export async function writePlainWorkbook(
  sheets: readonly PlainSheet[],
  maker: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = maker;
  workbook.lastModifiedBy = maker;
  workbook.created = new Date(MADE_AT);
  workbook.modified = new Date(MADE_AT);
  const taken = new Set<string>();
  for (const plain of sheets) {
    const sheet = workbook.addWorksheet(nameAmong(taken, plain.name), { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.addRow(plain.headers.map(cellOf)).font = { bold: true };
    for (const row of plain.rows) sheet.addRow(row.map(cellOf));
    plain.headers.forEach((_, index) => {
      const column = sheet.getColumn(index + 1);
      column.width = widthOf(plain, index);
      column.numFmt = '@';
      column.alignment = { vertical: 'top', wrapText: true };
    });
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
