// Writes every table into a file of its own, all of them as of one instant, while people go on working: one repeatable-read transaction reads them, by COPY,
// and nothing is kept in memory. Sequences are read last: what they have counted since does no harm.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { BACKUP_ROLE } from './backup-reader.server.ts';

export type DumpedTable = {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
};
export type Migration = { readonly name: string; readonly checksum: string };
export type Sequence = { readonly name: string; readonly value: string };

export type Dump = {
  /** The instant that everything is as of, as the portal's clock has it. */
  readonly cutOff: Date;
  readonly server: string;
  readonly migrations: readonly Migration[];
  readonly tables: readonly DumpedTable[];
  readonly sequences: readonly Sequence[];
};

/** Thrown when the server finds a page of its own disk damaged; names the table. */
export class DamagedTableError extends Error {
  override readonly name = 'DamagedTableError';
}

/** Where a table stands below a folder. */
export const tableFile = (folder: string, table: string): string => join(folder, 'tables', `${table}.copy`);

export const quoted = (name: string): string => pg.escapeIdentifier(name);

const MIGRATIONS = `
  select migration_name as name, checksum from _prisma_migrations
  where finished_at is not null and rolled_back_at is null order by migration_name`;

/** What migrations were applied, by name and by what they said. Asked as the owner. */
export const readMigrations = async (client: pg.Client): Promise<Migration[]> =>
  (await client.query<Migration>(MIGRATIONS)).rows;

// The tables of the portal: those of `public`. Other schemas hold functions, views, and the job queue, which says who is at what job now: of yesterday that
// is true no more, and what is due stands in the tables. Generated columns make themselves.
const TABLES = `
  select c.relname as "table", array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> '_prisma_migrations'
  group by c.relname order by c.relname`;

export type TableColumns = { readonly table: string; readonly columns: readonly string[] };

export const listTables = async (client: pg.Client): Promise<TableColumns[]> =>
  (await client.query<TableColumns>(TABLES)).rows;

const SEQUENCES = `
  select sequencename as name, last_value::text as value from pg_sequences
  where schemaname = 'public' and last_value is not null order by sequencename`;

/** SQLSTATEs by which PostgreSQL says that what it reads from its disk is not what it wrote. */
const isDamage = (error: unknown): boolean => error instanceof pg.DatabaseError && /^XX00[12]$/.test(error.code ?? '');

async function flushed(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function dumpTable(client: pg.Client, folder: string, { table, columns }: TableColumns): Promise<DumpedTable> {
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const path = tableFile(folder, table);
  const stream = client.query(
    copyTo(`copy (select ${columns.map(quoted).join(', ')} from ${quoted(table)}) to stdout`),
  );
  try {
    await pipeline(stream, counted, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    if (!isDamage(error)) throw error;
    throw new DamagedTableError(
      `The database finds its table '${table}' damaged on its disk. Stop the portal, keep the disk as it is, and restore the last backup onto another server.`,
      { cause: error },
    );
  }
  await flushed(path);
  return { table, columns, rows: stream.rowCount, bytes, sha256: hash.digest('hex') };
}

export type DumpOptions = {
  /** Called after each table, for whoever waits. */
  readonly onTable?: (table: DumpedTable, index: number, count: number) => void;
  /** Reads more in the same snapshot, as the role that may read everything. */
  readonly alsoRead?: (client: pg.Client) => Promise<void>;
};

/** Writes `folder`/tables/… from the database of the owner's URL. Throws DamagedTableError, or what the connection throws. */
export async function dumpDatabase(
  ownerUrl: string,
  folder: string,
  { onTable, alsoRead }: DumpOptions = {},
): Promise<Dump> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'psa backup', keepAlive: true });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0');
    const started = await client.query<{ cutOff: Date; server: string }>(
      `select psa_now() as "cutOff", current_setting('server_version') as server`,
    );
    const migrations = await readMigrations(client);
    const tables = await listTables(client);
    await client.query(`set local role ${BACKUP_ROLE}`);
    const dumped: DumpedTable[] = [];
    for (const table of tables) {
      const one = await dumpTable(client, folder, table);
      dumped.push(one);
      onTable?.(one, dumped.length, tables.length);
    }
    await alsoRead?.(client);
    await client.query('reset role');
    const sequences = await client.query<Sequence>(SEQUENCES);
    await client.query('commit');
    const [first] = started.rows;
    if (first === undefined) throw new Error('The database did not say what time it is');
    return { ...first, migrations, tables: dumped, sequences: sequences.rows };
  } finally {
    await client.end();
  }
}
