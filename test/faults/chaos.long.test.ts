// Three hundred reports while workers are killed at random, PostgreSQL itself is killed, and the servers of recipients fail at one call or another.
import { closeDatabase } from '#app/platform/db.server.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { until } from '#test/support/embedded-server.ts';
import { startOutsideServers, type OutsideServers } from '#test/support/outside-servers.ts';
import { startTestServer, type Started } from '#test/support/start-postgres.ts';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findLies, liveThroughChaos } from './chaos.ts';

let own: Started;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let servers: OutsideServers;

beforeAll(async () => {
  // Others use the server that test files share.
  own = await startTestServer(true);
  database = await createTestDatabase(own.server);
  Object.assign(process.env, database.env);
  servers = await startOutsideServers(database);
});
afterAll(async () => {
  await servers.stop();
  await closeDatabase();
  await database.drop();
  await own.server.close();
  rmSync(own.folder, { recursive: true, force: true });
});

const startedAt = async (): Promise<string | undefined> =>
  (await database.query<{ at: string }>('select pg_postmaster_start_time()::text as at'))[0]?.at;

/** PostgreSQL is killed; its keeper starts it again. */
async function restart(): Promise<void> {
  const [place] = await database.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
  const started = await startedAt();
  const lock = readFileSync(join(place?.folder ?? '', 'postmaster.pid'), 'utf8');
  process.kill(Number(lock.split('\n')[0]), 'SIGKILL');
  // A moment long the one that was killed still answers.
  await until(
    'another PostgreSQL is there',
    () =>
      startedAt().then(
        (now) => now !== started,
        () => false,
      ),
    60_000,
  );
}

it('bad-F8 bad-H1 bad-G15 three hundred reports: nothing is lost, nothing comes twice, and no state lies', async () => {
  const chaos = { agreements: 30, months: 10, kills: 4, seed: 29 };
  const { killed, laid } = await liveThroughChaos(database, { ...servers, restart }, chaos);
  expect(await findLies(database, { ...servers, restart }, chaos)).toEqual([]);
  expect(killed).toBeGreaterThan(20);
  expect(laid).toBeGreaterThan(100);
});
