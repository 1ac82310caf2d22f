// The whole sign-in with Entra ID in a real browser: the portal as a process, MSAL's real code, a real provider over TLS.
import { useDatabase } from '#test/support/database.ts';
import { startOpenIdProvider, type OpenIdProvider } from '#test/support/openid-provider.ts';
import type { TestAccount, TestTenant } from '#test/support/openid-tenant.ts';
import { findFreePort, startPortalProcess, type PortalProcess } from '#test/support/portal-process.ts';
import { arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { launchBrowser } from './support.ts';
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const account = (name: string): TestAccount => ({ oid: randomUUID(), name, email: 'same@for.all', acct: 0 });
const [sanne, stranger, bram, pretender] = [
  account('Sanne'),
  account('Stranger'),
  account('Bram'),
  account('Pretender'),
];

let provider: OpenIdProvider;
let port: number;
let portal: PortalProcess;
let browser: Browser;
const complaints: string[] = [];

const startPortal = (more: Readonly<Record<string, string>> = {}): Promise<PortalProcess> =>
  startPortalProcess(port, {
    ...database.env,
    ...provider.env,
    PSA_ORIGIN: `http://localhost:${port}`,
    NODE_EXTRA_CA_CERTS: provider.certificateFile,
    ...more,
  });

beforeAll(async () => {
  port = await findFreePort();
  provider = await startOpenIdProvider({
    origin: `http://localhost:${port}`,
    staff: [bram],
    partner: [sanne, stranger, pretender],
  });
  await arrangeNotice();
  const learner = await arrangePerson(database, { email: 'sanne@bluecloud.example' });
  const staff = await database.query<{ id: number }>(
    `insert into staff_members (email, name) values ('bram@psa.example', 'Bram Visser'), ('pia@psa.example', 'Pia') returning id`,
  );
  await database.query(
    `insert into staff_roles (staff_id, role, granted_by) select id, 'trainer', 'test' from staff_members`,
  );
  await database.query(
    `insert into identities (tenant_id, object_id, person_id, staff_id)
     values ($1, $2, $5, null), ($3, $4, null, $6), ($1, $7, null, $8)`,
    [
      provider.partner.id,
      sanne.oid,
      provider.staff.id,
      bram.oid,
      learner,
      staff[0]?.id,
      // Linked to staff, which nothing here would do.
      pretender.oid,
      staff[1]?.id,
    ],
  );
  [portal, browser] = await Promise.all([startPortal(), launchBrowser()]);
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
  await provider.stop();
});

async function open(): Promise<Page> {
  // The browser does not know the test's certificate authority; the portal does.
  const context = await browser.newContext({ baseURL: portal.url, ignoreHTTPSErrors: true });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  return page;
}

/** From the sign-in page to where the portal leads after the provider. */
async function signIn(page: Page, tenant: TestTenant, who: TestAccount | null, from = '/sign-in'): Promise<void> {
  await page.goto(from);
  if (tenant === provider.staff) await page.getByRole('button', { name: 'sign in here' }).click();
  else {
    await page.getByRole('button', { name: 'Continue with Microsoft' }).click();
    await page.getByRole('link', { name: 'A partner company' }).click();
  }
  await page.getByRole('button', { name: who?.name ?? 'Say no' }).click();
  await page.waitForURL((url) => url.origin === portal.url);
}

const pathOf = (page: Page): string => new URL(page.url()).pathname;

describe('somebody with a work account', () => {
  it('who is a learner comes to the page that they wanted', async () => {
    const page = await open();
    await signIn(page, provider.partner, sanne, '/me/sign-ins');
    expect(pathOf(page)).toBe('/me/sign-ins');
  });

  it('bad-A1 whom nobody knows is told so, whatever address the account has', async () => {
    const page = await open();
    await signIn(page, provider.partner, stranger);
    expect(pathOf(page)).toBe('/no-access');
    expect((await page.goto('/me'))?.status()).toBe(404);
  });

  it('of the staff tenant comes in as staff', async () => {
    const page = await open();
    await signIn(page, provider.staff, bram);
    expect(pathOf(page)).toBe('/train');
  });

  it('bad-A4 of another tenant gets no staff rights, even if it is linked to staff', async () => {
    const page = await open();
    await signIn(page, provider.partner, pretender);
    expect(pathOf(page)).toBe('/no-access');
    expect((await page.goto('/train/exams'))?.status()).toBe(404);
  });

  it('comes in before and after the tenant changed its keys', async () => {
    const page = await open();
    await signIn(page, provider.partner, sanne);
    await provider.partner.rotateKeys();
    const other = await open();
    await signIn(other, provider.partner, sanne);
    expect([pathOf(page), pathOf(other)]).toEqual(['/me', '/me']);
  });

  it('is signed out here and there', async () => {
    const page = await open();
    await signIn(page, provider.partner, sanne);
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await page.getByRole('button', { name: 'Sign out of your organisation' }).click();
    await page.waitForURL(`${portal.url}/`);
    await page.goto('/me');
    expect(pathOf(page)).toBe('/sign-in');
    await page.getByRole('button', { name: 'Continue with Microsoft' }).click();
    await page.getByRole('link', { name: 'A partner company' }).click();
    expect(await page.title()).toBe('Who are you?');
  });

  it('can do all of it without scripts', async () => {
    const context = await browser.newContext({
      baseURL: portal.url,
      ignoreHTTPSErrors: true,
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    await signIn(page, provider.partner, sanne);
    expect(pathOf(page)).toBe('/me');
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    expect(await page.title()).toBe('Sign out');
  });
});

describe('bad-A21 proving it again', () => {
  it('asks for the account anew, though the tenant still knows who it is', async () => {
    const page = await open();
    await signIn(page, provider.staff, bram);
    await database.query(`update sign_ins set authenticated_at = psa_now() - interval '2 hours'`);
    await page.goto('/sign-in/again?returnTo=%2Fme%2Fsign-ins');
    await page.getByRole('button', { name: 'Continue with Microsoft' }).click();
    await page.getByRole('button', { name: 'Bram' }).click();
    await page.waitForURL(`${portal.url}/me/sign-ins`);
    const proved = await database.query(
      `select from sign_ins where actor_kind = 'staff' and authenticated_at > psa_now() - interval '2 minutes'`,
    );
    expect(proved).toHaveLength(1);
  });
});

describe('an answer that leads nowhere', () => {
  it('bad-A10 is a page with a way to start again, when it is taken a second time', async () => {
    const page = await open();
    const answers: string[] = [];
    page.on('request', (request) => {
      if (request.url().startsWith(`${portal.url}/auth/callback`)) answers.push(request.url());
    });
    await signIn(page, provider.partner, sanne);
    const redeemed = provider.requests.filter((asked) => asked.endsWith('/token')).length;
    const again = await page.goto(answers[0] ?? '');
    expect(again?.status()).toBe(400);
    expect(provider.requests.filter((asked) => asked.endsWith('/token'))).toHaveLength(redeemed);
    await page.getByRole('link', { name: 'Try again' }).click();
    await page.waitForURL(`${portal.url}/me`);
  });

  it('bad-A13 says nothing that the provider says', async () => {
    const page = await open();
    await signIn(page, provider.partner, null);
    await page.getByRole('heading', { name: 'You were not signed in' }).waitFor();
    expect(page.url()).toContain('error_description');
    expect(await page.content()).not.toContain('The user said no');
    expect(await page.getByText('Reference:').count()).toBe(1);
    const made = await page.goto('/auth/callback?error=access_denied&error_description=<img src=x onerror=alert(1)>');
    expect([made?.status(), await page.locator('main img').count()]).toEqual([400, 0]);
    expect(await page.locator('main').innerText()).not.toContain('alert');
    expect(await made?.text()).not.toContain('<img');
  });
});

describe('a portal that is started anew', () => {
  // Nothing is asked of a portal that has gone.
  const leave = async (...pages: Page[]): Promise<void> => {
    for (const page of pages) {
      await page.waitForLoadState('networkidle');
      await page.goto('about:blank');
    }
  };

  const postSignIn = (cookie = ''): Promise<Response> =>
    fetch(`${portal.url}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ way: 'work-account' }),
      headers: { Origin: portal.url, Cookie: cookie },
    });

  it('bad-J4 with a new secret keeps whoever is signed in, and lets others in', async () => {
    const page = await open();
    await signIn(page, provider.partner, sanne);
    provider.changeSecret('another secret of the portal');
    const late = await open();
    await signIn(late, provider.partner, sanne);
    await late.getByRole('heading', { name: 'Your organisation’s sign-in does not answer' }).waitFor();
    await leave(page, late);
    await portal.stop();
    portal = await startPortal({ ENTRA_CLIENT_SECRET: 'another secret of the portal' });
    expect((await page.goto('/me'))?.status()).toBe(200);
    expect(pathOf(page)).toBe('/me');
    const other = await open();
    await signIn(other, provider.partner, sanne);
    expect(pathOf(other)).toBe('/me');
  });

  it('bad-A19 tells within ten seconds that the provider does not answer, and keeps whoever is signed in', async () => {
    const page = await open();
    await signIn(page, provider.partner, sanne);
    await leave(page);
    await portal.stop();
    portal = await startPortal({ ENTRA_CLIENT_SECRET: 'another secret of the portal' });
    provider.slowDown(30_000);
    const began = performance.now();
    const answer = await postSignIn();
    expect(answer.status).toBe(503);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect((await page.goto('/me'))?.status()).toBe(200);
    provider.slowDown(0);
    expect((await postSignIn()).status).toBe(302);
  });
});
