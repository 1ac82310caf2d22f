// What a run that goes no further waits for.
import { canBeTriedAgain, isHeldByPause, isUnsettled } from '#app/features/reporting/run.ts';
import { expect, it } from 'vitest';

const at = new Date('2026-01-05T05:00:00Z');
const dead = { state: 'dead', disclosedAt: null };
const unsettled = { state: 'dead', disclosedAt: at };
const left = { state: 'delivered', disclosedAt: at };
const published = { state: 'delivered', disclosedAt: null };

it('what was given up after it may have left waits for what the recipient says', () => {
  expect([dead, unsettled, left, published].map(isUnsettled)).toEqual([false, true, false, false]);
});

it.each([
  ['nothing was given up', [published], false, false],
  ['its file stands', [dead, left], false, true],
  ['its file is gone, and nothing had left: it is built anew', [dead, published], true, true],
  ['its file is gone, and something had left: nothing is there to send', [dead, left], true, false],
  ['its file is gone, and the other one is on its way', [dead, { state: 'sending', disclosedAt: null }], true, false],
  ['its file is gone, and whether it arrived can be asked', [unsettled, left], true, true],
])('of a run, where %s, it is tried again: or not', (_, deliveries, isFileRemoved, canBe) => {
  expect(canBeTriedAgain({ state: 'ready', deliveries, isFileRemoved })).toBe(canBe);
  expect(canBeTriedAgain({ state: 'stale', deliveries, isFileRemoved })).toBe(false);
});

it.each([
  ['planned', null, true],
  // Whoever asked for it during the pause had it built, and that failed.
  ['failed', at, true],
  ['failed', null, false],
  ['missed', null, false],
  ['done', null, false],
] as const)(
  '%s before its schedule paused, to be tried again at %s, it waits for that: %s',
  (state, nextTryAt, isHeld) => {
    const run = { state, nextTryAt, plannedAt: at, deliveries: [] };
    expect(isHeldByPause({ ...run, pausedAt: at })).toBe(isHeld);
    expect(isHeldByPause({ ...run, pausedAt: new Date(at.getTime() - 1) })).toBe(false);
    expect(isHeldByPause({ ...run, pausedAt: null })).toBe(false);
  },
);
