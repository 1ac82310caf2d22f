// How often somebody may do what costs others something: counted in the database, per network or person, and nobody pays for another.
import { limitNetwork, LIMITS, takeTurn } from '#app/features/access/rate-limit.server.ts';
import { networkOf } from '#app/features/access/network.ts';
import { inRequestScope } from '#app/features/access/request-scope.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { moveClock } from '#test/support/register.ts';
import { findFreePort, startPortalProcess } from '#test/support/portal-process.ts';
import { startServer } from '#app/server.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const { most, withinS } = LIMITS['sign-in:network'];

beforeEach(async () => {
  await moveClock(database, '0 hours');
  await database.query('truncate rate_counts, audit_events');
});

describe('a limit', () => {
  it('bad-C15 lets exactly its number through of five hundred at once, tells the others when to come back, and nobody else notices', async () => {
    const waits = await Promise.all(Array.from({ length: 500 }, () => takeTurn('sign-in:network', '203.0.113.9')));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(most);
    for (const wait of waits.filter((found) => found > 0)) expect(wait).toBeGreaterThan(withinS - 60);
    expect(Math.max(...waits)).toBeLessThanOrEqual(withinS);
    expect(await takeTurn('sign-in:network', '203.0.113.10')).toBe(0);
    expect(await takeTurn('code:network', '203.0.113.9')).toBe(0);
  });

  it('opens again when its window has passed, by the database clock', async () => {
    for (let i = 0; i <= most; i++) await takeTurn('sign-in:network', 'a');
    await moveClock(database, `${withinS - 5} seconds`);
    expect(await takeTurn('sign-in:network', 'a')).toBeGreaterThan(0);
    await moveClock(database, `${withinS + 5} seconds`);
    expect(await takeTurn('sign-in:network', 'a')).toBe(0);
  });

  it('answers 429 with Retry-After, writes one kind of event, and keeps no address', async () => {
    const address = '2001:db8:1:2:3:4:5:6';
    const ask = () => inRequestScope({ requestId: 'r', address }, () => limitNetwork('sign-in:network'));
    for (let i = 0; i < most; i++) await ask();
    const refusal: unknown = await ask().catch((thrown: unknown) => thrown);
    if (!(refusal instanceof Response)) throw new Error('It was let through');
    expect(refusal.status).toBe(429);
    expect(Number(refusal.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await database.query('select event, details from audit_events')).toEqual([
      { event: 'refused', details: { limit: 'sign-in:network' } },
    ]);
    const [kept] = await database.query<{ text: string }>(`select string_agg(c::text, ' ') as text from rate_counts c`);
    expect(kept?.text).not.toMatch(/2001|db8/);
  });

  it('does not let refusals fill the ledger: beyond thirty from one network they are logged alone', async () => {
    const ask = () =>
      inRequestScope({ requestId: 'r', address: '198.51.100.7' }, () => limitNetwork('sign-in:network'));
    for (let i = 0; i < most + 50; i++) await ask().catch(() => undefined);
    expect(await database.query(`select from audit_events where event = 'refused'`)).toHaveLength(30);
  });
});

describe('a network', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', 'unknown'],
    ['nonsense', 'unknown'],
  ])('of %j is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('an address that a request claims to come from', () => {
  beforeAll(async () => {
    // Makes the build if it is not there.
    await (await startServer({ port: 0 })).close();
  });

  it.each([
    ['is nobody’s word unless a trusted proxy gives it', {}, 1],
    ['counts when a trusted proxy gives it', { PSA_TRUSTED_PROXIES: 'loopback' }, 2],
  ])('%s', async (_what, trusting, networks) => {
    const portal = await startPortalProcess(await findFreePort(), { ...database.env, ...trusting });
    for (const address of ['203.0.113.9', '198.51.100.7']) {
      const answer = await fetch(`${portal.url}/sign-in`, {
        method: 'PUT',
        headers: { Origin: portal.url, 'X-Forwarded-For': address },
      });
      expect(answer.status).toBe(405);
    }
    await expect.poll(() => database.query(`select from audit_events where event = 'refused'`)).toHaveLength(2);
    await portal.stop();
    expect(await database.query(`select from rate_counts where limit_name = 'refused'`)).toHaveLength(networks);
  });
});
