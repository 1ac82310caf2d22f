// Decides how a table is written for spreadsheets: every cell in quotes, and none that a spreadsheet would take for a formula (bad-E11).

const FORMULA = /^[\s'"]*[=+\-@\t\r\0＝＋－＠]/u;

/** A cell that a spreadsheet would take for a formula is led by an apostrophe. */
export function csvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** What stood in such a cell before, when the file comes back. */
export const unguarded = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;

/** The rows as CSV for people: UTF-8 with BOM, CRLF. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
