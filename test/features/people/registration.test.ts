// Registering: what is typed waits until its address is proved, and becomes a person once, with everything that they agreed to.
import { findSignIn } from '#app/features/access/actors.server.ts';
import { confirmRegistration } from '#app/features/people/confirm-registration.server.ts';
import { readRegistration } from '#app/features/people/registration-form.ts';
import { askToRegister, findRegistration, forgetOldRegistrations } from '#app/features/people/registrations.server.ts';
import { tombstoneOf } from '#app/features/people/tombstone.ts';
import { env } from '#app/platform/env.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { forgetKeptMail, readKeptMail } from '#test/support/kept-mail.ts';
import {
  countOf,
  COUNTRIES,
  formOf,
  given,
  registered as typeAndSend,
  registerRequest,
  TYPED,
} from '#test/support/registering.ts';
import { emptyRegister } from '#test/support/register-content.ts';
import { arrangeNotice, arrangePerson, moveClock } from '#test/support/register.ts';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const faultsOf = (changes: Record<string, string>) => {
  const read = readRegistration(formOf(changes), COUNTRIES);
  return read === null || read.ok ? read : read.faults;
};

const request = registerRequest;
const count = (table: string) => countOf(database, table);
const registered = (changes: Record<string, string> = {}) => typeAndSend(database, changes);

beforeAll(() => arrangeNotice());
beforeEach(async () => {
  await emptyRegister(database);
  await database.query('delete from registrations; delete from rate_counts; delete from employer_domains');
});
afterEach(() => forgetKeptMail(database));

describe('the form', () => {
  it('bad-C12 keeps phones in E.164, read in the country that was chosen, and refuses what can be none', () => {
    expect(given({ phone: '0031 6 1234 5678' }).phone).toBe('+31612345678');
    expect(given({ phone: '06-12345678' }).phone).toBe('+31612345678');
    expect(given({ phone: '+48 512 345 678', country: 'NL' }).phone).toBe('+48512345678');
    for (const phone of ['+31 6-123', '=1+1', 'call me', '+31612345678 ext. 5'])
      expect(faultsOf({ phone })).toEqual({ phone: 'phone-invalid' });
  });

  it('bad-C7 takes names of one part, of any script and of one letter, in one Unicode form', () => {
    expect(given({ firstName: '', lastName: '漢字' })).toMatchObject({ firstName: '', lastName: '漢字' });
    expect(given({ firstName: 'Nguye\u0302\u0303n', lastName: 'O’Brien 🙂' })).toMatchObject({
      firstName: 'Nguyễn',
      lastName: 'O’Brien 🙂',
    });
    expect(faultsOf({ firstName: ' ', lastName: '' })).toEqual({ firstName: 'name-missing' });
  });

  it('bad-C11 takes no address that carries a header', () => {
    for (const email of ['a@b\r\nBcc:x@y', '"a b"@c.example', `${'a'.repeat(250)}@b.example`])
      expect(faultsOf({ email })).toEqual({ email: 'email-invalid' });
  });

  it('says what is missing, field by field, and asks for a guardian of whoever is 16 or under', () => {
    expect(
      faultsOf({ phone: '', company: '', mpnId: 'a b', country: 'ZZ', jobRole: '', age: '', acknowledged: 'yes' }),
    ).toEqual({
      phone: 'missing',
      company: 'missing',
      mpnId: 'mpn-id-invalid',
      country: 'country-unknown',
      jobRole: 'missing',
      age: 'missing',
    });
    expect(faultsOf({ age: 'guardian' })).toEqual({ guardianEmail: 'missing' });
    expect(faultsOf({ age: 'guardian', guardianEmail: TYPED.email })).toEqual({ guardianEmail: 'guardian-is-you' });
    const form = formOf();
    form.delete('acknowledged');
    expect(readRegistration(form, COUNTRIES)).toMatchObject({
      ok: false,
      faults: { acknowledged: 'not-acknowledged' },
    });
  });

  it('takes a partner ID in either case as one', () => {
    expect(given({ mpnId: 'ab-12' }).mpnId).toBe('AB-12');
  });

  it('is no form of ours with a field more, or another notice', () => {
    expect(faultsOf({ restricted: 'yes' })).toBeNull();
    expect(faultsOf({ notice: 'newest' })).toBeNull();
    expect(faultsOf({ language: 'xx' })).toBeNull();
  });
});

describe('a registration', () => {
  it('bad-C2 sent twice is one, with one mail; mended and sent again it counts anew', async () => {
    const first = given();
    await Promise.all([askToRegister(first), askToRegister(first)]);
    expect(await count('registrations')).toBe(1);
    expect(await readKeptMail(database)).toHaveLength(1);
    await askToRegister({ ...first, phone: '+31687654321' });
    expect(await readKeptMail(database)).toHaveLength(2);
  });

  it('keeps hashes of its links, and its mail names nobody', async () => {
    const token = await registered();
    const [row] = await database.query<{ all: string }>('select registrations::text as all from registrations');
    expect(row?.all).not.toContain(token);
    const [mail] = await readKeptMail(database);
    expect(mail?.to?.[0]?.address).toBe('sanne@bluecloud.example');
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/Sanne|Vries|Bluecloud B/);
  });

  it('of a known address looks the same, and only its mailbox learns that there is an account', async () => {
    await arrangePerson(database, { email: 'sanne@bluecloud.example' });
    await askToRegister(given());
    const mails = await readKeptMail(database);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain('/sign-in');
    expect(mails[0]?.text).not.toContain('/register/confirm/');
    expect(await count('registrations')).toBe(1);
    expect(await count('persons')).toBe(1);
  });

  it('fills no mailbox: beyond some an hour, an address gets none', async () => {
    for (let index = 0; index < 8; index++) await askToRegister(given({ jobRole: `Engineer ${index}` }));
    expect((await readKeptMail(database)).length).toBe(4);
  });

  it('is looked at without changing anything, and becomes a person when the link is confirmed', async () => {
    const token = await registered({ 'member-sharing': 'yes' });
    expect(await findRegistration(token)).toMatchObject({ firstName: 'Sanne', awaited: null });
    expect(await count('persons')).toBe(0);
    const confirmed = await confirmRegistration(request(), token);
    if (confirmed.kind !== 'signed-in') throw new Error(confirmed.kind);
    const signIn = await findSignIn(request(confirmed.cookie.split(';')[0]));
    expect(signIn).toMatchObject({ actor: { kind: 'person', name: 'Sanne de Vries' }, method: 'code', language: 'nl' });
    expect(
      await database.query(
        `select p.email, p.phone, p.language, p.notice_version, p.informed_at is not null as informed, e.job_role, e.confirmed_by, r.mpn_id, r.name
         from persons p join employments e on e.person_id = p.id join employers r on r.id = e.employer_id`,
      ),
    ).toEqual([
      {
        email: 'sanne@bluecloud.example',
        phone: '+31612345678',
        language: 'nl',
        notice_version: 1,
        informed: true,
        job_role: 'Cloud Engineer',
        confirmed_by: null,
        mpn_id: '1000001',
        name: 'Bluecloud B.V.',
      },
    ]);
    expect(await database.query('select consent, given, how, actor_kind from consent_entries')).toEqual([
      { consent: 'member-sharing', given: true, how: 'registration', actor_kind: 'person' },
    ]);
    expect(await database.query('select version, language, how from notice_acknowledgements')).toEqual([
      { version: 1, language: 'en', how: 'portal' },
    ]);
    expect(await count('registrations')).toBe(0);
    expect(await confirmRegistration(request(), token)).toEqual({ kind: 'gone' });
  });

  it('bad-D16 of an address whose person was erased makes nobody, and says so to whoever reads its mailbox', async () => {
    const token = await registered();
    await database.query(`insert into suppressed_emails (email_hmac, reason) values ($1, 'minor')`, [
      tombstoneOf(env().tombstoneKey, 'sanne@bluecloud.example'),
    ]);
    expect(await confirmRegistration(request(), token)).toEqual({ kind: 'suppressed' });
    expect(await count('persons')).toBe(0);
    expect(await count('registrations')).toBe(0);
    await database.query('delete from suppressed_emails');
  });

  it('of the first two people of a new company at once makes two accounts, each with its employment', async () => {
    const tokens = [
      await registered({ email: 'one@new.example', mpnId: '7700001' }),
      await registered({ email: 'two@new.example', mpnId: '7700001' }),
    ];
    const made = await Promise.all(tokens.map((token) => confirmRegistration(request(), token)));
    expect(made.map(({ kind }) => kind)).toEqual(['signed-in', 'signed-in']);
    expect(await count('employments')).toBe(2);
  });

  it('confirmed several times at once makes one person, by one link or by two', async () => {
    const one = await registered();
    const other = await registered({ jobRole: 'Architect' });
    const kinds = await Promise.all(
      [one, one, other, other].map(async (token) => (await confirmRegistration(request(), token)).kind),
    );
    expect(kinds.filter((kind) => kind === 'signed-in')).toHaveLength(1);
    expect(await count('persons')).toBe(1);
    expect(await count('employments')).toBe(1);
  });

  it('does not rename an employer that is known, and is confirmed by its domain alone', async () => {
    await arrangePerson(database, { email: 'lukasz@bluecloud.example', company: 'Bluecloud' });
    await database.query(
      `insert into employer_domains (domain, employer_id) select 'bluecloud.example', id from employers where mpn_id = '1000001'`,
    );
    await confirmRegistration(request(), await registered({ company: 'Bluecloud International' }));
    await confirmRegistration(request(), await registered({ email: 'eve@mail.example' }));
    expect(
      await database.query(
        `select p.email, r.name, e.confirmed_by from persons p join employments e on e.person_id = p.id join employers r on r.id = e.employer_id
         where p.email not like 'lukasz%' order by p.email`,
      ),
    ).toEqual([
      { email: 'eve@mail.example', name: 'Bluecloud', confirmed_by: null },
      { email: 'sanne@bluecloud.example', name: 'Bluecloud', confirmed_by: 'email-domain' },
    ]);
  });

  it('is over after seven days, and deleted then', async () => {
    const token = await registered();
    await moveClock(database, '7 days 1 minute');
    try {
      expect(await findRegistration(token)).toBeNull();
      expect(await confirmRegistration(request(), token)).toEqual({ kind: 'gone' });
      expect(await forgetOldRegistrations()).toBe(1);
      expect(await count('registrations')).toBe(0);
    } finally {
      await moveClock(database, '0');
    }
  });

  it('has no other link: what was never made is gone, too', async () => {
    for (const token of ['', 'x', 'a'.repeat(43), `${'a'.repeat(42)}'`])
      expect((await confirmRegistration(request(), token)).kind).toBe('gone');
  });
});
