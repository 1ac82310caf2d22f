import { dueDate } from '#app/features/privacy/due-date.ts';
import { describe, expect, it } from 'vitest';

describe('dueDate', () => {
  it.each([
    ['2026-11-05', '2026-12-07'],
    ['2026-11-04', '2026-12-04'],
    ['2027-01-31', '2027-03-01'],
    ['2028-01-31', '2028-02-29'],
    ['2026-12-31', '2027-02-01'],
  ])('of %s is %s', (day, due) => {
    expect(dueDate(day)).toBe(due);
  });
});
