// What a request from elsewhere, from nobody or from the wrong person gets.
import type { PersonaName } from '#test/support/portal.ts';
import { usePortal } from './support.ts';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

const portal = usePortal();

async function ask(path: string, persona: PersonaName | null, options: RequestInit = {}): Promise<Response> {
  const headers = new Headers(options.headers);
  if (persona !== null) headers.set('Cookie', await portal.cookieOf(persona));
  return fetch(`${portal.url}${path}`, { redirect: 'manual', ...options, headers });
}

/** A body without what differs each time: the nonce, the request's id, and the address that was asked for. */
async function bodyOf(answer: Response, path: string): Promise<string> {
  const body = await answer.text();
  return body
    .replaceAll(/nonce="[^"]*"/g, '')
    .replaceAll(answer.headers.get('x-request-id') ?? ' ', '')
    .replaceAll(path.replace(/\.data$/, ''), 'the address');
}

describe('bad-B1 a recipient contact', () => {
  it.each(['', '.data'])(
    'gets the same 404 for the download%s of another recipient as for one that does not exist',
    async (suffix) => {
      const other = `/reports/${await portal.runOf('microsoft')}/download${suffix}`;
      const none = `/reports/999999999/download${suffix}`;
      const [anothers, nobodys] = [await ask(other, 'employer'), await ask(none, 'employer')];
      expect([anothers.status, nobodys.status]).toEqual([404, 404]);
      expect((await bodyOf(anothers, other)) === (await bodyOf(nobodys, none))).toBe(true);
      const heads = [await ask(other, 'employer', { method: 'HEAD' }), await ask(none, 'employer', { method: 'HEAD' })];
      expect(heads.map(({ status }) => status)).toEqual([404, 404]);
    },
  );

  it.each(['', '.data', '/download', '/release'])('finds no page of staff: /admin/runs/ID%s', async (suffix) => {
    const own = `/admin/runs/${await portal.runOf('employer-1000001')}${suffix}`;
    const none = `/admin/runs/999999999${suffix}`;
    const [one, other] = [await ask(own, 'employer'), await ask(none, 'employer')];
    expect([one.status, other.status]).toEqual([404, 404]);
    expect((await bodyOf(one, own)) === (await bodyOf(other, none))).toBe(true);
    expect((await ask(own, 'employer', { method: 'HEAD' })).status).toBe(404);
  });

  it.each(['cross-site', 'same-site'])(
    'starts no download from a %s page, and discloses nothing by it',
    async (site) => {
      const own = `/reports/${await portal.runOf('employer-1000001')}/download`;
      const answer = await ask(own, 'employer', { headers: { 'Sec-Fetch-Site': site } });
      expect([answer.status, answer.headers.get('location')]).toEqual([302, '/reports']);
      expect(
        await portal.database.query(`select from deliveries where channel = 'portal' and disclosed_at is not null`),
      ).toEqual([]);
    },
  );

  it('is told of a HEAD request that the file is there, and discloses nothing by it', async () => {
    const own = `/reports/${await portal.runOf('employer-1000001')}/download`;
    const answer = await ask(own, 'employer', { method: 'HEAD' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ]);
    expect(
      await portal.database.query(`select from deliveries where channel = 'portal' and disclosed_at is not null`),
    ).toEqual([]);
  });

  it.each(['0', '-1', '1.5', '1e3', '99999999999999999999', "1'--", '%00'])('gets 404 for the id %j', async (id) => {
    expect((await ask(`/reports/${id}/download`, 'employer')).status).toBe(404);
  });
});

describe('nobody', () => {
  it.each([
    '/me',
    '/train/exams',
    '/train/people',
    '/admin/runs',
    '/admin/runs/1',
    '/admin/runs/1/download',
    '/reports',
    '/reports/1/download',
  ])('is sent from %s to sign in', async (path) => {
    const answer = await ask(path, null);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(`/sign-in?${new URLSearchParams({ returnTo: path })}`);
    expect(await answer.text()).toBe('');
  });

  it('bad-A14 comes to no other site through the sign-in page', async () => {
    const answer = await ask('/sign-in', null, {
      method: 'POST',
      body: new URLSearchParams({ persona: 'learner', returnTo: '//evil.example' }),
      headers: { Origin: portal.url },
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/me']);
  });
});

describe('bad-C1 a form from another site', () => {
  const forged: readonly (readonly [string, Record<string, string>])[] = [
    ['from another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }],
    ['from a sibling', { 'Sec-Fetch-Site': 'same-site', Origin: 'http://localhost:1' }],
    ['with a hidden origin', { Origin: 'null' }],
    ['with no origin', {}],
    ['with a forwarded host', { Origin: 'https://evil.example', 'X-Forwarded-Host': 'evil.example' }],
  ];

  it.each(forged)('%s is refused everywhere, and changes nothing', async (_what, headers) => {
    const [enrolment] = await portal.database.query<{ id: number }>('select min(id) as id from enrolments');
    const body = new URLSearchParams({ enrolmentId: String(enrolment?.id), percent: '1' });
    for (const path of [
      '/me',
      '/me.data',
      '/sign-in',
      '/theme',
      '/train/exams',
      '/admin/runs/1/release',
      '/reports/1/download',
    ]) {
      expect((await ask(path, 'learner', { method: 'POST', body, headers })).status).toBe(403);
    }
    expect(await portal.database.query('select from progress_entries')).toEqual([]);
  });

  it('is refused by a real browser, too', async () => {
    const page = await portal.open('learner');
    await page.route('https://evil.example/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<form method="post" action="${portal.url}/me"><button>Win</button></form>`,
      }),
    );
    await page.goto('https://evil.example/');
    const [answer] = await Promise.all([page.waitForResponse(`${portal.url}/me`), page.getByRole('button').click()]);
    expect(answer.status()).toBe(403);
  });
});

describe('the edge', () => {
  it('carries the security headers on pages, files and refusals, and does not say what it runs on', async () => {
    for (const path of ['/', '/nowhere', '/healthz', '/assets/none.js']) {
      const { headers } = await ask(path, null);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('keeps pages out of caches, and files in them', async () => {
    const page = await ask('/', null);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const asset = /\/assets\/[^"]+\.css/.exec(await page.text())?.[0] ?? '';
    expect((await ask(asset, null)).headers.get('cache-control')).toContain('immutable');
  });

  it.each([
    ['PUT', 405],
    ['DELETE', 405],
    ['OPTIONS', 405],
  ])('bad-J5 answers %s with %d', async (method, status) => {
    expect((await ask('/me', null, { method, headers: { Origin: portal.url } })).status).toBe(status);
  });

  it('bad-J5 answers TRACE with 405 and sends nothing of the request back', async () => {
    const sent = request(`${portal.url}/me`, {
      method: 'TRACE',
      headers: { Origin: portal.url, Cookie: 'psa=secret' },
    });
    const [answer] = (await once(sent.end(), 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(405);
    expect(await text(answer)).not.toContain('secret');
  });

  it.each([
    '/.env',
    '/.git/config',
    '/package.json',
    '/build/server/index.js',
    '/assets/..%2f..%2fserver%2findex.js',
    '/assets/entry.client.js.map',
    '/metrics',
    '/debug',
  ])('bad-J5 has nothing at %s', async (path) => {
    expect((await ask(path, null)).status).toBe(404);
  });

  it('takes no body of more than a megabyte, and none of unknown length', async () => {
    const headers = { Origin: portal.url, 'Content-Type': 'application/x-www-form-urlencoded' };
    const long = await ask('/theme', null, { method: 'POST', headers, body: 'x'.repeat(1_000_001) });
    expect(long.status).toBe(413);
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('theme=dark'));
        controller.close();
      },
    });
    const unknown: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body: stream, duplex: 'half' };
    expect((await ask('/theme', null, unknown)).status).toBe(411);
  });

  it('answers an unexpected fault with a reference and nothing of the fault', async () => {
    await portal.database.query('revoke select on runs from psa_portal');
    const answer = await ask('/admin/runs', 'administrator');
    const page = await answer.text();
    expect(answer.status).toBe(500);
    expect(page).toContain(`>${answer.headers.get('x-request-id') ?? 'no id'}</code>`);
    expect(page).not.toMatch(/permission denied|42501|prisma|node_modules/i);
    const fromScripts = await ask('/admin/runs.data', 'administrator');
    expect([fromScripts.status, /permission denied|prisma/i.test(await fromScripts.text())]).toEqual([500, false]);
    await portal.database.query('grant select on runs to psa_portal');
  });

  it('says that it is up, and that it is ready', async () => {
    expect(await (await ask('/healthz', null)).text()).toBe('up\n');
    expect((await ask('/readyz', null)).status).toBe(200);
  });

  it('bad-H8 is not ready while a migration is missing, and does not say which', async () => {
    await portal.database.query(
      `update _prisma_migrations set finished_at = null where migration_name like '%reporting%'`,
    );
    const answer = await ask('/readyz', null);
    expect([answer.status, await answer.text()]).toEqual([503, 'not ready\n']);
    await portal.database.query('update _prisma_migrations set finished_at = now() where finished_at is null');
  });
});
