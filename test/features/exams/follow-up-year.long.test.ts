// The same at length: day by day, more people, several fates; and to the day for whoever never answers.
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, moveClock } from '#test/support/register.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { daysBetween } from './follow-up-events.ts';
import { liveAYear } from './follow-up-year.ts';

const database = useDatabase();
beforeAll(() => arrangeNotice());
afterEach(() => moveClock(database, '0'));

describe('a year of follow-up, day by day', () => {
  it.each([21, 22])(
    'contacts nobody too often or after a stop, and is punctual across both changes of the clocks (fate %i)',
    async (seed) => {
      const lived = await liveAYear(database, { people: 60, events: 900, seed, everyDays: 1, caps: null });
      expect(lived.faults).toEqual([]);
      for (const [index, [asked, reminded, called]] of lived.quiet.entries()) {
        // The first exam month was over before the portal began to look.
        if (asked?.month !== lived.firstMonth) expect([index, asked?.day.slice(8)]).toEqual([index, '01']);
        expect([index, daysBetween(asked, reminded), daysBetween(reminded, called)]).toEqual([index, 7, 7]);
      }
    },
    300_000,
  );

  it('sends nothing that waited for too long while nothing ran, and shows it', async () => {
    const year = { people: 60, events: 600, seed: 24, everyDays: 1, caps: null, still: [80, 140] } as const;
    const lived = await liveAYear(database, year);
    expect(lived.faults).toEqual([]);
    expect(lived.kept).toBeGreaterThan(0);
  }, 300_000);

  it('follows the setting as it is changed', async () => {
    const caps = [3, 1, 0, 5, 2, 9];
    const lived = await liveAYear(database, { people: 60, events: 900, seed: 23, everyDays: 2, caps });
    expect(lived.faults).toEqual([]);
  }, 300_000);
});
