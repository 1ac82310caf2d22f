// Gives a person all that is held about them (P4): read under the walls that bind their own pages, with why each column is kept and who gets it;
// and what they gave themselves, to take elsewhere.
import { actorSettings, type PersonActor, type StaffActor, type SystemActor } from '#app/features/access/actor.ts';
import { theAcademy } from '#app/features/language/academy.ts';
import { messagesIn } from '#app/features/language/messages.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { inRoleSql, type PurposeRole } from '#app/platform/db.server.ts';
import type { Language } from '#reports/catalogue.ts';
import { writePlainWorkbook, type PlainSheet } from '#reports/workbook/write-plain.ts';
import { DATA_MAP } from './data-map.ts';
import { EXPORT_SOURCES, exportColumns, exportQuery, type ExportColumn } from './export-plan.ts';
import { readAuditKey } from './notify-recipients.server.ts';
import { findPeriods } from './retention-periods.server.ts';

type Row = Readonly<Record<string, unknown>>;
export type ExportedTable = {
  readonly table: string;
  readonly columns: readonly ExportColumn[];
  readonly rows: readonly Row[];
};
export type PersonExport = {
  readonly format: 'psa-person-export/1';
  readonly madeAt: Date;
  readonly tables: readonly ExportedTable[];
};

const ROLES: readonly PurposeRole[] = ['psa_portal', 'psa_worker', 'psa_door'];
const EXPORT_LIMIT_MS = 60_000;

/** Reads under the person's own settings, whoever asks: what the walls show to nobody else is not read here either. */
async function readTables(personId: number): Promise<Map<string, Row[]>> {
  const settings = actorSettings({ kind: 'person', personId, name: '' });
  const found = new Map<string, Row[]>();
  for (const role of ROLES)
    await inRoleSql(
      role,
      settings,
      async (client) => {
        for (const [table, source] of Object.entries(EXPORT_SOURCES))
          if (source.role === role)
            found.set(table, (await client.query<Row>(exportQuery(table, source), [personId])).rows);
      },
      { readOnly: true, timeoutMs: EXPORT_LIMIT_MS },
    );
  return found;
}

/** All that is held about a person. That it was exported is in the ledger. */
export async function exportPerson(
  actor: PersonActor | StaffActor | SystemActor,
  personId: number,
): Promise<PersonExport> {
  const [rows, periods] = [await readTables(personId), await findPeriods()];
  await inRoleSql(actor.kind === 'system' ? 'psa_worker' : 'psa_portal', actorSettings(actor), async (client) =>
    appendEvent(client, { event: 'person.exported', subjectId: await readAuditKey(client, personId) }),
  );
  return {
    format: 'psa-person-export/1',
    madeAt: await databaseNow(),
    tables: Object.keys(EXPORT_SOURCES).map((table) => ({
      table,
      columns: exportColumns(table, periods),
      rows: rows.get(table) ?? [],
    })),
  };
}

/** As a cell: times as ISO says them, lists and objects as JSON, nothing as nothing. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** 'first_name' → 'First name'. */
const readable = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`;

function sheetOf({ table, columns, rows }: ExportedTable): PlainSheet {
  const names = [...new Set([...Object.keys(rows[0] ?? {}), ...columns.map(({ name }) => name)])];
  return {
    name: readable(table),
    headers: names.map(readable),
    rows: rows.map((row) => names.map((name) => textOf(row[name]))),
  };
}

/** The same as a workbook that people read: what each column is for, then a sheet for each table that holds something. */
export function writeExportWorkbook(
  { madeAt, tables }: PersonExport,
  language: Language,
): Promise<Uint8Array<ArrayBuffer>> {
  const words = messagesIn(language).privacy.export;
  const about: PlainSheet = {
    name: words.about,
    headers: [words.table, words.column, words.purpose, words.source, words.basis, words.period, words.recipients],
    rows: [
      [words.aboutText, '', '', '', '', '', ''],
      [`${words.madeAt} ${madeAt.toISOString()}`, '', '', '', '', '', ''],
      ...tables.flatMap(({ table, columns }) =>
        columns.map(({ name, source, purpose, basis, period, recipients }) => [
          readable(table),
          readable(name),
          purpose,
          source,
          basis,
          period,
          recipients.join(', ') || words.nobody,
        ]),
      ),
    ],
  };
  return writePlainWorkbook([about, ...tables.filter(({ rows }) => rows.length > 0).map(sheetOf)], theAcademy().name);
}

/** What is reported of a table, all of which the person gave. */
const reportedOf = (table: string): string[] =>
  Object.entries(DATA_MAP[table] ?? {}).flatMap(([column, entry]) => (entry.class === 'reported' ? column : []));

/** What the person gave themselves, under contract or consent (GDPR art. 20): no more, in a common format. */
export function pickGiven({ madeAt, tables }: PersonExport) {
  const rowsOf = (table: string): readonly Row[] => tables.find((known) => known.table === table)?.rows ?? [];
  const pick = (rows: readonly Row[], ...names: readonly string[]) =>
    rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? null])));
  const bySelf = (table: string): readonly Row[] => rowsOf(table).filter((row) => row['actor_kind'] === 'person');
  return {
    format: 'psa-person-given/1',
    madeAt,
    person: pick(rowsOf('persons'), ...reportedOf('persons'), 'city', 'language')[0] ?? null,
    employments: pick(rowsOf('employments'), 'company', 'mpn_id', 'country_code', 'job_role'),
    workshops: pick(rowsOf('enrolments'), 'workshop_name', 'state', 'enrolled_at'),
    progress: pick(bySelf('progress_entries'), 'workshop_name', 'percent', 'because', 'recorded_at'),
    exams: pick(rowsOf('sittings'), 'exam_code', 'month', 'state', 'attempt'),
    outcomes: pick(bySelf('outcome_entries'), 'exam', 'exam_month', 'outcome', 'recorded_at'),
    consents: pick(rowsOf('consent_entries'), 'consent', 'given', 'recorded_at'),
  };
}
