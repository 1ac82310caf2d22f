// Opening a recording from the learner's page: what counts is a visit that a person meant, and nothing that a browser or a program fetches by itself.
import { usePortalServer } from '#test/support/portal.ts';
import { get, type IncomingHttpHeaders } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';

const portal = usePortalServer();
const LINK = 'https://video.example/one?key=secret';
const VISIT = {
  'Sec-Fetch-Site': 'same-origin',
  'Sec-Fetch-Mode': 'navigate',
  'Sec-Fetch-Dest': 'document',
  'Sec-Fetch-User': '?1',
};
let recording = 0;
let cookie = '';

type Answer = { readonly status: number | undefined; readonly headers: IncomingHttpHeaders };

/** Past fetch, which says by itself how it asks. */
const ask = (headers: Readonly<Record<string, string>>, method = 'GET', id = recording): Promise<Answer> =>
  new Promise((resolve, reject) => {
    get(`${portal.url}/me/recordings/${id}`, { method, headers: { Cookie: cookie, ...headers } }, (answer) => {
      answer.resume().on('end', () => resolve({ status: answer.statusCode, headers: answer.headers }));
    }).on('error', reject);
  });
const wayOf = ({ status, headers }: Answer) => [status, headers.location];
const countOpenings = async (): Promise<number> =>
  (await portal.database.query('select from recording_openings')).length;

beforeAll(async () => {
  const [made] = await portal.database.query<{ id: number }>(
    `with s as (insert into workshop_sessions (workshop_id, title) select id, 'Autumn' from workshops where name = 'Azure Administrator' returning id, workshop_id)
     insert into recordings (workshop_id, session_id, title, url, available_until) select workshop_id, id, 'One', $1, '2030-01-01' from s returning id`,
    [LINK],
  );
  recording = made?.id ?? 0;
  cookie = await portal.cookieOf('learner');
});

describe('a recording', () => {
  it('is opened by a visit from a page of ours: the link comes with the answer alone, and the opening is written down', async () => {
    const page = await (await fetch(`${portal.url}/me`, { headers: { Cookie: cookie } })).text();
    expect(page).toContain(`href="/me/recordings/${recording}"`);
    expect(page).not.toContain('video.example');
    const answer = await ask(VISIT);
    expect(wayOf(answer)).toEqual([303, LINK]);
    expect(answer.headers['cache-control']).toContain('no-store');
    expect(await countOpenings()).toBe(1);
    expect((await ask({ Referer: `${portal.url}/me` })).status).toBe(303);
    expect(await countOpenings()).toBe(2);
  });

  it.each([
    ['fetched ahead', { ...VISIT, 'Sec-Purpose': 'prefetch' }, 'GET'],
    ['prerendered', { ...VISIT, 'Sec-Purpose': 'prefetch;prerender' }, 'GET'],
    ['fetched ahead by an older browser', { ...VISIT, 'X-Moz': 'prefetch' }, 'GET'],
    ['asked for by a script', { ...VISIT, 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty' }, 'GET'],
    ['put into a frame', { ...VISIT, 'Sec-Fetch-Dest': 'iframe' }, 'GET'],
    ['led to by another site', { ...VISIT, 'Sec-Fetch-Site': 'cross-site' }, 'GET'],
    ['typed, or opened from a mail', { ...VISIT, 'Sec-Fetch-Site': 'none' }, 'GET'],
    ['led to by another site, by an older browser', { Referer: 'https://elsewhere.example/me' }, 'GET'],
    ['fetched by a program', {}, 'GET'],
    ['asked whether it is there', VISIT, 'HEAD'],
  ])('that is %s leads back to the learner’s page, and nothing is written down', async (_how, headers, method) => {
    const before = await countOpenings();
    const answer = await ask(headers, method);
    expect(wayOf(answer)).toEqual([302, '/me']);
    expect(await countOpenings()).toBe(before);
  });

  it('of another workshop, and one whose last day is over, answers as one that is not there', async () => {
    const made = await portal.database.query<{ id: number }>(
      `with w as (insert into workshops (name) values ('Others') returning id),
         s as (insert into workshop_sessions (workshop_id, title) select id, 'X' from w returning id, workshop_id)
       insert into recordings (workshop_id, session_id, title, url, available_until)
       select workshop_id, id, 'X', 'https://video.example/x', '2030-01-01'::date from s
       union all select workshop_id, session_id, 'Y', url, '2020-01-01' from recordings returning id`,
    );
    for (const id of [...made.map((one) => one.id), 999_999]) {
      const answer = await ask(VISIT, 'GET', id);
      expect(wayOf(answer)).toEqual([404, undefined]);
    }
  });
});
