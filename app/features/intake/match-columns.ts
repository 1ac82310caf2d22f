// Decides which column of a file is which: by name, in any order and case, in the six languages. Nothing is guessed by position, and a column
// that is missing, doubled or unknown refuses the file by name (bad-D7).
import { nameOfField } from '#app/features/language/field-names.ts';
import { named } from '#app/features/language/academy.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { FIELDS, type FieldId } from '#reports/catalogue.ts';
import type { TableRow } from './read-table.ts';
import { refuse, type Refused } from './refusals.ts';

export const KINDS = ['registrations', 'exams', 'workshops'] as const;
export type ImportKind = (typeof KINDS)[number];

/** What a file of each kind holds: every column, and no other. */
export const COLUMNS = {
  registrations: [
    'first_name',
    'last_name',
    'email',
    'phone',
    'country',
    'company',
    'mpn_id',
    'job_role',
    'workshop_name',
    'progress',
  ],
  exams: ['email', 'exam_id', 'exam_month', 'result'],
  workshops: ['workshop_name', 'exam_id'],
} as const satisfies Record<ImportKind, readonly FieldId[]>;

export type ColumnOf<Kind extends ImportKind> = (typeof COLUMNS)[Kind][number];

/** What training centres write beside the headers of our own workbooks. */
const OTHER_NAMES: Partial<Record<FieldId, readonly string[]>> = {
  first_name: ['given name', 'forename', 'roepnaam', 'rufname', 'nombre de pila', 'imiona'],
  last_name: ['surname', 'family name', 'familienaam', 'familienname', 'nom de famille', 'apellido'],
  email: [
    'e-mail address',
    'mail',
    'e-mailadres',
    'e-mail-adresse',
    'adresse e-mail',
    'courriel',
    'adres e-mail',
    'correo',
  ],
  phone: [
    'phone number',
    'telephone',
    'mobile',
    'telefoonnummer',
    'mobiel',
    'telefonnummer',
    'numéro de téléphone',
    'numer telefonu',
  ],
  company: [
    'company name',
    'organisation',
    'organization',
    'employer',
    'bedrijfsnaam',
    'werkgever',
    'firma',
    'firmenname',
    'société',
    'nazwa firmy',
  ],
  mpn_id: ['MPN ID', 'MPN', 'partner ID', 'MPN-ID', 'ID MPN'],
  job_role: ['role', 'job title', 'functietitel', 'rol', 'rolle', 'position', 'poste', 'rola', 'cargo', 'función'],
  workshop_name: ['workshop', 'course', 'atelier', 'warsztat', 'taller', 'workshopnaam', 'workshopname'],
  progress: [
    'progress',
    'progress %',
    'study progress',
    'voortgang',
    'studievoortgang',
    'fortschritt',
    'lernfortschritt',
    'postęp',
    'progression',
  ],
  exam_id: ['exam', 'exam code', 'examen', 'examencode', 'prüfung', 'prüfungscode', 'egzamin'],
  exam_month: ['month', 'maand', 'monat', 'mois', 'miesiąc', 'mes'],
  result: ['outcome', 'resultaat', 'resultat'],
};

/** Letters and digits only, so that "E-mail", "e mail" and "EMAIL" are one name. */
const fold = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

const namesOf = (id: FieldId): string[] =>
  [id, ...Object.values(FIELDS[id].headers), ...(OTHER_NAMES[id] ?? [])].flatMap((name) => [
    fold(name),
    fold(named(name)),
  ]);

/** Where each column of a kind stands in the rows, and its name in this file. */
export type Matched<Column extends string> = Readonly<
  Record<Column, { readonly index: number; readonly name: string }>
>;

function finderOf<Column extends FieldId>(columns: readonly Column[]): (name: string) => Column | undefined {
  const known = new Map(columns.flatMap((column) => namesOf(column).map((name) => [name, column] as const)));
  return (name) => known.get(fold(name));
}

/** What the file of refused rows has beside the rows themselves; mended and dropped again, it is read without them. */
export const REFUSAL_COLUMNS = ['Row in the file', 'Refused because'] as const;
const isOurs = (name: string) => REFUSAL_COLUMNS.some((own) => own === name);

/** Our column → the file's, by name: what somebody chose where names alone don't tell. */
export type ChosenColumns = Readonly<Record<string, string>>;

/** Names the column of ours that a name in this header stands for. */
function headerFinder<Kind extends ImportKind>(
  kind: Kind,
  header: TableRow,
  chosen: ChosenColumns,
): (name: string) => ColumnOf<Kind> | undefined {
  const columns: readonly ColumnOf<Kind>[] = COLUMNS[kind];
  const names = header.cells.map((cell) => cell.normalize('NFC').trim());
  // What was chosen and is not there (any more) is found by its name.
  const picked = new Map(
    columns.filter((column) => names.includes(chosen[column] ?? '')).map((column) => [column, chosen[column]]),
  );
  const byChoice = new Map([...picked].map(([column, name]) => [name, column]));
  const byName = finderOf(columns);
  return (name) => {
    const named = byName(name);
    return byChoice.get(name) ?? (named !== undefined && picked.has(named) ? undefined : named);
  };
}

/** Our column → the file's, as far as a header tells. */
export function findColumns(kind: ImportKind, header: TableRow, chosen: ChosenColumns = {}): Record<string, string> {
  const find = headerFinder(kind, header, chosen);
  const found = new Map<string, string>();
  for (const cell of header.cells) {
    const name = cell.normalize('NFC').trim();
    const column = find(name);
    if (column !== undefined && !found.has(column)) found.set(column, name);
  }
  return Object.fromEntries(found);
}

/** Finds every column of the kind in a header. Refuses with each column that is unknown, doubled or missing. */
export function matchColumns<Kind extends ImportKind>(
  kind: Kind,
  header: TableRow,
  chosen: ChosenColumns = {},
): Result<Matched<ColumnOf<Kind>>, Refused[]> {
  const columns: readonly ColumnOf<Kind>[] = COLUMNS[kind];
  const find = headerFinder(kind, header, chosen);
  const faults: Refused[] = [];
  const found = new Map<ColumnOf<Kind>, { index: number; name: string }>();
  for (const [index, cell] of header.cells.entries()) {
    const name = cell.normalize('NFC').trim();
    const column = find(name);
    if (name === '' || isOurs(name)) continue;
    if (column === undefined) faults.push(refuse('column-unknown', header.number, name));
    else if (found.has(column)) faults.push(refuse('column-twice', header.number, name));
    else found.set(column, { index, name });
  }
  for (const column of columns) {
    if (!found.has(column)) faults.push(refuse('column-missing', header.number, nameOfField(column, 'en')));
  }
  if (faults.length > 0) return refused(faults);
  return ok(Object.fromEntries(found) as Matched<ColumnOf<Kind>>);
}

/** Gives a test that is true for a row which says again what its columns are called. */
export function makeHeaderTest<Kind extends ImportKind>(
  kind: Kind,
  matched: Matched<ColumnOf<Kind>>,
): (row: TableRow) => boolean {
  const columns: readonly ColumnOf<Kind>[] = COLUMNS[kind];
  const find = finderOf(columns);
  return (row) => columns.every((column) => find(row.cells[matched[column].index] ?? '') === column);
}
