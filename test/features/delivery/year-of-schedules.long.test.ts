// As year-of-schedules.test.ts: a leap year of two hundred agreements.
import { useDatabase } from '#test/support/database.ts';
import { moveClock } from '#test/support/register.ts';
import { afterEach, expect, it } from 'vitest';
import { liveSchedules } from './year-of-schedules.ts';

const database = useDatabase();
afterEach(() => moveClock(database, '0'));

it('bad-F1 bad-F2 bad-F4 bad-F5 a year of two hundred schedules in four zones: every period once, none lost, each on time', async () => {
  const months = Array.from({ length: 12 }, (_, index) => index + 1);
  const lived = await liveSchedules(database, { agreements: 200, stride: 1, months, workers: 3 });
  expect(lived.faults).toEqual([]);
  expect(lived.runs).toBeGreaterThan(2_000);
});
