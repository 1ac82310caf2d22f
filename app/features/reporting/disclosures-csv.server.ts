// Writes what a search of disclosures found as CSV, part by part, so that a long list is never held as a whole; that it was taken is recorded first.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { nameOfAny } from '#app/features/language/field-names.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { csvCell } from '#app/platform/csv-text.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { DisclosureFilter } from './disclosure-filter.ts';
import { findFile } from './file-people.server.ts';
import { searchFiles, searchRows, type DisclosedFile, type DisclosedRow } from './search-disclosures.server.ts';

const AT_ONCE = 2_000;

const line = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;
const BOM = '\uFEFF';

const HEADERS = [
  'Left at',
  'Published at',
  'First downloaded by',
  'Recipient',
  'Period',
  'Channel',
  'Agreement version',
  'Run',
  'Build',
  'File (SHA-256)',
];
const cellsOf = (left: DisclosedFile | DisclosedRow): string[] => [
  left.disclosedAt.toISOString(),
  left.publishedAt?.toISOString() ?? '',
  left.firstBy ?? '',
  left.recipient,
  left.period,
  left.channel,
  String(left.version),
  String(left.runId),
  String(left.buildNumber),
  left.sha256,
];
const namesOf = (fields: readonly string[]): string => fields.map((field) => nameOfAny(field, 'en')).join(', ');

const sheetsOf = ({ sheets }: DisclosedFile): string =>
  sheets.map(({ id, rows, fields }) => `${id}: ${rows} rows (${namesOf(fields)})`).join('; ');

const recorded = (actor: StaffActor, details: Readonly<Record<string, string | number | null>>): Promise<void> =>
  inRoleSql('psa_portal', actorSettings(actor), (client) =>
    appendEvent(client, { event: 'disclosures.exported', details }),
  );

async function* fileLines(actor: StaffActor, filter: DisclosureFilter): AsyncGenerator<string> {
  yield BOM + line([...HEADERS, 'Sheets']);
  for (let after = filter.after; ;) {
    const { files, next } = await searchFiles(actor, { ...filter, after }, AT_ONCE);
    yield files.map((file) => line([...cellsOf(file), sheetsOf(file)])).join('');
    if (next === null) return;
    after = next.split('.');
  }
}

async function* rowLines(actor: StaffActor, filter: DisclosureFilter & { person: number }): AsyncGenerator<string> {
  yield BOM + line([...HEADERS, 'Sheet', 'Row', 'Fields']);
  for (let after = filter.after; ;) {
    const found = await searchRows(actor, { ...filter, after }, AT_ONCE);
    if (found === null) return;
    // A spreadsheet counts the headers as row 1.
    yield found.rows
      .map((row) => line([...cellsOf(row), row.sheet, String(row.sheetRow + 1), namesOf(row.fields)]))
      .join('');
    if (found.next === null) return;
    after = found.next.split('.');
  }
}

/** What a search finds, from its beginning. */
export async function writeDisclosures(actor: StaffActor, given: DisclosureFilter): Promise<AsyncGenerator<string>> {
  const filter = { ...given, after: null };
  await recorded(actor, { about: filter.person === null ? 'files' : 'person', person: filter.person });
  return filter.person === null ? fileLines(actor, filter) : rowLines(actor, { ...filter, person: filter.person });
}

async function* peopleLines(actor: StaffActor, buildId: number, sheets: readonly string[]): AsyncGenerator<string> {
  yield BOM + line(['Sheet', 'Row', 'Number', 'Name', 'E-mail']);
  for (const sheet of sheets)
    for (let after: number | null = 0; after !== null;) {
      const page: Awaited<ReturnType<typeof findFile>> = await findFile(actor, buildId, sheet, after, AT_ONCE);
      yield (page?.rows ?? [])
        .map(({ sheetRow, personId, name, email }) =>
          line([sheet, String(sheetRow + 1), String(personId ?? 'erased'), name ?? '', email ?? '']),
        )
        .join('');
      after = page?.next ?? null;
    }
}

/** Whose rows stand in a file, sheet by sheet; null where there is no such build. */
export async function writeFilePeople(actor: StaffActor, buildId: number): Promise<AsyncGenerator<string> | null> {
  const found = await findFile(actor, buildId, null, 0, 0);
  if (found === null) return null;
  await recorded(actor, { about: 'file', build: buildId });
  const sheets = found.file.sheets.map(({ id }) => id).filter((id) => ['registration', 'leads', 'exams'].includes(id));
  return peopleLines(actor, buildId, sheets);
}
