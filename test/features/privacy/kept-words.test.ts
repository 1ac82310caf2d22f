// What officers read of a thing that was kept of somebody who asked to be erased: whether its day is over, and what that means while others run on (bad-I3).
import { keptInWords } from '#app/features/privacy/request-words.ts';
import { formatDay } from '#app/ui/format.ts';
import { describe, expect, it } from 'vitest';

const keep = { what: 'Invoice 17', law: 'Tax law', until: '2028-12-31' };

describe('what is kept', () => {
  it('is kept on its last day, and can go on the day after', () => {
    expect(keptInWords(keep, { today: '2028-12-31', isHere: true }, formatDay)).toEqual({
      line: 'Invoice 17 is kept: Tax law, until 31 Dec 2028',
      next: null,
    });
    expect(keptInWords(keep, { today: '2029-01-01', isHere: true }, formatDay)).toEqual({
      line: 'Invoice 17 was kept: Tax law, until 31 Dec 2028',
      next: 'That day is over: remove what was kept for this alone.',
    });
  });

  it('of somebody who is gone leaves nothing to do, and nothing of what it was', () => {
    expect(keptInWords({ ...keep, what: null }, { today: '2029-01-01', isHere: false }, formatDay)).toEqual({
      line: 'Something was kept: Tax law, until 31 Dec 2028',
      next: null,
    });
  });
});
