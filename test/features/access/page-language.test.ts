// In which language a page is made: the account's, else the address's, else what was chosen before, else the browser's.
import { pageLanguage, rememberLanguage } from '#app/features/access/page-language.server.ts';
import { startSignIn } from '#app/features/access/sign-ins.server.ts';
import { withLanguage } from '#app/features/language/language.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
let signedIn = '';

const ask = (path: string, headers: Record<string, string> = {}): Request =>
  new Request(`http://portal.example${path}`, { headers });

/** The Cookie header that a browser sends after this answer. */
const sentBack = (setCookie: string | null): string => (setCookie ?? '').split(';')[0] ?? '';

beforeAll(async () => {
  await arrangeNotice();
  const id = await arrangePerson(database, { email: 'polish@bluecloud.example' });
  await database.query(`update persons set language = 'pl' where id = $1`, [id]);
  const { cookie } = await startSignIn(ask('/'), { seat: { kind: 'person', id }, method: 'demo' });
  signedIn = sentBack(cookie);
});

describe('before anybody is signed in', () => {
  it('the address wins over what was chosen before, which wins over the browser', async () => {
    const chosen = sentBack(await rememberLanguage(ask('/?lang=fr')));
    const browser = { 'Accept-Language': 'nl' };
    expect(await pageLanguage(ask('/notice', browser))).toBe('nl');
    expect(await pageLanguage(ask('/notice', { ...browser, Cookie: chosen }))).toBe('fr');
    expect(await pageLanguage(ask('/notice?lang=es', { ...browser, Cookie: chosen }))).toBe('es');
  });

  it('what is no language of ours says nothing, wherever it stands', async () => {
    for (const wrong of ['xx', '', 'DE', 'de-DE', '__proto__', '%00']) {
      expect(await pageLanguage(ask(`/?lang=${wrong}`, { 'Accept-Language': 'nl' }))).toBe('nl');
      expect(await rememberLanguage(ask(`/?lang=${wrong}`))).toBeNull();
    }
    expect(await pageLanguage(ask('/', { 'Accept-Language': 'nl', Cookie: 'language=nonsense' }))).toBe('nl');
  });

  it('is remembered once, in a cookie that scripts can’t read', async () => {
    const set = await rememberLanguage(ask('/?lang=de'));
    expect(set).toMatch(/^language=.*; Max-Age=31536000; Path=\/;.* HttpOnly; SameSite=Lax$/);
    expect(await rememberLanguage(ask('/?lang=de', { Cookie: sentBack(set) }))).toBeNull();
    expect(await rememberLanguage(ask('/'))).toBeNull();
  });
});

it('who is signed in reads their own language, whatever an address says, and nothing is remembered of it', async () => {
  const headers = { Cookie: signedIn, 'Accept-Language': 'nl' };
  expect(await pageLanguage(ask('/notice?lang=es', headers))).toBe('pl');
  expect(await rememberLanguage(ask('/notice?lang=es', headers))).toBeNull();
});

it('a link of a mail carries the language that the mail is written in', () => {
  expect(withLanguage('https://psa.example/outcome/x', 'de')).toBe('https://psa.example/outcome/x?lang=de');
  expect(withLanguage('https://psa.example/register?a=1', 'pl')).toBe('https://psa.example/register?a=1&lang=pl');
});
