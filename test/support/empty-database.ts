// Makes the test's database what a new one is after `psa migrate`: no row, and no number given.
import pg from 'pg';
import type { TestDatabase } from './database.ts';

export async function emptyDatabase({ superuserUrl }: TestDatabase): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ names: string }>(
      `select string_agg(quote_ident(relname), ', ') as names from pg_class
       where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in ('_prisma_migrations', 'countries')`,
    );
    await client.query(`set session_replication_role = replica; truncate ${rows[0]?.names} restart identity cascade`);
  } finally {
    await client.end();
  }
}
