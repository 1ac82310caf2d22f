import {
  choosableMonths,
  isOpen,
  monthAfter,
  planClosing,
  planMonth,
  planMove,
  planOutcome,
  standingOf,
  type Sitting,
} from '#app/features/exams/sitting.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const NOW = '2026-11';
const booked = (month: string): Sitting => ({ state: 'booked', month, outcome: null });
const passed: Sitting = { state: 'taken', month: '2026-10', outcome: 'passed' };
const cancelled: Sitting = { state: 'cancelled', month: '2026-10', outcome: null };

const anySitting = fc
  .record({
    month: fc.integer({ min: -6, max: 6 }).map((months) => monthAfter(NOW, months)),
    fate: fc.constantFrom<Pick<Sitting, 'state' | 'outcome'>>(
      { state: 'booked', outcome: null },
      { state: 'taken', outcome: null },
      { state: 'taken', outcome: 'passed' },
      { state: 'taken', outcome: 'failed' },
      { state: 'not-taken', outcome: null },
      { state: 'cancelled', outcome: null },
    ),
  })
  .map(({ month, fate }): Sitting => ({ month, ...fate }));

describe('an outcome', () => {
  it('is recorded once its month has begun', () => {
    expect(planOutcome(booked('2026-11'), 'passed', NOW)).toEqual({ ok: true, value: { changes: true } });
    expect(planOutcome(booked('2026-08'), 'failed', NOW)).toEqual({ ok: true, value: { changes: true } });
  });

  it('bad-C5 is refused for a month to come', () => {
    expect(planOutcome(booked('2026-12'), 'passed', NOW)).toEqual({ ok: false, reason: 'month-ahead' });
  });

  it('bad-C5 that differs from the one known is refused; the same one again changes nothing', () => {
    expect(planOutcome(passed, 'failed', NOW)).toEqual({ ok: false, reason: 'other-outcome-known' });
    expect(planOutcome(passed, 'passed', NOW)).toEqual({ ok: true, value: { changes: false } });
  });

  it('is refused for a sitting that was cancelled', () => {
    expect(planOutcome(cancelled, 'passed', NOW)).toEqual({ ok: false, reason: 'closed' });
  });
});

describe('a sitting', () => {
  it('moves and closes only while it is open, whatever it has been through', () => {
    fc.assert(
      fc.property(anySitting, fc.constantFrom('2026-10', '2026-12'), (sitting, month) => {
        expect(planMove(sitting, month, NOW).ok).toBe(isOpen(sitting));
        const closing = planClosing(sitting, 'cancelled', NOW);
        expect(closing.ok && closing.value.changes).toBe(isOpen(sitting));
      }),
    );
  });

  it('can not be called not taken before its month', () => {
    expect(planClosing(booked('2026-12'), 'not-taken', NOW)).toEqual({ ok: false, reason: 'month-ahead' });
    expect(planClosing(booked('2026-11'), 'not-taken', NOW).ok).toBe(true);
  });

  it.each<[Sitting, string]>([
    [booked('2026-12'), 'booked'],
    [booked('2026-11'), 'this-month'],
    [booked('2026-10'), 'unknown'],
    [{ state: 'taken', month: '2026-11', outcome: null }, 'unknown'],
    [passed, 'passed'],
    [cancelled, 'cancelled'],
  ])('%j stands as %s', (sitting, standing) => {
    expect(standingOf(sitting, NOW)).toBe(standing);
  });
});

describe('a month', () => {
  it('counts over the turn of the year, there and back', () => {
    expect(monthAfter('2026-11', 3)).toBe('2027-02');
    expect(monthAfter('2026-01', -1)).toBe('2025-12');
    fc.assert(
      fc.property(
        fc.integer({ min: -100, max: 100 }),
        (months) => monthAfter(monthAfter(NOW, months), -months) === NOW,
      ),
    );
  });

  it.each([
    ['2026-13', 'month-invalid'],
    ['2026-11-03', 'month-invalid'],
    ['', 'month-invalid'],
    ['2025-10', 'month-too-far'],
    ['2028-12', 'month-too-far'],
  ])('%j is refused as %s', (month, reason) => {
    expect(planMonth(month, NOW)).toEqual({ ok: false, reason });
  });

  it('that can be chosen is one that is accepted', () => {
    expect(choosableMonths(NOW).every((month) => planMonth(month, NOW).ok)).toBe(true);
  });
});
