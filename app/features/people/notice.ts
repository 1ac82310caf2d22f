// What can be told about a person at most, in the words of the notice: derived from the one list of fields.
import { DATASETS, SHEETS, fieldOf } from '#reports/catalogue.ts';

export type ReportedFields = { sheet: string; fields: string[]; note: string };

/** The widest that an employer or Microsoft can be given (F1–F3), per sheet. */
export function listReportedFields(): ReportedFields[] {
  return [
    {
      sheet: SHEETS.registration.name,
      fields: DATASETS.F1.fields.map((id) => fieldOf(id).headers.en),
      note: 'One row per person and workshop.',
    },
    {
      sheet: SHEETS.exams.name,
      fields: DATASETS.F3.fields.map((id) => fieldOf(id).headers.en),
      note: 'No name, no e-mail, no partner ID: a row does not say whose exam it was.',
    },
  ];
}
