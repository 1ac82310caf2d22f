// Decides how the application reaches its database: always in one transaction, under one purpose role, with actor and scope set for that
// transaction only. The login itself owns nothing and inherits nothing, so whatever runs outside `inRole` is refused by PostgreSQL.
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { ensureEmbeddedPostgres } from './embedded-postgres.server.ts';
import { env } from './env.server.ts';
import { log } from './log.server.ts';
import { migrate } from './migrate.server.ts';
import { READABLE_TIMES } from './readable-times.ts';
import { Prisma, PrismaClient } from './prisma-client/client.ts';

export type { Prisma } from './prisma-client/client.ts';

export type PurposeRole = 'psa_portal' | 'psa_report' | 'psa_recipient' | 'psa_worker' | 'psa_door';

/** Transaction-local settings that row policies read, such as `psa.actor_kind`. */
export type Settings = Readonly<Record<string, string>>;

const POOL_SIZE = 10;
/** A request that gets no connection within this time, or one on which nothing is heard, is answered 503, within five seconds of being made. */
const CONNECT_LIMIT_MS = 4_000;
const TRANSACTION_LIMIT_MS = 15_000;
/** The server ends a transaction that its client forgot. */
const IDLE_IN_TRANSACTION_LIMIT_MS = 15_000;
const ATTEMPTS = 5;
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';

type Database = { url: string; pool: pg.Pool; prisma: PrismaClient; close: () => Promise<void> };

async function findUrl(): Promise<{ url: string; release: () => Promise<void> }> {
  const { databaseUrl, dataDir, mode } = env();
  if (databaseUrl !== undefined) return { url: databaseUrl, release: () => Promise.resolve() };
  if (mode === 'production') throw new Error('DATABASE_URL is required in production');
  const embedded = await ensureEmbeddedPostgres(dataDir);
  if (embedded.moved !== null) process.stderr.write(`${embedded.moved}\n`);
  try {
    await migrate(embedded.ownerUrl);
  } catch (error) {
    await embedded.close();
    throw error;
  }
  return { url: embedded.appUrl, release: () => embedded.close() };
}

/** Production refuses a login that row security and grants do not bind. */
async function refusePowerfulLogin(pool: pg.Pool): Promise<void> {
  const found = await pool.query<{ powerful: boolean }>(
    `select rolsuper or rolbypassrls or exists (select from pg_class where relowner = pg_roles.oid and relkind in ('r', 'p', 'v'))
       or exists (select from pg_database where datdba = pg_roles.oid and datname = current_database()) as powerful
     from pg_roles where rolname = current_user`,
  );
  if (found.rows[0]?.powerful !== false) {
    throw new Error(
      'DATABASE_URL must be a login that owns nothing: this one is a superuser, bypasses row security or owns the schema',
    );
  }
}

async function open(): Promise<Database> {
  const { url, release } = await findUrl();
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_LIMIT_MS,
    keepAlive: true,
    application_name: 'psa',
    allowExitOnIdle: true,
  });
  // An idle connection that breaks is replaced at the next need.
  pool.on('error', (error) => log.warn({ err: error }, 'database connection lost'));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const close = async () => {
    await prisma.$disconnect();
    await pool.end();
    await release();
  };
  try {
    if (env().mode === 'production') await refusePowerfulLogin(pool);
  } catch (error) {
    await close();
    throw error;
  }
  return { url, pool, prisma, close };
}

let opened: Promise<Database> | undefined;

function database(): Promise<Database> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

/** The login's own address: for the job queue, which keeps connections of its own. Good until `closeDatabase`. */
export async function findLoginUrl(): Promise<string> {
  const { url } = await database();
  return url;
}

/** Ends the connections and, with the last share, the embedded server. The next use opens anew. */
export async function closeDatabase(): Promise<void> {
  const closing = opened;
  opened = undefined;
  if (closing !== undefined) await closing.then((found) => found.close());
}

function sqlStateOf(error: unknown): string | undefined {
  if (error instanceof pg.DatabaseError) return error.code;
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    // P2034: "Transaction failed due to a write conflict or a deadlock".
    if (error.code === 'P2034') return SERIALIZATION_FAILURE;
    const { driverAdapterError } = error.meta ?? {};
    return driverAdapterError === undefined ? undefined : sqlStateOf(driverAdapterError);
  }
  if (error instanceof Error && error.cause instanceof Object && 'originalCode' in error.cause)
    return String(error.cause.originalCode);
  return undefined;
}

/** True for an error that the same transaction would probably not meet again: a serialization failure or a deadlock. */
export function isTransient(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === SERIALIZATION_FAILURE || state === DEADLOCK;
}

/** SQLSTATEs with which the server ends a connection or grants none: 08…, 57P…, and two of other classes. */
const LOST_STATE = /^(08|57P|25P03$|53300$)/;
const LOST_CODES = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'];
const LOST_WORDS =
  /^Connection terminated|^timeout exceeded when trying to connect|^Query read timeout|is not queryable/;

/** True for an error that says that there is no connection any more, or none to be had: no fault of what was asked. */
export function isConnectionLost(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== undefined) return LOST_STATE.test(state);
  if (!(error instanceof Error)) return false;
  return LOST_WORDS.test(error.message) || ('code' in error && LOST_CODES.includes(String(error.code)));
}

/** What the server has no room for: disk, memory, connections. */
const NO_ROOM = /^53/;

/** True for an error that passes by itself: no connection, no room, or others that were in the way five times. */
export const isUnavailable = (error: unknown): boolean =>
  isConnectionLost(error) || isTransient(error) || NO_ROOM.test(sqlStateOf(error) ?? '');

/** For what is answered at once or never: a connection whose other end went away without a word says nothing at all (bad-H5). */
const heardSoon = (text: string): pg.QueryConfig & { readonly query_timeout: number } => ({
  text,
  query_timeout: CONNECT_LIMIT_MS,
});

async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (error) {
      if (count >= ATTEMPTS || !isTransient(error)) throw error;
      await sleep(Math.random() * 20 * 2 ** count);
    }
  }
}

/** What a transaction wears until it ends, in the order in which it is put on. */
const wornBy = (role: PurposeRole, settings: Settings): (readonly [string, string])[] => [
  ...Object.entries({ ...READABLE_TIMES, ...settings }),
  ['role', role],
];

/** One statement that puts on the role and the settings until the transaction ends. `set local role $1` is no SQL; set_config is. */
function dress(role: PurposeRole, settings: Settings): { text: string; values: string[] } {
  const pairs = wornBy(role, settings);
  return {
    text: `select ${pairs.map((_, index) => `set_config($${index * 2 + 1}, $${index * 2 + 2}, true)`).join(', ')}`,
    values: pairs.flat(),
  };
}

export type InRoleOptions = { readonly timeoutMs?: number; readonly isolation?: Prisma.TransactionIsolationLevel };

/**
 * Runs `work` through Prisma in one transaction under a purpose role. Rolls back when it throws. `work` may run up to five times
 * (40001, 40P01), so it changes nothing but the database. Times out after 15 s unless told otherwise.
 */
export async function inRole<T>(
  role: PurposeRole,
  settings: Settings,
  work: (tx: Prisma.TransactionClient) => Promise<T>,
  { timeoutMs = TRANSACTION_LIMIT_MS, isolation }: InRoleOptions = {},
): Promise<T> {
  const { prisma } = await database();
  const { text, values } = dress(role, settings);
  return retried(() =>
    prisma.$transaction(
      async (tx) => {
        await tx.$queryRawUnsafe(text, ...values);
        return work(tx);
      },
      {
        timeout: timeoutMs,
        maxWait: CONNECT_LIMIT_MS,
        ...(isolation === undefined ? {} : { isolationLevel: isolation }),
      },
    ),
  );
}

/**
 * Asks one thing as the login itself, outside a transaction and in one round trip. The login has no right but to call what was granted to
 * it by name; anything else is refused by the database.
 */
export async function asLogin<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]): Promise<Row[]> {
  const { pool } = await database();
  const { rows } = await pool.query<Row>({ ...heardSoon(text), name: text, values: [...values] });
  return rows;
}

/** PostgreSQL tells statements apart by the first 63 characters of their names. */
const nameOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 32);
const names = new Map<string, string>();

/**
 * Asks with a plan that the connection keeps, for what is read on every page: planning costs more than reading there. For texts that
 * never vary, since each is kept for good.
 */
export async function readOften<Row extends pg.QueryResultRow>(
  client: pg.PoolClient,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const name = names.get(text) ?? nameOf(text);
  names.set(text, name);
  const { rows } = await client.query<Row>({ name, text, values: [...values] });
  return rows;
}

export type InRoleSqlOptions = {
  readonly isolation?: 'repeatable read' | 'serializable';
  readonly readOnly?: boolean;
  /** Reads what the transaction that exported this snapshot reads; needs repeatable read. */
  readonly snapshot?: string;
  readonly timeoutMs?: number;
};

/** Begins, and puts on role and settings, in one round trip. */
function beginText(
  role: PurposeRole,
  settings: Settings,
  { isolation, readOnly = false, snapshot }: InRoleSqlOptions,
): string {
  const begin = `begin${isolation === undefined ? '' : ` isolation level ${isolation}`}${readOnly ? ' read only' : ''}`;
  const share = snapshot === undefined ? [] : [`set transaction snapshot ${pg.escapeLiteral(snapshot)}`];
  const dressed = wornBy(role, settings).map(
    ([name, value]) => `set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, true)`,
  );
  return [begin, ...share, `select ${dressed.join(', ')}`].join('; ');
}

/**
 * Runs `work` with a connection of the same pool in one transaction under a purpose role: for SQL that Prisma has no words for (COPY,
 * set-based writes, cursors). Rolls back when it throws; retried like `inRole`. `timeoutMs` bounds each statement, on the server.
 */
export async function inRoleSql<T>(
  role: PurposeRole,
  settings: Settings,
  work: (client: pg.PoolClient) => Promise<T>,
  options: InRoleSqlOptions = {},
): Promise<T> {
  const { pool } = await database();
  const timed = { ...settings, statement_timeout: String(options.timeoutMs ?? TRANSACTION_LIMIT_MS) };
  return retried(async () => {
    const client = await pool.connect();
    let broken: Error | undefined;
    const lost = (error: Error) => {
      broken = error;
    };
    client.on('error', lost);
    try {
      await client.query(heardSoon(beginText(role, timed, options)));
      const value = await work(client);
      await client.query('commit');
      return value;
    } catch (error) {
      // On one that is lost nothing can be said any more: it is ended, and the server rolls back.
      if (error instanceof Error && isConnectionLost(error)) broken = error;
      else
        await client.query(heardSoon('rollback')).catch((fault: unknown) => {
          broken = fault instanceof Error ? fault : new Error('The connection could not be rolled back');
        });
      throw error;
    } finally {
      client.off('error', lost);
      client.release(broken);
    }
  });
}
