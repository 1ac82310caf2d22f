// A database of its own for a test file, migrated and empty, which the application under test finds as if it were the only one.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDatabase } from '#app/platform/db.server.ts';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { inDatabase, TEMPLATE } from './start-postgres.ts';

export type TestDatabase = {
  readonly name: string;
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly superuserUrl: string;
  /** A temporary folder, also the application's `PSA_DATA_DIR`. */
  readonly dataDir: string;
  /** What a command started as a process of its own needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Asks as superuser, whom no row security binds: for arranging and for checking. */
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
};

type ServerUrls = Pick<TestDatabase, 'ownerUrl' | 'appUrl' | 'superuserUrl'>;

async function asSuperuser<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes a database from the migrated template, on the server that all test files share or on another. The caller drops it. */
export async function createTestDatabase(
  urls: ServerUrls = inject('postgres'),
): Promise<TestDatabase & { drop: () => Promise<void> }> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asSuperuser(urls.superuserUrl, (client) =>
    client.query(`create database ${name} template ${TEMPLATE} owner psa_owner`),
  );
  const dataDir = mkdtempSync(join(tmpdir(), 'psa-data-'));
  const appUrl = inDatabase(urls.appUrl, name);
  const ownerUrl = inDatabase(urls.ownerUrl, name);
  const superuserUrl = inDatabase(urls.superuserUrl, name);
  const pool = new pg.Pool({ connectionString: superuserUrl, max: 8, idleTimeoutMillis: 2_000, allowExitOnIdle: true });
  // Some tests end every connection there is; the next question opens another.
  pool.on('error', () => undefined);
  return {
    name,
    appUrl,
    ownerUrl,
    superuserUrl,
    dataDir,
    env: { DATABASE_URL: appUrl, MIGRATION_DATABASE_URL: ownerUrl, PSA_DATA_DIR: dataDir, NODE_ENV: 'test' },
    query: async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      (await pool.query<Row>(text, [...values])).rows,
    drop: async () => {
      await pool.end();
      await asSuperuser(urls.superuserUrl, (client) => client.query(`drop database ${name} with (force)`));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * Gives this test file a database; call it once, at the top. Usable inside hooks and tests. The application's own connection is closed
 * and the database dropped after the last test.
 */
export function useDatabase(): TestDatabase {
  let made: Awaited<ReturnType<typeof createTestDatabase>> | undefined;
  const current = () => {
    if (made === undefined) throw new Error('The test database exists inside hooks and tests only');
    return made;
  };
  beforeAll(async () => {
    made = await createTestDatabase();
    Object.assign(process.env, made.env);
  });
  afterAll(async () => {
    await closeDatabase();
    await made?.drop();
  });
  return {
    get name() {
      return current().name;
    },
    get appUrl() {
      return current().appUrl;
    },
    get ownerUrl() {
      return current().ownerUrl;
    },
    get superuserUrl() {
      return current().superuserUrl;
    },
    get dataDir() {
      return current().dataDir;
    },
    get env() {
      return current().env;
    },
    query: (text, values) => current().query(text, values),
  };
}
