import { useDatabase } from '#test/support/database.ts';
import { expect, it } from 'vitest';
import { finishManyDue } from './many-due.ts';

const database = useDatabase();
const HALF_AN_HOUR_MS = 30 * 60_000;

it('bad-F12 ten thousand reports that are due at one minute are out within half an hour, once each, over few connections', async () => {
  const { tookMs, mostConnections, ...finished } = await finishManyDue(database, { runs: 10_000, crowd: 20_000 });
  expect(finished).toEqual({ made: 10_000, notOnce: 0, overtaken: 0 });
  expect(mostConnections).toBeLessThanOrEqual(10);
  expect(tookMs).toBeLessThan(HALF_AN_HOUR_MS);
});
