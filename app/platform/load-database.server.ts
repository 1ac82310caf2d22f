// Fills an empty, equally migrated database with the files of a dump, in one transaction: whatever goes wrong, nothing of it is there. Checks, unique keys and
// foreign keys are asked of every row; the portal's own triggers are not fired, since what they made stands among the rows.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { listTables, quoted, readMigrations, tableFile, type Dump, type DumpedTable } from './dump-database.server.ts';

/** Why a dump can't be loaded here; nothing was changed. The message says what to do. */
export class LoadRefusedError extends Error {
  override readonly name = 'LoadRefusedError';
}

/** Tables that migrations fill: what stands there is replaced by what stood there. */
const FILLED_BY_MIGRATIONS: readonly string[] = ['countries'];
/** Numbers that were given out after the dump are not given out again: files, mails and events of that time bear them. */
const NUMBERS_LEFT_OUT = 1_000_000;
const LARGEST = { int2: 32_767, int4: 2_147_483_647, int8: Number.MAX_SAFE_INTEGER } as const;
const LOCK_NOT_AVAILABLE = '55P03';

function refuseOtherMigrations(wanted: Dump['migrations'], there: Dump['migrations']): void {
  const checksums = new Map(there.map(({ name, checksum }) => [name, checksum]));
  const names = new Set(wanted.map(({ name }) => name));
  const lacking = wanted.filter(({ name }) => !checksums.has(name)).map(({ name }) => name);
  const beyond = there.filter(({ name }) => !names.has(name)).map(({ name }) => name);
  const other = wanted
    .filter(({ name, checksum }) => (checksums.get(name) ?? checksum) !== checksum)
    .map(({ name }) => name);
  const faults = [
    ...(lacking.length > 0 ? [`it lacks ${lacking.join(', ')}`] : []),
    ...(beyond.length > 0 ? [`it also has ${beyond.join(', ')}`] : []),
    ...(other.length > 0 ? [`of ${other.join(', ')} it has another text`] : []),
  ];
  if (faults.length === 0) return;
  throw new LoadRefusedError(
    `The database is not migrated as the one that was backed up: ${faults.join('; ')}. Restore with the release that made the backup (psa migrate), then bring in the newer one.`,
  );
}

/** Nobody else is at these tables until the end: who is, is told to go first. */
async function lockAll(client: pg.Client, tables: readonly string[]): Promise<void> {
  try {
    await client.query(`lock table ${tables.map(quoted).join(', ')} in access exclusive mode nowait`);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === LOCK_NOT_AVAILABLE)
      throw new LoadRefusedError('Somebody is using the database: stop the portal and its workers first.', {
        cause: error,
      });
    throw error;
  }
}

async function refuseFilled(client: pg.Client, tables: readonly string[]): Promise<void> {
  const asked = tables.filter((table) => !FILLED_BY_MIGRATIONS.includes(table));
  const { rows } = await client.query<{ table: string }>(
    asked
      .map((table) => `(select ${pg.escapeLiteral(table)} as "table" from ${quoted(table)} limit 1)`)
      .join(' union all '),
  );
  if (rows.length === 0) return;
  const names = rows.map(({ table }) => table);
  const named = names.slice(0, 3).join(', ');
  throw new LoadRefusedError(
    `The database is not empty (${names.length > 3 ? `${named} and ${names.length - 3} more tables hold` : `${named} ${names.length === 1 ? 'holds' : 'hold'}`} rows). Restore into a new database: create it, run psa migrate, and nothing else.`,
  );
}

const REFERENCES = `
  select conrelid::regclass::text as "from", confrelid::regclass::text as "to" from pg_constraint
  where contype = 'f' and connamespace = 'public'::regnamespace and conrelid <> confrelid`;

/** Whoever is referred to comes first. */
async function inOrder(client: pg.Client, tables: readonly DumpedTable[]): Promise<DumpedTable[]> {
  const { rows } = await client.query<{ from: string; to: string }>(REFERENCES);
  const waitsFor = new Map(tables.map(({ table }) => [table, new Set<string>()]));
  for (const { from, to } of rows) waitsFor.get(from)?.add(to);
  const ordered: DumpedTable[] = [];
  const there = new Set<string>();
  while (ordered.length < tables.length) {
    const next = tables.filter(
      ({ table }) => !there.has(table) && [...(waitsFor.get(table) ?? [])].every((name) => there.has(name)),
    );
    if (next.length === 0) throw new Error('Tables refer to each other in a circle: none can be filled first');
    for (const table of next) {
      there.add(table.table);
      ordered.push(table);
    }
  }
  return ordered;
}

async function loadTable(
  client: pg.Client,
  folder: string,
  { table, columns, rows, sha256 }: DumpedTable,
): Promise<void> {
  const hash = createHash('sha256');
  const hashed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const into = client.query(copyFrom(`copy ${quoted(table)} (${columns.map(quoted).join(', ')}) from stdin`));
  await pipeline(createReadStream(tableFile(folder, table)), hashed, into);
  if (hash.digest('hex') !== sha256 || into.rowCount !== rows)
    throw new LoadRefusedError(`The file of '${table}' changed while it was read. Nothing was restored.`);
}

/** Every one of them: one that had given no number at the dump may have given some since. */
async function setSequences(
  client: pg.Client,
  sequences: Dump['sequences'],
  givenSince: ReadonlyMap<string, number>,
): Promise<void> {
  const { rows } = await client.query<{ name: string; type: keyof typeof LARGEST }>(
    `select c.relname as name, t.typname as type from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_type t on t.oid = s.seqtypid
     where c.relnamespace = 'public'::regnamespace`,
  );
  const here = new Set(rows.map(({ name }) => name));
  const given = new Map(sequences.map(({ name, value }) => [name, Number(value)]));
  for (const name of given.keys()) if (!here.has(name)) throw new Error(`There is no sequence '${name}' here`);
  for (const { name, type } of rows) {
    const value = Math.max(given.get(name) ?? 0, givenSince.get(name) ?? 0);
    // Where there is little room, half of it.
    const beyond = value + Math.min(NUMBERS_LEFT_OUT, Math.ceil((LARGEST[type] - value) / 2));
    await client.query('select setval($1::regclass, $2)', [`public.${quoted(name)}`, beyond]);
  }
}

export type LoadOptions = {
  /** Numbers that were begun with after the dump, by sequence: those that are given out here are beyond them, too. */
  readonly givenSince?: ReadonlyMap<string, number>;
  readonly onTable?: (table: DumpedTable, index: number, count: number) => void;
  /** Runs in the same transaction once everything is there, as the owner, whom no row security and no trigger of ours stops meanwhile. */
  readonly finish?: (client: pg.Client) => Promise<void>;
};

export type LoadTarget = Pick<Dump, 'migrations' | 'tables' | 'sequences'>;

/** Refuses, by LoadRefusedError, a database that can't take this dump. Changes nothing. */
export async function checkTarget(ownerUrl: string, { migrations, tables }: LoadTarget): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'psa restore' });
  await client.connect();
  try {
    refuseOtherMigrations(migrations, await readMigrations(client));
    const there = JSON.stringify(await listTables(client));
    if (there !== JSON.stringify(tables.map(({ table, columns }) => ({ table, columns }))))
      throw new LoadRefusedError('The tables here are not those that were backed up: somebody changed them by hand.');
  } finally {
    await client.end();
  }
}

/** Fills the database of the owner's URL from `folder`. Throws LoadRefusedError where it is not empty, not free or not the same; nothing of it is there then. */
export async function loadDatabase(
  ownerUrl: string,
  folder: string,
  { tables, sequences }: LoadTarget,
  { givenSince = new Map(), onTable, finish }: LoadOptions = {},
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'psa restore', keepAlive: true });
  await client.connect();
  const names = tables.map(({ table }) => table);
  const alterAll = async (change: string): Promise<void> => {
    await client.query(names.map((name) => `alter table ${quoted(name)} ${change}`).join(';\n'));
  };
  try {
    await client.query('begin');
    await client.query('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0');
    await lockAll(client, names);
    // For this transaction alone: COPY does not fill tables whose row security binds whoever fills them.
    await alterAll('no force row level security, disable trigger user');
    await refuseFilled(client, names);
    for (const table of FILLED_BY_MIGRATIONS) await client.query(`delete from ${quoted(table)}`);
    const ordered = await inOrder(client, tables);
    for (const [index, table] of ordered.entries()) {
      await loadTable(client, folder, table);
      onTable?.(table, index + 1, ordered.length);
    }
    await setSequences(client, sequences, givenSince);
    await finish?.(client);
    await alterAll('enable trigger user, force row level security');
    await client.query('commit');
    await client.query('analyze');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}
