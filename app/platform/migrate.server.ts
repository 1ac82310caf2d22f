// Brings a database to the schema of this version: plain SQL from prisma/migrations in Prisma's own bookkeeping, one process at a time.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import pg from 'pg';
import { installBackupReader } from './backup-reader.server.ts';
import { installJobQueue } from './install-job-queue.server.ts';
import { projectRoot } from './project-root.server.ts';
import { withSchemaEngine } from './schema-engine.server.ts';

/** Held while migrating, so that two commands at once take turns. Any number will do, as long as it stays. */
const MIGRATION_LOCK = 7_220_251;
const MIGRATIONS = join(projectRoot, 'prisma', 'migrations');
const NO_FILTER = { externalTables: [], externalEnums: [] };

/** Thrown when a migration fails; nothing of that migration stays, and the message names it. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** The migrations in a folder, oldest first, in the engine's form. */
async function listMigrations(baseDir: string) {
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(join(baseDir, name, 'migration.sql'), 'utf8') },
        },
      })),
    ),
  };
}

async function underLock<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Migrations that began and did not finish. Ours are transactions, so nothing of them is there, and they may be tried again. */
async function forgetFailed(client: pg.Client): Promise<void> {
  const found = await client.query<{ known: boolean }>("select to_regclass('_prisma_migrations') is not null as known");
  if (found.rows[0]?.known !== true) return;
  await client.query('delete from _prisma_migrations where finished_at is null and rolled_back_at is null');
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.trim();
}

/**
 * Applies the migrations that the database lacks, and what the job queue needs. Takes the owner's URL, gives the names of those applied, in order.
 * Throws MigrationError naming the migration that failed, or saying that an applied one was edited or is unknown to this version.
 */
export async function migrate(ownerUrl: string): Promise<{ applied: string[] }> {
  const migrationsList = await listMigrations(MIGRATIONS);
  return underLock(ownerUrl, async (client) => {
    await forgetFailed(client);
    try {
      const applied = await withSchemaEngine(ownerUrl, async (engine) => {
        const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NO_FILTER });
        return appliedMigrationNames;
      });
      await installJobQueue(ownerUrl);
      await installBackupReader(ownerUrl);
      return { applied };
    } catch (error) {
      throw new MigrationError(messageOf(error));
    }
  });
}

async function readSchema(folder: string) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.prisma')).sort();
  const files = names.map(async (name) => ({
    path: relative(projectRoot, join(folder, name)),
    content: await readFile(join(folder, name), 'utf8'),
  }));
  return { files: await Promise.all(files) };
}

/** Gives the SQL that would turn what the migrations make into what prisma/*.prisma says; '' when they agree. The login must be able to create databases. */
export async function findDrift(ownerUrl: string): Promise<string> {
  const migrations = await listMigrations(MIGRATIONS);
  const schema = await readSchema(join(projectRoot, 'prisma'));
  return withSchemaEngine(ownerUrl, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...migrations },
      to: { tag: 'schemaDatamodel', ...schema },
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    });
    return (stdout ?? '').replaceAll(/^--.*$/gm, '').trim();
  });
}
