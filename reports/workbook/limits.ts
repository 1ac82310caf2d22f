/** Decides how much fits in a workbook: Excel's own limits, found before anything is written where they can be. */
import { SHEETS, type SheetId } from '../catalogue.ts';

/** Rows of data on a sheet: Excel's 1,048,576 less the header. */
export const MOST_DATA_ROWS = 1_048_575;
/** UTF-16 code units in a cell. */
export const LONGEST_TEXT = 32_767;

/** The first sheet that more rows are due for than fit, with the way out; null when all fit (bad-E13). */
export function findSheetTooLong(rows: Partial<Record<SheetId, number>>): { sheet: SheetId; advice: string } | null {
  for (const [id, { name }] of Object.entries(SHEETS)) {
    const sheet = id as SheetId;
    const count = rows[sheet] ?? 0;
    if (count > MOST_DATA_ROWS) {
      const advice = `'${name}' would have ${count} rows and Excel takes ${MOST_DATA_ROWS}: narrow the agreement, or split it by country`;
      return { sheet, advice };
    }
  }
  return null;
}
