// Every reason for which an import refuses a file or a row, in words that quote nothing of what stood in the cell.

export const REFUSALS = {
  // the file
  'file-too-large': 'the file is too large',
  'file-not-readable': 'the file is not a table that can be read',
  'not-utf-8':
    'this line is not UTF-8; if the file comes from an older Windows program, read it as Windows-1252 (--encoding windows-1252)',
  'not-text': 'the file holds characters that no text has; save it as CSV UTF-8 or as .xlsx',
  'quotes-broken': 'a quoted cell does not end where it should',
  'too-many-rows': 'the file has more rows than can be imported at once',
  'took-too-long': 'reading the file took too long',
  stopped: 'reading the file was stopped',
  empty: 'the file has no rows',
  'column-missing': 'this column is missing',
  'column-twice': 'this column stands in the file twice',
  'column-unknown': 'this column is not known',
  'notice-unknown': 'there is no privacy notice of this version',
  // a cell
  'header-again': 'this row repeats the header',
  'too-many-cells': 'this row has more cells than the header',
  'value-missing': 'a value is needed',
  'value-too-long': 'the value is too long',
  'value-not-text': 'the value holds characters that no text has',
  'email-invalid': 'this is not an e-mail address',
  'phone-invalid': 'this is not a phone number',
  'mpn-id-invalid': 'this is not a partner ID',
  'country-unknown': 'this country is not known',
  'progress-invalid': 'progress is a whole percent from 0 to 100',
  'exam-id-invalid': 'this is not an exam ID',
  'month-invalid': 'a month is written YYYY-MM, as text',
  'result-invalid': 'a result is passed, failed or empty',
  // a row beside the others
  'rows-contradict': 'two rows of this file contradict each other',
  // a row beside the register
  suppressed: 'on suppression list',
  'company-differs': 'the register has another company name for this partner ID',
  'other-employer': 'this would move the person to another employer',
  'employment-ended': 'the employment of this person at this company has ended',
  'workshop-unknown': 'this workshop is not known',
  'enrolment-cancelled': 'this enrolment was cancelled',
  'exam-unknown': 'this exam is not known',
  'person-unknown': 'this person is not registered',
  'person-not-employed': 'this person has no employment',
  'outcome-differs': 'another result is recorded for this sitting',
  'outcome-ahead': 'a month that has not begun has no result',
  'sitting-closed': 'this sitting was cancelled or not taken',
} as const;

export type RefusalCode = keyof typeof REFUSALS;

export const isRefusalCode = (text: string): text is RefusalCode => Object.hasOwn(REFUSALS, text);

export type Refused = {
  /** As a spreadsheet counts, the header being row 1; null when it is about the whole file. */
  readonly row: number | null;
  /** The column by its name in the file, if the reason lies in one. */
  readonly column: string | null;
  readonly reason: string;
  readonly code: RefusalCode;
};

/** Gives a refusal in words. `detail` is ours (a limit, a version), never a value of a cell. */
export function refuse(
  code: RefusalCode,
  row: number | null = null,
  column: string | null = null,
  detail?: string,
): Refused {
  return { row, column, reason: detail === undefined ? REFUSALS[code] : `${REFUSALS[code]} (${detail})`, code };
}
