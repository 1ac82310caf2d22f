// The whole way in with a code by mail, read from a real mail server; and the pages around it.
import { startSignIn } from '#app/features/access/sign-ins.server.ts';
import { invite } from '#app/features/access/invitations.server.ts';
import { codeIn, linkIn, useMailServer } from '#test/support/mail-server.ts';
import { moveClock } from '#test/support/register.ts';
import { findViolations } from './axe.ts';
import { usePortal } from './support.ts';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const mails = useMailServer();
const portal = usePortal();

const LEARNER = 'sanne.devries@bluecloud.example';
const CONTACT = 'reports@microsoft.example';
const STRANGER = 'nobody@elsewhere.example';
const SYSTEM = { kind: 'system', name: 'test' } as const;

beforeEach(async () => {
  mails.forget();
  await portal.database.query('truncate rate_counts');
});
afterEach(() => moveClock(portal.database, '0 hours'));

async function askForCode(page: Page, email: string): Promise<void> {
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.waitForURL('**/sign-in/code');
}

async function enter(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
}

const personId = async (email: string): Promise<number> =>
  (await portal.database.query<{ id: number }>('select id from persons where email = $1', [email]))[0]?.id ?? 0;

/** A page of somebody whose account of an identity provider nobody here knows. */
async function openVisitor(options: BrowserContextOptions = {}): Promise<Page> {
  const [identity] = await portal.database.query<{ id: number }>(
    'insert into identities (tenant_id, object_id) values (gen_random_uuid(), gen_random_uuid()) returning id',
  );
  const id = identity?.id ?? 0;
  const { cookie } = await startSignIn(new Request(portal.url), {
    seat: { kind: 'visitor', id },
    method: 'entra',
    identityId: id,
  });
  const page = await portal.open(null, options);
  const [name = '', value = ''] = cookie.split(';')[0]?.split('=') ?? [];
  await page.context().addCookies([{ name, value, url: portal.url }]);
  return page;
}

describe.each([
  ['with scripts', {}],
  ['without scripts', { javaScriptEnabled: false }],
] as const)('%s', (_how, options) => {
  it('a learner goes to a page, signs in with a code, and arrives there', async () => {
    const page = await portal.open(null, options);
    await page.goto('/me');
    expect(new URL(page.url()).search).toBe('?returnTo=%2Fme');
    await askForCode(page, ` ${LEARNER.toUpperCase()} `);
    const code = codeIn(await mails.take(LEARNER));
    await enter(page, '12 34');
    await page.getByText('The code has six digits').waitFor();
    await enter(page, ` ${code.slice(0, 3)} ${code.slice(3)} `);
    await page.waitForURL('**/me');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'psa');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  });

  it('a recipient’s contact signs in and finds the own reports', async () => {
    const page = await portal.open(null, options);
    await page.goto('/sign-in');
    await askForCode(page, CONTACT);
    await enter(page, codeIn(await mails.take(CONTACT)));
    await page.waitForURL('**/reports');
  });

  it('an address that is none is said to be one at once, and stays in the field', async () => {
    const page = await portal.open(null, options);
    await page.goto('/sign-in');
    await page.getByLabel('Your e-mail address').fill('sanne at bluecloud');
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.getByText('Enter an e-mail address such as name@company.example.').waitFor();
    expect(await page.getByLabel('Your e-mail address').inputValue()).toBe('sanne at bluecloud');
  });

  it('an invitation leads in by a code, works once, and then reads like one that never was', async () => {
    const { link } = await invite(SYSTEM, { kind: 'person', id: await personId(LEARNER) });
    const path = new URL(linkIn(await mails.take(LEARNER))).pathname;
    expect(link.endsWith(path)).toBe(true);
    const page = await portal.open(null, options);
    await page.goto(path);
    expect(await page.getByRole('main').textContent()).not.toMatch(/Sanne|bluecloud/i);
    await page.getByRole('button', { name: 'Send a code to the invited address' }).click();
    await page.waitForURL('**/sign-in/code');
    await enter(page, codeIn(await mails.take(LEARNER)));
    await page.waitForURL('**/me');

    const read = async (address: string) => {
      const answer = await page.goto(address);
      return { status: answer?.status(), words: await page.getByRole('main').textContent() };
    };
    const used = await read(path);
    expect(used.status).toBe(410);
    expect(await read(`/invitation/${'A'.repeat(43)}`)).toEqual(used);
    expect(await read('/invitation/x')).toEqual(used);
  });
});

describe('the code page', () => {
  it('tells how many tries are left, and after five not even the right code opens; another one does', async () => {
    const page = await portal.open(null);
    await page.goto('/sign-in');
    await askForCode(page, LEARNER);
    const code = codeIn(await mails.take(LEARNER));
    const wrong = code === '000000' ? '111111' : '000000';
    for (const left of ['4 tries', '3 tries', '2 tries', '1 try']) {
      await enter(page, wrong);
      await page.getByText(`You have ${left} left.`).waitFor();
    }
    await enter(page, wrong);
    await page.getByText('This code can’t be used any more').waitFor();
    await enter(page, code);
    await page.getByText('This code can’t be used any more').waitFor();
    expect(new URL(page.url()).pathname).toBe('/sign-in/code');
    await page.getByRole('button', { name: 'Send another code' }).click();
    await page.getByText('Another code is on its way').waitFor();
    await enter(page, codeIn(await mails.take(LEARNER)));
    await page.waitForURL('**/me');
    // Back again, there is nothing left to enter.
    await page.goto('/sign-in/code');
    expect(new URL(page.url()).pathname).toBe('/me');
  });

  it('bad-A14 leads to no other site', async () => {
    // What else might be written there: features/access/return-to.
    const returnTo = '/..//evil.example';
    const page = await portal.open(null);
    await page.goto(`/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
    await page
      .locator('input[name=returnTo]')
      .last()
      .evaluate((field, wanted) => field.setAttribute('value', wanted), returnTo);
    await askForCode(page, LEARNER);
    await enter(page, codeIn(await mails.take(LEARNER)));
    await page.waitForURL('**/me');
    expect(new URL(page.url()).origin).toBe(new URL(portal.url).origin);
  });
});

describe('a form that somebody is filling in', () => {
  const REASON = 'The employer agreed to it in writing on Monday.';
  const release = async (): Promise<string> => `/admin/runs/${await portal.runOf('employer-2000001')}/release`;
  const reason = (page: Page) => page.getByLabel('Why may it go?');

  it('bad-A17 keeps its text over a sign-in that lapsed, whoever signs in meanwhile', async () => {
    const page = await portal.open('privacy-officer');
    await page.goto(await release());
    await reason(page).fill(REASON);
    await moveClock(portal.database, '16 minutes');
    await page.getByRole('button', { name: /^Release to/ }).click();
    await page.waitForURL('**/sign-in?returnTo=**');

    await page.getByRole('button', { name: /^Administrator/ }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    // That sign-in lapses too. Signing out would have taken the text along: whoever leaves leaves nothing behind.
    await moveClock(portal.database, '32 minutes');
    await page.goto(`/sign-in?returnTo=${encodeURIComponent(await release())}`);
    await page.getByRole('button', { name: /^Privacy officer/ }).click();
    await page.waitForURL('**/release');
    await page.getByText('What you had typed stands here again').waitFor();
    expect(await reason(page).inputValue()).toBe(REASON);
  });

  it('bad-A21 is not carried out with a proof of long ago: the person is asked, the text waits, and then it is', async () => {
    const page = await portal.open('privacy-officer');
    await page.goto(await release());
    await reason(page).fill(REASON);
    await moveClock(portal.database, '10 minutes');
    // Another tab keeps the sign-in alive.
    await page.evaluate(() => fetch('/me/sign-ins'));
    await moveClock(portal.database, '20 minutes');
    await page.getByRole('button', { name: /^Release to/ }).click();
    await page.waitForURL('**/sign-in/again?returnTo=**');
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).toContain(REASON);
    const [waiting] = await portal.database.query<{ state: string }>('select state from runs where id = $1', [
      await portal.runOf('employer-2000001'),
    ]);
    expect(waiting?.state).toBe('awaiting-release');
    await page.getByRole('button', { name: 'It is still me' }).click();
    await page.waitForURL('**/release');
    await page.getByText('What you had typed stands here again').waitFor();
    await page.getByRole('button', { name: /^Release to/ }).click();
    await page.waitForURL(/\/admin\/runs\/\d+$/);
    const keptNow = () => page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('kept-form')));
    await expect.poll(keptNow).toEqual([]);
  });
});

describe('where one is signed in', () => {
  beforeEach(() => portal.database.query('delete from sign_ins'));

  it('one ends all others, and they are out at their next click', async () => {
    const [here, there] = [await portal.open('learner'), await portal.open('learner')];
    await here.getByRole('link', { name: /Learner/ }).click();
    await here.getByText('This one').waitFor();
    expect(await here.getByRole('list', { name: 'Sign-ins' }).getByRole('listitem').count()).toBe(2);
    await here.getByRole('button', { name: /^End the sign-in of Chrome on Linux/ }).click();
    await here.getByText('You are signed in nowhere else.').waitFor();
    await there.goto('/me');
    expect(new URL(there.url()).pathname).toBe('/sign-in');
  });

  it.each(['trainer', 'employer'] as const)('a %s sees it, too', async (persona) => {
    const page = await portal.open(persona, { viewport: { width: 390, height: 800 } });
    await page.getByRole('link', { name: 'Where you are signed in' }).click();
    await page.getByText('This one').waitFor();
  });
});

describe('somebody whose account nobody knows', () => {
  it('is told so plainly, and has an invitation sent to a registered address; the answer is the same for any other', async () => {
    const page = await openVisitor();
    await page.goto('/');
    await page.waitForURL('**/no-access');
    const told = async (email: string): Promise<string | null> => {
      await page.getByLabel('The address that you were registered with').fill(email);
      await page.getByRole('button', { name: 'Send the invitation' }).click();
      const answer = page.getByRole('status');
      await answer.waitFor();
      const words = await answer.textContent();
      await page.reload();
      return words;
    };
    const unknown = await told(STRANGER);
    expect(await told(LEARNER)).toBe(unknown);
    const { pathname } = new URL(linkIn(await mails.take(LEARNER)));
    expect(mails.received.filter(({ sentTo }) => sentTo.includes(STRANGER))).toEqual([]);
    for (const path of ['/me', '/admin/runs', '/reports', '/sign-in']) {
      const answer = await page.goto(path);
      expect(path === '/sign-in' ? new URL(page.url()).pathname : answer?.status()).toBe(
        path === '/sign-in' ? '/no-access' : 404,
      );
    }
    await page.goto('/no-access');
    await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL((url) => url.pathname === '/');

    // The invitation works for a code, too, also while the unknown account is signed in.
    const other = await openVisitor();
    await other.goto(pathname);
    await other.getByRole('button', { name: 'Send a code to the invited address' }).click();
    await other.waitForURL('**/sign-in/code');
    await enter(other, codeIn(await mails.take(LEARNER)));
    await other.waitForURL('**/me');
  });
});

describe.each([
  ['light', 1280],
  ['dark', 390],
] as const)('in %s at %d px', (colorScheme, width) => {
  const options = { colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' } as const;

  const PAGES: readonly (readonly [string, () => Promise<Page>])[] = [
    [
      'the code page with a wrong code',
      async () => {
        const page = await portal.open(null, options);
        await page.goto('/sign-in');
        await askForCode(page, STRANGER);
        await enter(page, '123456');
        await page.getByText('tries left').waitFor();
        return page;
      },
    ],
    [
      'the sign-in page with a wrong address',
      async () => {
        const page = await portal.open(null, options);
        await page.goto('/sign-in');
        await page.getByRole('button', { name: 'Send me a code' }).click();
        await page.getByText('Enter an e-mail address').waitFor();
        return page;
      },
    ],
    [
      'an invitation',
      async () => {
        const { link } = await invite(SYSTEM, { kind: 'person', id: await personId(LEARNER) });
        const page = await portal.open(null, options);
        await page.goto(new URL(link).pathname);
        return page;
      },
    ],
    [
      'an invitation of staff without Entra ID',
      async () => {
        const { link } = await invite(SYSTEM, { kind: 'staff', id: 1 });
        const page = await portal.open(null, options);
        await page.goto(new URL(link).pathname);
        return page;
      },
    ],
    [
      'an invitation that can’t be used',
      async () => {
        const page = await portal.open(null, options);
        await page.goto('/invitation/x');
        return page;
      },
    ],
    [
      'the question whether it is still you',
      async () => {
        const page = await portal.open('privacy-officer', options);
        await page.goto('/sign-in/again?returnTo=/admin/runs');
        return page;
      },
    ],
    [
      'the list of sign-ins',
      async () => {
        await portal.cookieOf('privacy-officer');
        const page = await portal.open('privacy-officer', options);
        await page.goto('/me/sign-ins');
        return page;
      },
    ],
    [
      'no access',
      async () => {
        const page = await openVisitor(options);
        await page.goto('/no-access');
        return page;
      },
    ],
  ];

  it.each(PAGES)('%s has no violation', async (_name, open) => {
    const page = await open();
    expect(await findViolations(page)).toEqual([]);
  });
});
