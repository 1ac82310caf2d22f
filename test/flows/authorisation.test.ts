// Every route × everybody × own, another's, none: generated from the build's own list of routes, so that a new one without a row fails.
import { listPersonas } from '#app/features/access/personas.server.ts';
import { startSignIn } from '#app/features/access/sign-ins.server.ts';
import { openPortal } from '#app/portal-build.ts';
import { usePortalServer } from '#test/support/portal.ts';
import type { ServerBuild } from '@remix-run/node';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { MATRIX, WHO, type Answer, type Row, type Who } from './authorisation.ts';

const portal = usePortalServer();
let routes: ServerBuild['routes'] = {};
let identity = 0;
let personas: ReturnType<typeof listPersonas>;

/** A Cookie header of a new sign-in. */
async function signIn(who: Who): Promise<string> {
  if (who === 'nobody') return '';
  const seat =
    who === 'visitor'
      ? ({ kind: 'visitor', id: identity } as const)
      : (await personas).find(({ id }) => id === who)?.seat;
  if (seat === undefined) throw new Error(`There is no ${who}`);
  const method =
    who === 'visitor' ? ({ method: 'entra', identityId: identity } as const) : ({ method: 'demo' } as const);
  const { cookie } = await startSignIn(new Request(portal.url), { seat, ...method });
  return cookie.split(';')[0] ?? '';
}

const cookies = new Map<Who, Promise<string>>();

/** One sign-in for all that is only read. */
function cookieOf(who: Who): Promise<string> {
  const known = cookies.get(who) ?? signIn(who);
  cookies.set(who, known);
  return known;
}

/** What came back, whichever way it was asked for. Redirects of data requests stand in the body. */
async function classify(answer: Response): Promise<Answer> {
  const text = await answer.text();
  const location =
    answer.status === 202
      ? (/"(\/[^"\\]*)"/.exec(text)?.[1] ?? '')
      : (answer.headers.get('location') ?? answer.headers.get('x-remix-redirect'));
  if (location !== null) return location.startsWith('/sign-in?returnTo=') ? 'sign-in' : 'elsewhere';
  if (answer.status === 404) return 'not-found';
  return answer.status === 200 ? 'shown' : `status ${answer.status}`;
}

const asData = (path: string): string => {
  const [pathname = '', search] = path.split('?');
  return `${pathname === '/' ? '/_root' : pathname}.data${search === undefined ? '' : `?${search}`}`;
};

/** The ways to ask for the same: the page, its data, the data of this route alone, and whether it is there. */
const WAYS: Readonly<Record<string, (path: string, route: string) => { path: string; method: string }>> = {
  'a page': (path) => ({ path, method: 'GET' }),
  data: (path) => ({ path: asData(path), method: 'GET' }),
  'data of the child alone': (path, route) => ({
    path: `${asData(path)}${path.includes('?') ? '&' : '?'}_routes=${encodeURIComponent(route)}`,
    method: 'GET',
  }),
  'the old kind of data': (path, route) => ({
    path: `${path}${path.includes('?') ? '&' : '?'}_data=${encodeURIComponent(route)}`,
    method: 'GET',
  }),
  HEAD: (path) => ({ path, method: 'HEAD' }),
};

async function ask(who: Who, { path, method }: { path: string; method: string }, anew?: boolean): Promise<Response> {
  // What is posted may end the sign-in.
  const cookie = method === 'POST' || anew === true ? signIn(who) : cookieOf(who);
  const headers = { Cookie: await cookie, Origin: portal.url };
  return fetch(`${portal.url}${path}`, {
    method,
    headers: method === 'POST' ? { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' } : headers,
    redirect: 'manual',
    ...(method === 'POST' ? { body: '' } : {}),
  });
}

const mayOf = (allowed: 'everybody' | readonly Who[], who: Who): boolean =>
  allowed === 'everybody' || allowed.includes(who);

function expectedFor(row: Row, who: Who): Answer {
  if (mayOf(row.readers, who)) return (typeof row.reads === 'object' ? row.reads[who] : row.reads) ?? 'shown';
  return who === 'nobody' ? 'sign-in' : 'not-found';
}

/** Everything that a request could have changed, as one hash. Sign-ins, events and limits change by looking. */
async function fingerprint(): Promise<string> {
  const tables = await portal.database.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'
       and tablename not in ('sign_ins', 'sign_in_flows', 'sign_in_codes', 'audit_events', 'audit_seals', 'audit_anchors', 'rate_counts', '_prisma_migrations')
     order by 1`,
  );
  const hashes = [];
  for (const { name } of tables) {
    const [row] = await portal.database.query<{ hash: string }>(
      `select md5(coalesce(string_agg(t::text, '' order by t::text), '')) as hash from ${name} t`,
    );
    hashes.push(`${name} ${row?.hash}`);
  }
  return hashes.join('\n');
}

const isLive = (): boolean => Object.keys(routes).length > 0;

beforeAll(async () => {
  // The portal that is up serves the same build.
  const { build } = await openPortal(false);
  if (typeof build === 'function') throw new Error('The tests look at the build, not at live modules');
  routes = build.routes;
  const [made] = await portal.database.query<{ id: number }>(
    'insert into identities (tenant_id, object_id) values (gen_random_uuid(), gen_random_uuid()) returning id',
  );
  identity = made?.id ?? 0;
  personas = listPersonas();
});

it('has a row for every route, and no row for a route that is not there', () => {
  expect(isLive()).toBe(true);
  expect(Object.keys(MATRIX).toSorted()).toEqual(
    Object.keys(routes)
      .filter((id) => id !== 'root')
      .toSorted(),
  );
});

it('knows of every action', () => {
  for (const [id, row] of Object.entries(MATRIX))
    expect([id, typeof routes[id]?.module.action]).toEqual([id, row.writers === undefined ? 'undefined' : 'function']);
});

describe.each(Object.entries(MATRIX))('%s', (id, row) => {
  // What is asked here is who may, not how often.
  beforeEach(() => portal.database.query('truncate rate_counts'));

  it.each(Object.entries(WAYS))('answers everybody as the matrix says, asked for as %s', async (way, ask_) => {
    const { own, anothers, none } = await row.addresses(portal);
    // What has no page is a file or an answer to a script: there is no way to ask for its data.
    const isResource = routes[id]?.module.default === undefined;
    if (isResource && way !== 'a page' && way !== 'HEAD') return;
    if (way === 'the old kind of data' && row.readers === 'everybody') return;
    for (const who of WHO) {
      expect([who, await classify(await ask(who, ask_(own, id), row.signsIn))]).toEqual([who, expectedFor(row, who)]);
      if (none !== undefined && mayOf(row.readers, who))
        expect([who, none, await classify(await ask(who, ask_(none, id), row.signsIn))]).toEqual([
          who,
          none,
          'not-found',
        ]);
    }
    for (const who of anothers?.by ?? [])
      expect([who, await classify(await ask(who, ask_(anothers?.path ?? '', id)))]).toEqual([who, 'not-found']);
  });

  if (row.writers !== undefined) {
    const { writers } = row;
    it('lets nobody else post to it, and an empty form changes nothing', async () => {
      const { own } = await row.addresses(portal);
      const before = await fingerprint();
      for (const who of WHO) {
        for (const path of [own, asData(own)]) {
          const answer = await ask(who, { path, method: 'POST' });
          const got = await classify(answer);
          if (!mayOf(writers, who))
            expect([who, path, got]).toEqual([who, path, who === 'nobody' ? 'sign-in' : 'not-found']);
          else expect([who, path, answer.status < 500, got === 'sign-in']).toEqual([who, path, true, false]);
        }
      }
      expect(await fingerprint()).toBe(before);
    });
  }
});
