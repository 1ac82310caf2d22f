// A database whose other end goes away without a word: nothing is refused and nothing answers, as behind a firewall that forgot the connection.
import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { asLogin, inRoleSql, isUnavailable } from '#app/platform/db.server.ts';
import { useDatabase } from '#test/support/database.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const LIMIT_MS = 5_000;
const pairs: (readonly [Socket, Socket])[] = [];
let way: Server;

/** What was connected until now hears nothing any more, on either side. */
function fallSilent(): void {
  for (const [near, far] of pairs.splice(0)) {
    near.unpipe(far);
    far.unpipe(near);
    near.on('data', () => undefined);
  }
}

beforeAll(async () => {
  const { host, port } = new pg.Client({ connectionString: database.appUrl });
  way = createServer((near) => {
    const far = createConnection(`${host}/.s.PGSQL.${port}`);
    near.pipe(far);
    far.pipe(near);
    for (const socket of [near, far]) socket.on('error', () => undefined);
    near.on('close', () => far.destroy());
    pairs.push([near, far]);
  }).listen(0, '127.0.0.1');
  await once(way, 'listening');
  const address = new URL(database.appUrl);
  address.searchParams.delete('host');
  address.hostname = '127.0.0.1';
  address.port = String((way.address() as AddressInfo).port);
  process.env['DATABASE_URL'] = address.href;
});
afterAll(() => {
  fallSilent();
  way.close();
});

const TRANSACTION = () => inRoleSql('psa_worker', {}, (client) => client.query('select 1'));
const DOOR = () => asLogin('select 1', []);

describe.each([
  ['a transaction', TRANSACTION],
  ['the question who is there', DOOR],
] as const)('bad-H5 %s over a connection that is half open', (_what, ask) => {
  it(
    'is told within five seconds that it passes, and the next one has another connection',
    { timeout: 30_000 },
    async () => {
      await ask();
      fallSilent();
      const before = performance.now();
      const error = await ask().then(
        () => null,
        (fault: unknown) => fault,
      );
      expect(isUnavailable(error)).toBe(true);
      expect(performance.now() - before).toBeLessThan(LIMIT_MS);
      const again = performance.now();
      await ask();
      expect(performance.now() - again).toBeLessThan(LIMIT_MS);
      expect(
        await database.query(
          `select state from pg_stat_activity where datname = $1 and application_name = 'psa' and state like 'idle in transaction%'`,
          [database.name],
        ),
      ).toEqual([]);
    },
  );
});
