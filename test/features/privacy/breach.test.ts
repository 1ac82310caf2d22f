// The clock of a breach counts elapsed hours, and no step is taken that its rules do not allow.
import {
  clockAt,
  deadlineOf,
  isClockRunning,
  isLate,
  refusalOf,
  sayMinutes,
  standingOf,
  type BreachStep,
} from '#app/features/privacy/breach.ts';
import { instantTyped, typedInstant } from '#app/features/privacy/breach-times.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const KNOWN = new Date('2026-11-20T10:00:00Z');
const after = (hours: number, minutes = 0): Date => new Date(KNOWN.getTime() + (hours * 60 + minutes) * 60_000);
const by = 'Noor Dekker';

const assessed = (risk: 'none' | 'risk' | 'high'): BreachStep => ({
  step: 'assessed',
  at: after(1),
  by,
  risk,
  why: 'because',
  consequences: [],
  measures: [],
});
const reported: BreachStep = { step: 'reported', at: after(2), by, reference: null, lateWhy: null };
const notReported: BreachStep = { step: 'not-reported', at: after(2), by, why: 'because' };
const told: BreachStep = { step: 'told', at: after(3), by, how: 'otherwise', why: 'by letter' };
const closed: BreachStep = { step: 'closed', at: after(4), by, why: null };
const reopened: BreachStep = { step: 'reopened', at: after(5), by, why: 'because' };

const wish = (step: BreachStep['step'], hours = 10, lateWhy: string | null = null) => ({
  step,
  at: after(hours),
  lateWhy,
});
const ask = (steps: readonly BreachStep[], step: BreachStep['step'], hours = 10, lateWhy: string | null = null) =>
  refusalOf(KNOWN, steps, wish(step, hours, lateWhy), after(Math.max(hours, 10)));

describe('bad-I19 the 72 hours', () => {
  it.each([
    ['before the clocks go back', '2026-10-24T23:30', '2026-10-27T22:30'],
    ['before the clocks go forward', '2027-03-27T23:30', '2027-03-31T00:30'],
    ['in a week without a change', '2026-11-21T23:30', '2026-11-24T23:30'],
  ])('are elapsed hours from Saturday 23:30, %s', (_when, known, end) => {
    const at = instantTyped(known);
    expect(at && typedInstant(deadlineOf(at))).toBe(end);
    expect(at && deadlineOf(at).getTime() - at.getTime()).toBe(72 * 3_600_000);
  });

  it('are not over after 71 h 59 min, nor with the last of them; after 72 h 01 min they are, and the reasons are needed', () => {
    expect(isLate(KNOWN, after(71, 59))).toBe(false);
    expect(isLate(KNOWN, after(72))).toBe(false);
    expect(isLate(KNOWN, after(72, 1))).toBe(true);
    const report = (at: Date, lateWhy: string | null) =>
      refusalOf(KNOWN, [assessed('risk')], { step: 'reported', at, lateWhy }, after(100));
    expect(report(after(71, 59), null)).toBeNull();
    expect(report(after(72), null)).toBeNull();
    expect(report(after(72, 1), null)).toBe('late-unexplained');
    expect(report(after(72, 1), 'The office was under water')).toBeNull();
  });

  it('are told in hours and minutes, to the minute that is whole', () => {
    expect(sayMinutes(clockAt(KNOWN, after(0, 1)).minutesLeft)).toBe('71 h 59 min');
    expect(clockAt(KNOWN, after(72)).minutesLeft).toBe(0);
    expect(clockAt(KNOWN, new Date(after(72).getTime() + 1)).minutesLeft).toBe(-1);
    expect(clockAt(KNOWN, after(73, 30)).minutesLeft).toBe(-90);
  });

  it('run until it is reported, or decided that it is not while there is no risk', () => {
    const runs = (...steps: BreachStep[]) => isClockRunning(standingOf(steps));
    expect(runs()).toBe(true);
    expect(runs(assessed('none'))).toBe(true);
    expect(runs(assessed('risk'), reported)).toBe(false);
    expect(runs(assessed('none'), notReported)).toBe(false);
    // A risk that is found later makes them matter again.
    expect(runs(assessed('none'), notReported, assessed('risk'))).toBe(true);
    expect(runs(assessed('none'), notReported, closed)).toBe(false);
  });
});

describe('a time from a clock in Amsterdam', () => {
  it('that comes twice is the first of the two, and one that does not come is the hour before', () => {
    expect(instantTyped('2026-10-25T02:30')?.toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(instantTyped('2027-03-28T02:30')?.toISOString()).toBe('2027-03-28T00:30:00.000Z');
  });

  it('that is none is none', () => {
    for (const text of ['', '2026-02-30T10:00', '2026-10-24', '2026-10-24T25:00', '2026-10-24T23:30Z', 'yesterday'])
      expect(instantTyped(text), text).toBeNull();
  });

  it('comes back as it was typed, unless clocks skipped it', () => {
    const minute = fc.integer({ min: 0, max: 60 * 24 * 365 * 20 });
    fc.assert(
      fc.property(minute, (minutes) => {
        const typed = typedInstant(new Date(Date.UTC(2020, 0, 1) + minutes * 60_000));
        const at = instantTyped(typed);
        expect(at && typedInstant(at)).toBe(typed);
      }),
    );
  });
});

describe('a step', () => {
  it('follows from the risk: none needs no report, a risk does, a high one needs people told before it is closed', () => {
    expect(ask([], 'closed')).toBe('not-assessed');
    expect(ask([assessed('none')], 'closed')).toBe('not-decided');
    expect(ask([assessed('none')], 'not-reported')).toBeNull();
    expect(ask([assessed('risk')], 'not-reported')).toBe('must-be-reported');
    expect(ask([assessed('none'), notReported], 'closed')).toBeNull();
    expect(ask([assessed('none'), notReported, assessed('risk')], 'closed')).toBe('must-be-reported');
    expect(ask([assessed('risk'), reported], 'closed')).toBeNull();
    expect(ask([assessed('high'), reported], 'closed')).toBe('must-be-told');
    expect(ask([assessed('high'), reported, told], 'closed')).toBeNull();
  });

  it('to the authority can be taken at once, before anything is assessed, and once', () => {
    expect(ask([], 'reported')).toBeNull();
    expect(ask([reported], 'reported')).toBe('reported-already');
    expect(ask([reported, assessed('none')], 'not-reported')).toBe('reported-already');
    expect(ask([assessed('risk')], 'supplemented')).toBe('not-reported-yet');
    expect(ask([assessed('risk'), reported], 'supplemented')).toBeNull();
  });

  it('is taken neither before it was known, nor in the future, nor once it is closed', () => {
    expect(ask([assessed('risk')], 'reported', -1)).toBe('before-known');
    expect(refusalOf(KNOWN, [], { step: 'reported', at: after(11) }, after(10))).toBe('in-the-future');
    const done = [assessed('risk'), reported, closed];
    expect(ask(done, 'assessed')).toBe('closed');
    expect(ask(done, 'reopened')).toBeNull();
    expect(ask([...done, reopened], 'assessed')).toBeNull();
    expect(ask([...done, reopened], 'reopened')).toBe('not-closed');
  });
});
