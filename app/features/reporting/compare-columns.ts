// Says in words how the columns of a file differ from those of an earlier one. Whether they may is the database's rule (`psa_columns_blocked`).
import { fieldOf, isFieldId, SHEET_IDS, SHEETS, type SheetId } from '#reports/catalogue.ts';
import type { BuiltSheet } from './built-sheets.ts';

const nameOf = (field: string): string => (isFieldId(field) ? fieldOf(field).headers.en : field);
const named = (fields: readonly string[]): string => fields.map(nameOf).join(', ');

function compareSheet(id: SheetId, now: BuiltSheet | undefined, before: BuiltSheet | undefined): string[] {
  const { name } = SHEETS[id];
  if (now === undefined && before === undefined) return [];
  if (before === undefined) return [`${name}: the sheet is new`];
  if (now === undefined) return [`${name}: the sheet is not there any more`];
  const added = now.fields.filter((field) => !before.fields.includes(field));
  const gone = before.fields.filter((field) => !now.fields.includes(field));
  const kept = now.fields.filter((field) => before.fields.includes(field));
  const isMoved = kept.join() !== before.fields.filter((field) => now.fields.includes(field)).join();
  return [
    ...(added.length > 0 ? [`${name}: adds ${named(added)}`] : []),
    ...(gone.length > 0 ? [`${name}: drops ${named(gone)}`] : []),
    ...(isMoved ? [`${name}: the columns stand in another order`] : []),
    ...(now.dataset === before.dataset ? [] : [`${name}: holds ${now.dataset} instead of ${before.dataset}`]),
  ];
}

/** A line for each thing that is otherwise; none where the columns are the same. */
export function compareColumns(now: readonly BuiltSheet[], before: readonly BuiltSheet[]): string[] {
  const sheetOf = (sheets: readonly BuiltSheet[], id: SheetId): BuiltSheet | undefined =>
    sheets.find((sheet) => sheet.id === id);
  return SHEET_IDS.flatMap((id) => compareSheet(id, sheetOf(now, id), sheetOf(before, id)));
}
