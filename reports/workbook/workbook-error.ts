/** Why a workbook can't be written; names the sheet and the row, never a value. */
export type WorkbookFault = 'too-many-rows' | 'text-too-long' | 'not-a-value' | 'not-in-order' | 'too-large';

export class WorkbookError extends Error {
  readonly fault: WorkbookFault;
  readonly sheet: string;
  /** The row as Excel counts it: the header is row 1. */
  readonly row: number | null;

  constructor(fault: WorkbookFault, sheet: string, row: number | null, detail: string) {
    super(row === null ? `Sheet '${sheet}': ${detail}` : `Sheet '${sheet}', row ${row}: ${detail}`);
    this.name = 'WorkbookError';
    this.fault = fault;
    this.sheet = sheet;
    this.row = row;
  }
}
