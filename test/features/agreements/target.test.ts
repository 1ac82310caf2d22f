// What the command line's TO means.
import { readTarget } from '#app/features/agreements/target.ts';
import { expect, it } from 'vitest';

it('an employer is found by its partner ID in either case; slugs of others are taken as they are', () => {
  expect(readTarget('employer:ab12')).toEqual({ ok: true, value: { kind: 'slugs', slugs: ['employer-AB12'] } });
  expect(readTarget('partner:acme')).toEqual({ ok: true, value: { kind: 'slugs', slugs: ['partner-acme'] } });
  expect(readTarget('employer:ab 12')).toMatchObject({ ok: false });
});
