// Over a leap day, month ends and changes of the clocks: every period one run, at its minute, whoever looks.
import { useDatabase } from '#test/support/database.ts';
import { moveClock } from '#test/support/register.ts';
import { afterEach, expect, it } from 'vitest';
import { liveSchedules } from './year-of-schedules.ts';

const database = useDatabase();
afterEach(() => moveClock(database, '0'));

it(
  'bad-F1 bad-F4 a quarter of schedules in four zones makes each run once and on time',
  { timeout: 60_000 },
  async () => {
    const lived = await liveSchedules(database, { agreements: 6, stride: 13, months: [2, 3], workers: 2 });
    expect(lived.faults).toEqual([]);
    expect(lived.runs).toBeGreaterThan(8);
  },
);
