// What can be told about a person at most, in the words of the notice: derived from the one list of fields.
import { nameOfField } from '#app/features/language/field-names.ts';
import { DATASETS, FIELDS, isFieldId, type FieldId, type Language } from '#reports/catalogue.ts';
import type { NoticeScope } from './publish-notice.server.ts';

export type ReportedFields = { sheet: 'list' | 'exams'; fields: string[] };

/** The widest that an employer or Microsoft can be given (F1–F3), per sheet, as a language names it. */
export function listReportedFields(language: Language): ReportedFields[] {
  return [
    { sheet: 'list', fields: DATASETS.F1.fields.map((id) => nameOfField(id, language)) },
    { sheet: 'exams', fields: DATASETS.F3.fields.map((id) => nameOfField(id, language)) },
  ];
}

export type SeenField = { readonly id: FieldId; readonly label: string };
/** What one kind of recipient will see of somebody, by sheet. */
export type Seen = {
  readonly recipient: 'employer' | 'microsoft';
  readonly list: SeenField[];
  readonly exams: SeenField[];
};

const IN_ORDER = Object.keys(FIELDS).filter(isFieldId);

/** What a version of the notice tells people that their employer and Microsoft are given, never more than the catalogue admits. */
export function listSeen(scopes: readonly NoticeScope[], language: Language): Seen[] {
  const of = (recipient: string, datasets: readonly ('F1' | 'F2' | 'F3')[]): SeenField[] =>
    IN_ORDER.filter((id) =>
      datasets.some(
        (dataset) =>
          DATASETS[dataset].fields.includes(id) &&
          scopes.some((scope) => scope.recipientKind === recipient && scope.dataset === dataset && scope.field === id),
      ),
    ).map((id) => ({ id, label: nameOfField(id, language) }));
  return (['employer', 'microsoft'] as const).map((recipient) => ({
    recipient,
    list: of(recipient, ['F1']),
    exams: of(recipient, ['F2', 'F3']),
  }));
}
