// Tells the privacy officer whose row stands where in a file that was made (S3, S5): the record that its build made of its own rows.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { PersonSheet } from './disclosures.server.ts';

export const ROWS_A_PAGE = 100;
/** Rows that one line of the record holds (`build_pages`). */
const ROWS_TO_A_LINE = 4_096;

const PERSON_SHEETS: readonly PersonSheet[] = ['registration', 'exams', 'leads'];
const isPersonSheet = (id: string): id is PersonSheet => PERSON_SHEETS.some((sheet) => sheet === id);

export type MadeFile = {
  readonly buildId: number;
  readonly runId: number;
  readonly number: number;
  readonly recipient: string;
  readonly period: string;
  readonly version: number;
  readonly fileName: string;
  readonly sha256: string;
  readonly builtAt: Date;
  readonly removedAt: Date | null;
  readonly sheets: readonly { readonly id: string; readonly rows: number; readonly fields: readonly string[] }[];
  readonly deliveries: readonly {
    readonly channel: string;
    readonly publishedAt: string | null;
    readonly disclosedAt: string | null;
  }[];
};

const FILE = `
  select b.id as "buildId", b.run_id as "runId", b.number, coalesce(c.name, e.name) as recipient, r.period, v.number as version,
    b.file_name as "fileName", b.sha256, b.built_at as "builtAt", b.file_removed_at as "removedAt", b.sheets,
    (select coalesce(jsonb_agg(jsonb_build_object('channel', d.channel, 'publishedAt', d.delivered_at, 'disclosedAt', d.disclosed_at) order by d.id), '[]')
     from deliveries d where d.build_id = b.id) as deliveries
  from builds b
  join runs r on r.id = b.run_id
  join agreement_versions v on v.id = r.version_id
  join agreements a on a.id = r.agreement_id
  join recipients c on c.id = a.recipient_id
  left join employers e on e.id = c.employer_id`;

export type FileRow = {
  readonly sheetRow: number;
  /** Null: whoever stood there was erased since. */
  readonly personId: number | null;
  readonly name: string | null;
  readonly email: string | null;
};

const ROWS = `
  with lines as (
    select p.sheet, p.first_row + x.i::int - 1 as sheet_row, x.ref
    from build_pages p cross join lateral unnest(p.refs) with ordinality as x (ref, i)
    where p.build_id = $1 and p.sheet = $2 and p.first_row > $3::int - ${ROWS_TO_A_LINE} and p.first_row <= $3::int + $4::int
      and p.first_row + x.i::int - 1 > $3::int and p.first_row + x.i::int - 1 <= $3::int + $4::int
  )
  select l.sheet_row as "sheetRow", p.id as "personId", trim(concat(p.first_name, ' ', p.last_name)) as name, p.email
  from lines l
  left join enrolments n on l.sheet <> 'exams' and n.id = l.ref
  left join sittings t on l.sheet = 'exams' and t.id = l.ref
  left join persons p on p.id = coalesce(n.person_id, t.person_id)
  order by l.sheet_row`;

const rowsIn = async (
  client: PoolClient,
  buildId: number,
  sheet: PersonSheet,
  after: number,
  most: number,
): Promise<FileRow[]> => (await client.query<FileRow>(ROWS, [buildId, sheet, after, most])).rows;

export type FilePage = {
  readonly file: MadeFile;
  /** Null where the file has no sheet of people. */
  readonly sheet: PersonSheet | null;
  readonly rows: readonly FileRow[];
  readonly next: number | null;
};

/** A file and a page of the rows of one sheet, after the row given; null where there is no such build. That somebody looked is in the ledger. */
export function findFile(
  actor: StaffActor,
  buildId: number,
  wanted: string | null,
  after: number,
  most = ROWS_A_PAGE,
): Promise<FilePage | null> {
  return inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const found = await client.query<MadeFile>(`${FILE} where b.id = $1`, [buildId]);
    const [file] = found.rows;
    if (file === undefined) return null;
    const own = file.sheets.map(({ id }) => id).filter(isPersonSheet);
    const sheet = own.find((id) => id === wanted) ?? own[0] ?? null;
    const rows = sheet === null ? [] : await rowsIn(client, buildId, sheet, after, most);
    if (rows.length > 0)
      await appendEvent(client, {
        event: 'people.read',
        details: { page: 'disclosed-file', build: buildId, count: rows.length },
      });
    const length = file.sheets.find(({ id }) => id === sheet)?.rows ?? 0;
    return { file, sheet, rows, next: after + most < length ? after + most : null };
  });
}

/** The files with this hash, the newest first: for whoever holds one and asks where it comes from. */
export const findFilesOf = (actor: StaffActor, sha256: string): Promise<MadeFile[]> =>
  inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => (await client.query<MadeFile>(`${FILE} where b.sha256 = $1 order by b.id desc`, [sha256])).rows,
    { readOnly: true },
  );
