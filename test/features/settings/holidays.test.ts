import { faultOfHolidays, holidaysIn, PROPOSED_HOLIDAYS, tidyHolidays } from '#app/features/settings/holidays.ts';
import { SETTINGS } from '#app/features/settings/settings.ts';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';

/** Easter Sunday of a year (Gauss, as Butcher wrote it down). */
function easterOf(year: number): Temporal.PlainDate {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  return new Temporal.PlainDate(year, month, (h + l - 7 * m + 33 * month + 19) % 32);
}

describe('holidays', () => {
  it('are proposed as they fall: the days that move with Easter are where it puts them', () => {
    const days = holidaysIn(PROPOSED_HOLIDAYS);
    for (const year of [2026, 2027, 2028, 2029])
      for (const [after, name] of [
        [1, 'Easter Monday'],
        [39, 'Ascension Day'],
        [50, 'Whit Monday'],
      ] as const) {
        const day = easterOf(year).add({ days: after }).toString();
        expect(days.has(day), `${name} ${year}`).toBe(true);
        expect(PROPOSED_HOLIDAYS).toContain(`${day} ${name}`);
      }
    expect(tidyHolidays(PROPOSED_HOLIDAYS)).toBe(PROPOSED_HOLIDAYS);
    expect(SETTINGS.holidays.schema.safeParse(PROPOSED_HOLIDAYS).success).toBe(true);
  });

  it.each([
    ['2026-12-25', 'is not a day and a name'],
    ['25-12-2026 Christmas', 'is not a day and a name'],
    ['2026-13-01 Thirteenth', 'There is no day 2026-13-01.'],
    ['2027-02-29 Leap', 'There is no day 2027-02-29.'],
    ['2026-12-25 One\n2026-12-25 Two', '2026-12-25 stands here twice.'],
  ])('are refused with what is wrong: %s', (text, fault) => {
    expect(faultOfHolidays(text)).toContain(fault);
    expect(tidyHolidays(text)).toBeNull();
    expect(SETTINGS.holidays.fromText(text)).toBeNull();
  });

  it('may be none', () => {
    expect(tidyHolidays('')).toBe('');
    expect(holidaysIn('')).toEqual(new Set());
  });
});
