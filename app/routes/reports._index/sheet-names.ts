import { SHEET_IDS, SHEETS } from '#reports/catalogue.ts';

/** The sheet as it is named in the workbook. */
export const nameOfSheet = (id: string): string => {
  const known = SHEET_IDS.find((sheet) => sheet === id);
  return known === undefined ? id : SHEETS[known].name;
};
