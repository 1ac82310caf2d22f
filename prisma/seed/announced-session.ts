// Makes one session of the demonstration that has met already a recorded one. Those in a session are told before it first meets, by the database's own
// clock: so only the login that owns the database can say that these were told three weeks ago.
import { ensureEmbeddedPostgres } from '#app/platform/embedded-postgres.server.ts';
import { env } from '#app/platform/env.server.ts';
import pg from 'pg';

/** In one transaction, so that the walls stand again whatever happens. */
const ANNOUNCE = `
  begin;
  alter table workshop_sessions disable trigger workshop_sessions_date_announcement;
  alter table workshop_sessions no force row level security;
  update workshop_sessions set recorded = true, recording_told_at = psa_now() - interval '21 days' where title = 'Everybody' and not recorded;
  alter table workshop_sessions force row level security;
  alter table workshop_sessions enable trigger workshop_sessions_date_announcement;
  commit`;

async function announceAs(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(ANNOUNCE);
  } finally {
    await client.end();
  }
}

/** Where nobody says who owns the database, the demonstration goes without. */
export async function announceSession(): Promise<void> {
  const { migrationDatabaseUrl, databaseUrl, dataDir } = env();
  if (migrationDatabaseUrl !== undefined) return announceAs(migrationDatabaseUrl);
  if (databaseUrl !== undefined) return;
  const embedded = await ensureEmbeddedPostgres(dataDir);
  try {
    await announceAs(embedded.ownerUrl);
  } finally {
    await embedded.close();
  }
}
