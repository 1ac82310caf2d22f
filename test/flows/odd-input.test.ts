// What nobody types by hand and anybody can send: it is left out or refused, and is no fault of the portal's.
import { usePortalServer, type PersonaName } from '#test/support/portal.ts';
import { describe, expect, it } from 'vitest';

const portal = usePortalServer();
const NUL = '%00';

const ask = async (who: PersonaName, path: string, form?: Record<string, string>): Promise<number> => {
  const answer = await fetch(`${portal.url}${path}`, {
    redirect: 'manual',
    headers: { Cookie: await portal.cookieOf(who), Origin: portal.url, 'Sec-Fetch-Site': 'same-origin' },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  });
  await answer.arrayBuffer();
  return answer.status;
};

describe('an address with', () => {
  it.each([
    ['a NUL in what the ledger is searched for', 'privacy-officer', `/desk/audit?subject=${NUL}7`],
    ['other control characters there', 'privacy-officer', '/desk/audit?subject=%01%7F%C2%85'],
    ['a day before there were days', 'privacy-officer', '/desk/audit?from=0000-01-01&to=0000-12-31'],
    ['the last day of all', 'privacy-officer', '/desk/audit?from=9999-12-31&to=9999-12-31'],
    ['a NUL in a company’s name', 'administrator', `/admin/employers?q=a${NUL}b`],
    ['half a character', 'administrator', '/admin/employers?q=%ED%A0%80ab'],
    ['a NUL in everything else', 'trainer', `/train/exams?view=${NUL}&month=${NUL}&page=${NUL}`],
    ['a NUL in the list of runs', 'administrator', `/admin/runs?period=${NUL}&sort=${NUL}&show=${NUL}&page=${NUL}`],
  ] as const)('%s shows the page', async (_what, who, path) => {
    expect(await ask(who, path)).toBe(200);
  });

  it('a NUL in what was sealed leads to the list', async () => {
    expect(await ask('trainer', `/train/exams?find=san${NUL}ne`)).toBe(302);
  });
});

const contactForm = async (fields: Record<string, string>) => {
  const [microsoft] = await portal.database.query<{ id: number }>(`select id from recipients where slug = 'microsoft'`);
  return { intent: 'add', recipientId: String(microsoft?.id), ...fields };
};

describe('a form with', () => {
  it('control characters in a name is taken without them', async () => {
    const staff = { intent: 'add', name: ' Zo\u0000e\u0308 \r\nde\tBoer ', email: 'zoe@psa.example' };
    expect(await ask('administrator', '/admin/staff', staff)).toBeLessThan(400);
    const contact = await contactForm({ name: 'Nu\u0000la Byrne', email: 'nula@microsoft.example' });
    expect(await ask('administrator', '/admin/contacts', contact)).toBeLessThan(400);
    const names = await portal.database.query(
      `select name from staff_members where email = 'zoe@psa.example'
       union all select name from recipient_contacts where email = 'nula@microsoft.example'`,
    );
    expect(names).toEqual([{ name: 'Zo ë de Boer' }, { name: 'Nu la Byrne' }]);
  });

  it('bad-C11 nothing but control characters for a name, or one in an address, is refused', async () => {
    for (const fields of [
      { name: '\u0000\u0007', email: 'ada@psa.example' },
      { name: 'Ada', email: 'a\u0000da@psa.example' },
      { name: 'Ada', email: 'ada@psa.example\r\nBcc: eve@evil.example' },
      { name: 'Ada', email: '"a b"@psa.example' },
    ]) {
      expect(await ask('administrator', '/admin/staff', { intent: 'add', ...fields })).toBe(400);
      expect(await ask('administrator', '/admin/contacts', await contactForm(fields))).toBe(400);
    }
  });

  it('an address in another Unicode form, or in capitals, is the same address', async () => {
    const one = { intent: 'add', name: 'René', email: 'Rene\u0301@PSA.example' };
    expect(await ask('administrator', '/admin/staff', one)).toBeLessThan(400);
    expect(await portal.database.query(`select from staff_members where email = 'ren\u00e9@psa.example'`)).toHaveLength(
      1,
    );
    expect(await ask('administrator', '/admin/staff', { ...one, email: 'ren\u00e9@psa.example' })).toBe(409);
    const contact = await contactForm({ name: 'Zoé', email: 'Zoe\u0301@Microsoft.example' });
    expect(await ask('administrator', '/admin/contacts', contact)).toBeLessThan(400);
    expect(
      await portal.database.query(`select from recipient_contacts where email = 'zo\u00e9@microsoft.example'`),
    ).toHaveLength(1);
  });

  it('a NUL or an odd month in a booking books nothing', async () => {
    const booking = { intent: 'book', person: 'sanne', examCode: 'AZ-104', month: portal.now };
    for (const odd of [
      { person: 'san\u0000ne' },
      { examCode: 'AZ\u0000' },
      { month: '\u0000' },
      { month: '0000-01' },
    ]) {
      const status = await ask('trainer', '/train/exams', { ...booking, ...odd });
      expect([400, 404, 409, 422]).toContain(status);
    }
  });

  it('a number that no row has, or can have, pauses no schedule', async () => {
    for (const agreementId of ['0', '-1', '1.5', '2147483648', '99999999999', '1e400'])
      expect(await ask('administrator', '/admin/schedules', { intent: 'pause', agreementId }), agreementId).toBe(400);
  });
});
