// Puts a canary of its own into every personal column of somebody's rows, as the data map has them, and finds canaries anywhere: in every column of every table of every schema, and in files.
import type { Erasure } from '#app/features/privacy/data-classes.ts';
import { DATA_MAP } from '#app/features/privacy/data-map.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { TestDatabase } from './database.ts';
import { readAllText } from './workbook.ts';

/** Every canary, as a row or a file would show it: words, phone numbers, hashes, numbers, and days when nobody lived who is here. */
export const CANARY = '(cnry|\\+3169990|c4a7c4a7|19100[0-9]{5}|(1907|2207)-[0-9][0-9])';

/** Of these ways, columns have something of the person to lose or to keep. */
const PERSONAL: readonly Erasure[] = ['deleted', 'emptied', 'cut-off', 'kept-by-law'];

const OF_PERSON = 'person_id = $1';
const BY_COLUMN: Readonly<Record<string, string>> = {
  person_id: OF_PERSON,
  sitting_id: 'sitting_id in (select id from sittings where person_id = $1)',
  enrolment_id: 'enrolment_id in (select id from enrolments where person_id = $1)',
  request_id: 'request_id in (select id from privacy_requests where person_id = $1)',
};
/** Whose a row is, where no column names the person. */
const BY_TABLE: Readonly<Record<string, string>> = {
  persons: 'id = $1',
  person_merges: 'kept_id = $1',
  people_apart: '$1 in (low_id, high_id)',
  sign_in_flows: 'sign_in_id in (select id from sign_ins where person_id = $1)',
  import_changes: `table_name = 'persons' and row_id = $1::text`,
  build_pages: 'refs && array(select id from enrolments where person_id = $1)',
  audit_events: 'subject_id = (select audit_key::text from persons where id = $1)',
  support_messages: 'case_id in (select id from support_cases where person_id = $1)',
  // Made by the erasure, and by no person.
  suppressed_emails: 'false',
  // By an address that the test makes theirs, and by a keyed hash.
  registrations: 'true',
  guardian_refusals: 'true',
};
const ROWS_TRIED = 5;

/** By which a row is found, or the person named without being known: no room for a canary. */
const KEYS: readonly string[] = [
  'persons.audit_key',
  'person_merges.gone_key',
  'import_changes.table_name',
  'import_changes.row_id',
  'audit_events.subject_id',
  'registrations.email',
  // The digest of a text that everybody may read.
  'lost_tellings.said',
];

type Column = { table: string; column: string; type: string; linked: boolean };

const COLUMNS = `
  select c.relname as "table", a.attname as "column", coalesce(b.typname, t.typname) as type,
    exists (select from pg_constraint k where k.conrelid = c.oid and a.attnum = any(k.conkey) and (k.contype = 'f' or k.contype = 'p' and t.typname in ('int4', 'int8'))) as linked
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  join pg_type t on t.oid = a.atttypid left join pg_type b on b.oid = nullif(t.typbasetype, 0)
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1, a.attnum`;

/** Far ahead where that may be: nothing is to go by its age meanwhile. */
const YEARS = [2207, 1907];

/** What may stand in a column, as SQL with `i` the number of the row: the first that the database takes does. */
function candidates({ column, type }: Column, n: number): string[] {
  const word = `'cnry${n}x' || i`;
  const mail = `'cnry${n}x' || i || '@cnry.example'`;
  const hex = `lpad(${n} || '0' || i, 64, 'c4a7')`;
  const phone = `'+3169990' || lpad((${n * 10} + i)::text, 5, '0')`;
  const day = (year: number): string => `(date '${year}-01-01' + ${n % 300} + i::int)`;
  switch (type) {
    case 'text':
      return [
        ...(/email|address$|contact$/.test(column) ? [mail] : []),
        ...(column === 'phone' ? [phone] : []),
        word,
        hex,
        `'1907-' || lpad((1 + i % 12)::text, 2, '0')`,
      ];
    case 'jsonb':
      return [`jsonb_build_object('cnry', ${word})`, `to_jsonb(${word})`];
    case '_text':
      return [`array[${word}]`];
    case 'int4':
    case 'int8':
      return [`191000${String(n).padStart(3, '0')}0 + i`];
    case 'date':
      return YEARS.map(day);
    case 'timestamptz':
      return YEARS.map((year) => `${day(year)} + time '12:00'`);
    case 'uuid':
      return [`('c4a7c4a7-c4a7-4a7c-84a7-' || lpad(${n} || '0' || i, 12, '0'))::uuid`];
    case 'bytea':
      return [`decode(${hex}, 'hex')`];
    default:
      return [];
  }
}

export type Filled = {
  /** 'table.column' → what is to become of it. */
  readonly holding: ReadonlyMap<string, Erasure>;
  /** Columns that take no canary: words of a closed list, numbers of rows, yes and no. */
  readonly without: readonly string[];
};

/** Fills the columns of the tables that `wanted` says. Throws where the person has no row in one: a canary has no room there. */
export async function fillCanaries(
  database: TestDatabase,
  personId: number,
  wanted: (table: string, column: string) => boolean = () => true,
): Promise<Filled> {
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  const holding = new Map<string, Erasure>();
  const without: string[] = [];
  const empty = new Set<string>();
  try {
    // Neither triggers nor references: what stands in the columns is all that matters.
    await client.query('set session_replication_role = replica');
    const { rows } = await client.query<Column>(COLUMNS);
    for (const [index, one] of rows.entries()) {
      const { table, column, linked } = one;
      const onErasure = DATA_MAP[table]?.[column]?.onErasure;
      if (onErasure === undefined || !PERSONAL.includes(onErasure) || !wanted(table, column)) continue;
      const columns = rows.filter((other) => other.table === table).map((other) => other.column);
      const by = BY_TABLE[table] ?? columns.flatMap((name) => BY_COLUMN[name] ?? [])[0];
      if (by === undefined) throw new Error(`Whose rows of ${table} are is not said`);
      if (by === 'false') continue;
      const whose = by.replaceAll('$1', String(personId));
      const own = await client.query(`select from ${table} where ${whose} limit ${ROWS_TRIED}`);
      if (own.rowCount === 0) empty.add(table);
      const name = `${table}.${column}`;
      const isKey = linked || KEYS.includes(name);
      let taken = false;
      const put = (value: string, row: number | null): Promise<boolean> =>
        client
          .query(
            `update ${table} t set ${column} = ${value} from (select ctid, row_number() over (order by ctid) as i from ${table} where ${whose}) k
             where t.ctid = k.ctid and k.i = coalesce($1, k.i)`,
            [row],
          )
          .then(
            () => true,
            () => false,
          );
      // In all rows, or else in those that take it.
      for (const value of isKey ? [] : candidates(one, index + 1)) {
        taken = await put(value, null);
        for (let row = 1; !taken && row <= Math.min(own.rowCount ?? 0, ROWS_TRIED); row++)
          taken = await put(value, row);
        if (taken) break;
      }
      if (taken) holding.set(name, onErasure);
      else without.push(name);
    }
  } finally {
    await client.end();
  }
  if (empty.size > 0) throw new Error(`Nothing of theirs stands in ${[...empty].join(', ')}`);
  return { holding, without };
}

/**
 * 'schema.table.column' of every column of the database in which a canary is. Prisma's list of migrations was made before any of them, and random ids of it
 * can look like one.
 */
export async function findInDatabase(database: TestDatabase): Promise<string[]> {
  const columns = await database.query<{ name: string; text: string }>(
    `select format('%s.%s.%s', n.nspname, c.relname, a.attname) as name,
       format('select from %I.%I where %I::text ~ $1 limit 1', n.nspname, c.relname, a.attname) as text
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'
       and c.relname <> '_prisma_migrations' order by 1`,
  );
  const found: string[] = [];
  for (const { name, text } of columns) if ((await database.query(text, [CANARY])).length > 0) found.push(name);
  return found;
}

/** Paths below the data folder in which a canary is, or whose name is one; workbooks are unzipped. */
export async function findInFiles({ dataDir }: TestDatabase, except: readonly string[] = []): Promise<string[]> {
  const found: string[] = [];
  for (const entry of readdirSync(dataDir, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(dataDir.length + 1);
    if (except.some((folder) => name.startsWith(folder))) continue;
    const text = entry.name.endsWith('.xlsx') ? await readAllText(path) : readFileSync(path, 'latin1');
    if (new RegExp(CANARY).test(`${name}\n${text}`)) found.push(name);
  }
  return found;
}
