// Where somebody may be sent after signing in: a path of this portal, whatever an address says (bad-A14).
import { safeReturnTo } from '#app/features/access/return-to.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const PORTAL = 'https://portal.example';

describe('bad-A14 after signing in', () => {
  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/..//evil.example',
    '/.//evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '',
    null,
    undefined,
  ])('%j leads to the start', (wanted) => {
    expect(safeReturnTo(wanted)).toBe('/');
  });

  it.each(['/me', '/reports?page=2', '/admin/runs/7?tab=checks'])('%j leads there', (wanted) => {
    expect(safeReturnTo(wanted)).toBe(wanted);
  });

  it('nothing that anybody can write leads to another site', () => {
    const part = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      ':',
      '@',
      '?',
      '#',
      '%2f',
      '\t',
      '\n',
      'evil.example',
      'https',
      'javascript',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
          fc.string(),
        ),
        (wanted) => {
          expect(new URL(safeReturnTo(wanted), PORTAL).origin).toBe(PORTAL);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
