import { dueAt, lastMonth, periodsDue, type Schedule } from '#app/features/delivery/occurrence.ts';
import { readPeriod, wallClock } from '#reports/period.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const AMSTERDAM = { cadence: 'monthly', anchorDay: 1, localTime: '06:00', zone: 'Europe/Amsterdam' } as const;

const due = (changes: Partial<Schedule>, period: string): string =>
  dueAt({ ...AMSTERDAM, ...changes }, period).toISOString();

const MONTHS = Array.from({ length: 12 * 12 }, (_, index) => {
  const year = 2020 + Math.floor(index / 12);
  return `${year}-${String((index % 12) + 1).padStart(2, '0')}`;
});
const QUARTERS = MONTHS.filter((_, index) => index % 3 === 0).map(
  (month, index) => `${month.slice(0, 4)}-Q${(index % 4) + 1}`,
);
const periodsOf = ({ cadence }: Schedule): readonly string[] => (cadence === 'monthly' ? MONTHS : QUARTERS);

/** Zones whose clocks jump at other hours, by half an hour, or over a whole day. */
const ZONES = ['Europe/Amsterdam', 'Pacific/Auckland', 'Australia/Lord_Howe', 'America/St_Johns', 'Asia/Tehran', 'UTC'];

const schedules: fc.Arbitrary<Schedule> = fc.record({
  cadence: fc.constantFrom('monthly', 'quarterly'),
  anchorDay: fc.integer({ min: 1, max: 31 }),
  localTime: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':')),
  zone: fc.constantFrom(...ZONES),
});

describe('a report falls due', () => {
  it('bad-F1 at the time that comes an hour later, where the clocks skip it', () => {
    // 2026-03-29 02:30 does not exist in Amsterdam; 03:30 is 01:30 UTC.
    expect(due({ anchorDay: 29, localTime: '02:30' }, '2026-02')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('bad-F2 at the first of two equal times, where the clocks repeat it', () => {
    expect(due({ anchorDay: 25, localTime: '02:30' }, '2026-09')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('bad-F4 on the last day of a shorter month, and on the anchor again in the next', () => {
    const days = ['2025-12', '2026-01', '2026-02', '2026-03'].map((period) => due({ anchorDay: 31 }, period));
    expect(days.map((text) => text.slice(0, 10))).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
    for (const anchorDay of [29, 30, 31]) expect(due({ anchorDay }, '2028-01')).toContain('2028-02-29');
    for (const anchorDay of [29, 30, 31]) expect(due({ anchorDay }, '2027-01')).toContain('2027-02-28');
  });

  it('bad-F4 over the end of a year', () => {
    expect(due({}, '2025-12')).toBe('2026-01-01T05:00:00.000Z');
    expect(due({ zone: 'Pacific/Auckland', localTime: '00:30' }, '2025-12')).toBe('2025-12-31T11:30:00.000Z');
  });

  it('in the month after its quarter', () => {
    const days = ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'].map((period) =>
      due({ cadence: 'quarterly', anchorDay: 31 }, period),
    );
    expect(days.map((text) => text.slice(0, 10))).toEqual(['2026-04-30', '2026-07-31', '2026-10-31', '2027-01-31']);
  });

  it('for no period that is none', () => {
    expect(() => due({}, '2026-13')).toThrow(RangeError);
  });

  it('once a period, one after the other, and never before the period is over', () => {
    fc.assert(
      fc.property(schedules, (schedule) => {
        const instants = periodsOf(schedule).map((period) => dueAt(schedule, period));
        for (const [index, instant] of instants.entries()) {
          const before = instants[index - 1];
          if (before !== undefined) expect(instant.getTime()).toBeGreaterThan(before.getTime());
          const lastDay = readPeriod(periodsOf(schedule)[index] ?? '')?.lastDay ?? '9';
          expect(wallClock(instant, schedule.zone).date > lastDay).toBe(true);
        }
      }),
    );
  });
});

describe('what is due', () => {
  const START = Date.UTC(2024, 0, 1);
  const ticks = fc
    .array(fc.integer({ min: 1, max: 200 * 24 * 60 }), { minLength: 1, maxLength: 12 })
    .map((gaps) =>
      gaps.reduce<Date[]>((all, gap) => [...all, new Date((all.at(-1)?.getTime() ?? START) + gap * 60_000)], []),
    );

  it('is found exactly once, in order, at whatever moments it is asked for', () => {
    fc.assert(
      fc.property(schedules, ticks, (schedule, moments) => {
        let since = new Date(START);
        const found: string[] = [];
        for (const now of moments) {
          found.push(...periodsDue(schedule, since, now, 24));
          since = now;
        }
        const end = since;
        const expected = periodsOf(schedule).filter((period) => {
          const instant = dueAt(schedule, period);
          return instant.getTime() > START && instant <= end;
        });
        expect(found).toEqual(expected);
      }),
    );
  });

  it('at the very instant, and not a millisecond before', () => {
    const instant = dueAt(AMSTERDAM, '2026-02');
    const before = new Date(instant.getTime() - 1);
    const since = new Date(instant.getTime() - 86_400_000);
    expect(periodsDue(AMSTERDAM, since, before, 24)).toEqual([]);
    expect(periodsDue(AMSTERDAM, since, instant, 24)).toEqual(['2026-02']);
    expect(periodsDue(AMSTERDAM, instant, instant, 24)).toEqual([]);
  });

  it('is the newest of more than were asked for', () => {
    expect(periodsDue(AMSTERDAM, new Date('2020-01-15'), new Date('2026-03-15'), 2)).toEqual(['2026-01', '2026-02']);
  });
});

describe('last month', () => {
  it('is told by the wall clock of Amsterdam', () => {
    expect(lastMonth(new Date('2026-01-31T22:59:59Z'))).toBe('2025-12');
    expect(lastMonth(new Date('2026-01-31T23:00:00Z'))).toBe('2026-01');
    expect(lastMonth(new Date('2026-06-30T21:59:59Z'))).toBe('2026-05');
    expect(lastMonth(new Date('2026-06-30T22:00:00Z'))).toBe('2026-06');
  });
});
