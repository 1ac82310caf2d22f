import { dayOf, dueDate, daysBetween, mayExtend, nominalDay, workingDay } from '#app/features/privacy/due-date.ts';
import { holidaysIn, PROPOSED_HOLIDAYS } from '#app/features/settings/holidays.ts';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';

const NONE = new Set<string>();
const KNOWN = holidaysIn(PROPOSED_HOLIDAYS);

describe('a due date', () => {
  it.each([
    ['2026-11-05', '2026-12-05', '2026-12-07'],
    ['2026-11-04', '2026-12-04', '2026-12-04'],
    ['2027-01-31', '2027-02-28', '2027-03-01'],
    ['2028-01-31', '2028-02-29', '2028-02-29'],
    ['2026-08-31', '2026-09-30', '2026-09-30'],
    ['2026-12-31', '2027-01-31', '2027-02-01'],
    // Christmas on a Friday and a Saturday, then a Sunday.
    ['2026-11-25', '2026-12-25', '2026-12-28'],
    // Easter Monday, after a Sunday.
    ['2027-02-28', '2027-03-28', '2027-03-30'],
  ])('of what was received on %s is nominally %s, and %s', (received, nominal, due) => {
    expect(nominalDay(received)).toBe(nominal);
    expect(dueDate(received, KNOWN)).toBe(due);
  });

  it.each([
    ['2026-11-30', '2027-02-28', '2027-03-01'],
    // Counted from the receipt: three times a month would be 28 April.
    ['2027-01-31', '2027-04-30', '2027-04-30'],
    ['2026-11-29', '2027-02-28', '2027-03-01'],
  ])('extended, three months from %s are nominally %s, and %s', (received, nominal, due) => {
    expect(nominalDay(received, 3)).toBe(nominal);
    expect(dueDate(received, NONE, 3)).toBe(due);
  });

  it.each([
    ['Pacific/Auckland', '2026-11-30', '2026-12-30'],
    ['Europe/Amsterdam', '2026-11-30', '2026-12-30'],
    ['America/New_York', '2026-12-01', '2027-01-01'],
    ['Pacific/Honolulu', '2026-12-01', '2027-01-01'],
  ])('counts from the day where the association sits: 23:59 of 30 November in %s is %s', (zone, day, nominal) => {
    const instant = Temporal.PlainDateTime.from('2026-11-30T23:59').toZonedDateTime(zone).epochMilliseconds;
    expect(dayOf(new Date(instant))).toBe(day);
    expect(nominalDay(day)).toBe(nominal);
  });

  it('is never at a weekend or on a holiday, never before the nominal day, and never later than it has to be', () => {
    const days = fc
      .integer({ min: 0, max: 20_000 })
      .map((count) => Temporal.PlainDate.from('2020-01-01').add({ days: count }).toString());
    fc.assert(
      fc.property(
        days,
        fc.constantFrom(1 as const, 3 as const),
        fc.array(days, { maxLength: 400 }),
        (day, months, off) => {
          const nominal = nominalDay(day, months);
          const near = off.map((_, index) =>
            Temporal.PlainDate.from(nominal)
              .add({ days: index % 9 })
              .toString(),
          );
          const holidays = new Set([...KNOWN, ...near.filter((_, index) => index % 3 !== 1)]);
          const due = dueDate(day, holidays, months);
          expect(Temporal.PlainDate.from(due).dayOfWeek).toBeLessThan(6);
          expect(holidays.has(due)).toBe(false);
          expect(due >= nominal).toBe(true);
          for (let on = nominal; on < due; on = Temporal.PlainDate.from(on).add({ days: 1 }).toString())
            expect(workingDay(on, holidays)).toBe(due);
          // No more than a month of another length, whichever day it is.
          expect(daysBetween(day, nominal)).toBeGreaterThanOrEqual(28);
          expect(daysBetween(day, nominal)).toBeLessThanOrEqual(months === 1 ? 31 : 92);
        },
      ),
      { seed: 20261122, numRuns: 500 },
    );
  });

  it('bad-I13 extension is over after the nominal day of the first month, though a weekend moves what is due', () => {
    expect(mayExtend('2026-10-15', '2026-11-15')).toBe(true);
    // Day 32, a Monday on which it is still due.
    expect(dueDate('2026-10-15')).toBe('2026-11-16');
    expect(mayExtend('2026-10-15', '2026-11-16')).toBe(false);
  });
});
