// Brings the configured database to the newest migration, by the login that owns it.
import { ensureEmbeddedPostgres } from './embedded-postgres.server.ts';
import { env } from './env.server.ts';
import { migrate } from './migrate.server.ts';

/** Migrates MIGRATION_DATABASE_URL, or the embedded database. Gives the names of what was applied now. */
export async function migrateDatabase(): Promise<{ applied: string[] }> {
  const { migrationDatabaseUrl, databaseUrl, dataDir } = env();
  if (migrationDatabaseUrl !== undefined) return migrate(migrationDatabaseUrl);
  if (databaseUrl !== undefined) {
    throw new Error('MIGRATION_DATABASE_URL is required beside DATABASE_URL: the login that owns the database');
  }
  const embedded = await ensureEmbeddedPostgres(dataDir);
  try {
    return await migrate(embedded.ownerUrl);
  } finally {
    await embedded.close();
  }
}
