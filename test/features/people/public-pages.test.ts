// What anyone can post without a sign-in: a registration, and the link that ends marketing mail.
import { keyedHash } from '#app/features/access/keyed-hash.server.ts';
import { readUnsubscribeToken, unsubscribe, unsubscribeAddress } from '#app/features/people/unsubscribe.server.ts';
import { usePortalServer } from '#test/support/portal.ts';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';

const portal = usePortalServer();
const entries = () => portal.database.query('select consent, given, how, actor_kind from consent_entries order by id');
const pathOf = (personId: number): string => new URL(unsubscribeAddress(personId)).pathname;

let sanne = 0;

beforeEach(async () => {
  const [person] = await portal.database.query<{ id: number }>(
    `select id from persons where email = 'sanne.devries@bluecloud.example'`,
  );
  sanne = person?.id ?? 0;
  await portal.database.query('delete from consent_entries');
  await portal.database.query(
    `insert into consent_entries (person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id)
     select $1, consent, true, 1, 'en', 'registration', 'person', $1 from unnest(array['marketing-email', 'marketing-phone']) as consent`,
    [sanne],
  );
});

const post = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${portal.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: 'List-Unsubscribe=One-Click',
  });

describe('the link of a marketing mail', () => {
  it('ends it with one post that has neither cookie nor origin, and only that consent (RFC 8058, C8)', async () => {
    const answer = await post(pathOf(sanne));
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await entries()).toEqual([
      { consent: 'marketing-email', given: true, how: 'registration', actor_kind: 'person' },
      { consent: 'marketing-phone', given: true, how: 'registration', actor_kind: 'person' },
      { consent: 'marketing-email', given: false, how: 'unsubscribe-link', actor_kind: 'person' },
    ]);
  });

  it('changes nothing when it is opened, and nothing more when it is used twice', async () => {
    expect((await fetch(`${portal.url}${pathOf(sanne)}`)).status).toBe(200);
    expect(await entries()).toHaveLength(2);
    await Promise.all([unsubscribe(sanne), unsubscribe(sanne), unsubscribe(sanne)]);
    expect(await entries()).toHaveLength(3);
  });

  it('is nobody else’s, and no other page takes a post from elsewhere', async () => {
    const other = pathOf(sanne).replace(/\d+-/, `${sanne + 1}-`);
    expect((await post(other)).status).toBe(410);
    for (const path of ['/register', '/sign-in', '/unsubscribe', `${pathOf(sanne)}/more`, `/register${pathOf(sanne)}`])
      expect((await post(path)).status).toBe(403);
    expect(await entries()).toHaveLength(2);
  });

  it('is no link that was made for something else', () => {
    const wrong = keyedHash('seat', String(sanne)).toString('base64url');
    for (const token of [undefined, '', '1', `${sanne}-`, `${sanne}-${wrong}`, `0${sanne}-${wrong}`])
      expect(readUnsubscribeToken(token)).toBeNull();
    expect(readUnsubscribeToken(pathOf(sanne).split('/').at(-1))).toBe(sanne);
  });
});

describe('a registration that is posted', () => {
  const register = async (changes: Record<string, string> = {}) => {
    const answer = await fetch(`${portal.url}/register`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: portal.url },
      body: new URLSearchParams({
        submission: randomUUID(),
        notice: '1:en',
        firstName: 'Nadia',
        lastName: 'Öztürk',
        email: 'nadia@bluecloud.example',
        phone: '+31 6 12345678',
        language: 'en',
        company: 'Bluecloud B.V.',
        mpnId: '1000001',
        country: 'NL',
        city: '',
        jobRole: 'Engineer',
        age: 'of-age',
        guardianEmail: '',
        acknowledged: 'yes',
        ...changes,
      }),
    });
    await answer.body?.cancel();
    return answer;
  };

  beforeEach(() => portal.database.query('delete from registrations; delete from rate_counts'));

  it('is answered alike for an address that is known and one that is not, and for an employer likewise', async () => {
    const answers = [
      await register(),
      await register({ email: 'sanne.devries@bluecloud.example' }),
      await register({ email: 'other@bluecloud.example', mpnId: '9999999' }),
    ].map(({ status, headers }) => {
      const own = ['x-request-id', 'content-security-policy', 'date'];
      return [status, [...headers].filter(([name]) => !own.includes(name))];
    });
    expect(answers[0]?.[0]).toBe(302);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('with a field that the form does not have, or about another version of the notice, is a bad request', async () => {
    expect((await register({ confirmed_by: 'staff' })).status).toBe(400);
    expect((await register({ notice: '2:en' })).status).toBe(400);
    expect((await register({ notice: '1:xx' })).status).toBe(400);
    expect(await portal.database.query('select from registrations')).toEqual([]);
  });

  it('bad-C15 is refused with Retry-After when one network sends too many', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 100; count += 10)
      statuses.push(
        ...(await Promise.all(Array.from({ length: 10 }, async () => (await register({ phone: '' })).status))),
      );
    expect(new Set(statuses)).toEqual(new Set([400]));
    const refused = await register();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
  });
});
