// Follow-up over a simulated year, across both changes of the clocks (C8): never more contacts than the setting says, never one after a stop.
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, moveClock } from '#test/support/register.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { daysBetween } from './follow-up-events.ts';
import { liveAYear } from './follow-up-year.ts';

const database = useDatabase();
beforeAll(() => arrangeNotice());
afterEach(() => moveClock(database, '0'));

const EVERYTHING = ['outcome-asked', 'outcome-reminded', 'call', 'answer', 'record', 'move', 'restrict', 'cancel-all'];

describe('a year of follow-up', () => {
  it('contacts nobody more often than allowed and nobody after a stop, and asks whoever never answers three times', async () => {
    const lived = await liveAYear(database, { people: 36, events: 400, seed: 8, everyDays: 6, caps: null });
    expect(lived.faults).toEqual([]);
    expect(lived.kept).toBe(0);
    expect(Object.keys(lived.happened)).toEqual(expect.arrayContaining(EVERYTHING));
    for (const contacts of lived.quiet) {
      expect(contacts.map(({ kind }) => kind)).toEqual(['outcome-asked', 'outcome-reminded', 'call']);
      const [asked, reminded, called] = contacts;
      // The portal looked every sixth day: what was late put off what came after it.
      expect(daysBetween(asked, reminded)).toBeGreaterThanOrEqual(7);
      expect(daysBetween(reminded, called)).toBeGreaterThanOrEqual(7);
    }
  }, 120_000);

  it('sends nothing that waited for too long while nothing ran, and shows it', async () => {
    const year = { people: 16, events: 60, seed: 11, everyDays: 9, caps: null, still: [95, 150] } as const;
    const lived = await liveAYear(database, year);
    expect(lived.faults).toEqual([]);
    expect(lived.kept).toBeGreaterThan(0);
  }, 120_000);

  it('follows the setting as it is changed', async () => {
    const caps = [3, 1, 0, 5, 2, 9];
    const lived = await liveAYear(database, { people: 24, events: 250, seed: 9, everyDays: 10, caps });
    expect(lived.faults).toEqual([]);
  }, 120_000);
});
