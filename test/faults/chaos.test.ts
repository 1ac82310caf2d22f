// Workers that are killed, a database that goes away and servers that fail, a few times: see chaos.long.test.ts.
import { useDatabase } from '#test/support/database.ts';
import { moveClock } from '#test/support/register.ts';
import { startOutsideServers, type OutsideServers } from '#test/support/outside-servers.ts';
import { inDatabase } from '#test/support/start-postgres.ts';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findLies, liveThroughChaos } from './chaos.ts';

const database = useDatabase();
let servers: OutsideServers;
beforeAll(async () => {
  servers = await startOutsideServers(database);
});
afterAll(async () => {
  await moveClock(database, '0');
  await servers.stop();
});

/** Every connection ends at once. */
async function restart(): Promise<void> {
  const client = new pg.Client({ connectionString: inDatabase(database.superuserUrl, 'postgres') });
  await client.connect();
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database.name]);
  await client.end();
}

it(
  'bad-F8 bad-H1 nothing is lost, nothing comes twice and no state lies, whatever is killed',
  { timeout: 120_000 },
  async () => {
    const chaos = { agreements: 5, months: 1, kills: 3, seed: 3 };
    await liveThroughChaos(database, { ...servers, restart }, chaos);
    expect(await findLies(database, { ...servers, restart }, chaos)).toEqual([]);
  },
);
