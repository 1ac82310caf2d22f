// What a form of one's own data may say.
import { readOwnChange } from '#app/features/privacy/own-data-forms.ts';
import { describe, expect, it } from 'vitest';

const read = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return readOwnChange(form, ['NL'], { phone: null, countryCode: 'NL' });
};

describe('what somebody says about a request', () => {
  it('is optional, keeps its lines, and nothing in it that can’t be seen', () => {
    expect(read({ intent: 'object' })).toMatchObject({ ok: true, value: { message: '' } });
    const message = ' One\u0000 line\r\n\r\nand  another\t\n ';
    expect(read({ intent: 'ask', kind: 'rectification', message })).toMatchObject({
      ok: true,
      value: { message: 'One line\n\nand another' },
    });
  });

  it('bad-B4 is refused by name where it is too long, and where nobody decides on it', () => {
    const message = 'x'.repeat(2001);
    expect(read({ intent: 'object', message })).toEqual({
      ok: false,
      reason: { intent: 'object', faults: { message: 'long' } },
    });
    expect(read({ intent: 'object', message: message.slice(1) })).toMatchObject({ ok: true });
    expect(read({ intent: 'restrict', message: 'x' })).toMatchObject({ ok: false, reason: { intent: '' } });
  });
});
