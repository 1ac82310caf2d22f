// Brings the configured database to the newest migration, by the login that owns it.
import { ensureEmbeddedPostgres } from './embedded-postgres.server.ts';
import { env } from './env.server.ts';
import { migrate } from './migrate.server.ts';

/** Migrates MIGRATION_DATABASE_URL, or the embedded database. Gives the names of what was applied now. */
export const migrateDatabase = (): Promise<{ applied: string[] }> => asOwner(migrate);

/** Runs `work` with the address of the login that owns the configured database. */
export async function asOwner<T>(work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const { migrationDatabaseUrl, databaseUrl, dataDir } = env();
  if (migrationDatabaseUrl !== undefined) return work(migrationDatabaseUrl);
  if (databaseUrl !== undefined) {
    throw new Error('MIGRATION_DATABASE_URL is required beside DATABASE_URL: the login that owns the database');
  }
  const embedded = await ensureEmbeddedPostgres(dataDir);
  try {
    return await work(embedded.ownerUrl);
  } finally {
    await embedded.close();
  }
}
