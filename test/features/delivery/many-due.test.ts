import { useDatabase } from '#test/support/database.ts';
import { expect, it } from 'vitest';
import { finishManyDue } from './many-due.ts';

const database = useDatabase();

it(
  'bad-F12 schedules that are due at one minute are made once each, nobody’s second before everybody’s first, over few connections',
  { timeout: 60_000 },
  async () => {
    const finished = await finishManyDue(database, { runs: 80, crowd: 2_000 });
    expect(finished).toMatchObject({ made: 80, notOnce: 0, overtaken: 0 });
    expect(finished.mostConnections).toBeLessThanOrEqual(10);
  },
);
