// What belongs to somebody else, asked for through the pages: by forged fields, forwarded links, removed contacts, and by counting.
import { startSignIn, type Seat } from '#app/features/access/sign-ins.server.ts';
import { makeContact } from '#app/features/agreements/make-agreement.server.ts';
import { removeContact } from '#app/features/employers/contacts.server.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { arrangeCrowd, runFor } from '#test/support/runs.ts';
import { arrangeAgreement } from '#test/support/register.ts';
import { usePortalServer, type PersonaName } from '#test/support/portal.ts';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';

const portal = usePortalServer();
const CROWD = 'employer-5000000';
/** Of another employer. */
const OTHER = 'hr@crowd.example';
let run = 0;
let crowdRun = 0;

async function cookieOf(seat: Seat): Promise<string> {
  const { cookie } = await startSignIn(new Request(portal.url), { seat, method: 'demo' });
  return cookie.split(';')[0] ?? '';
}

const contactId = async (email: string): Promise<number> =>
  (await portal.database.query<{ id: number }>('select id from recipient_contacts where email = $1', [email]))[0]?.id ??
  0;

const ask = (
  path: string,
  cookie: string,
  init: { method?: string; body?: string | URLSearchParams; headers?: Record<string, string> } = {},
): Promise<Response> =>
  fetch(`${portal.url}${path}`, {
    redirect: 'manual',
    ...init,
    headers: { Origin: portal.url, ...(cookie === '' ? {} : { Cookie: cookie }), ...init.headers },
  });

const post = (path: string, cookie: string, form: Record<string, string>): Promise<Response> =>
  ask(path, cookie, { method: 'POST', body: new URLSearchParams(form) });

/** What a page says, without what is new in each answer. */
const wordsOf = async (answer: Response): Promise<string> =>
  (await answer.text()).replaceAll(/nonce="[^"]*"|"nonce":"[^"]*"|[\w+/]{22}==|req-[\w-]+|[0-9A-Za-z_-]{20,}/g, '…');

/** Everything that people keep here, as one hash a table. */
async function fingerprint(): Promise<string> {
  const tables = await portal.database.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'
       and tablename not in ('sign_ins', 'audit_events', 'rate_counts', 'sign_in_codes', 'sign_in_flows') order by 1`,
  );
  const rows = await portal.database.query(
    tables
      .map(({ name }) => `select '${name}', md5(coalesce(string_agg(t::text, '' order by t::text), '')) from ${name} t`)
      .join(' union all '),
  );
  return rows
    .map((row) => JSON.stringify(row))
    .toSorted()
    .join('\n');
}

beforeAll(async () => {
  run = await portal.runOf('employer-1000001');
  await arrangeCrowd(portal.database, { mpnId: '5000000', people: 2_000, workshops: 10 });
  await arrangeAgreement({ kind: 'employer', mpnId: '5000000' });
  await makeContact(CROWD, { email: OTHER, name: 'Imke Öztürk' });
  crowdRun = (await runFor(CROWD)).id;
}, 60_000);

describe('bad-B3 an employer named by whoever asks', () => {
  it.each<[PersonaName, string]>([
    ['learner', '/me'],
    ['employer', '/reports'],
  ])('is ignored in the address and in headers: a %s sees their own %s', async (persona, path) => {
    const cookie = await portal.cookieOf(persona);
    const own = await wordsOf(await ask(path, cookie));
    const [other] = await portal.database.query<{ id: number; recipient: number }>(
      `select e.id, r.id as recipient from employers e join recipients r on r.employer_id = e.id where e.mpn_id = '5000000'`,
    );
    const forged = {
      'X-Employer-Id': String(other?.id),
      'X-Recipient-Id': String(other?.recipient),
      'X-User-Id': '1',
      'X-Original-User': 'staff',
    };
    const query = `?employerId=${other?.id}&employer_id=${other?.id}&recipientId=${other?.recipient}`;
    const asked = await wordsOf(await ask(`${path}${query}`, cookie, { headers: forged }));
    expect(asked.replaceAll(query.replaceAll('&', '&amp;'), '').replaceAll(query, '')).toBe(own);
  });

  it('in a form is refused, and nothing changes', async () => {
    const cookie = await portal.cookieOf('learner');
    const [enrolment] = await portal.database.query<{ id: number }>(
      `select n.id from enrolments n join persons p on p.id = n.person_id where p.email like 'sanne%'`,
    );
    const before = await fingerprint();
    const answer = await post('/me', cookie, { enrolmentId: String(enrolment?.id), percent: '99', employerId: '2' });
    expect(answer.status).toBe(400);
    const json = await ask('/me', cookie, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ enrolmentId: enrolment?.id, percent: 99, employerId: 2 }),
    });
    expect(json.status).toBe(400);
    expect(await fingerprint()).toBe(before);
  });
});

describe('bad-B4 a field that a form does not have', () => {
  const FORBIDDEN = { role: 'admin', employer_id: '2', restricted_at: '', id: '1', actor_kind: 'staff' };

  const FORMS: readonly (readonly [PersonaName, string, () => Promise<Record<string, string>>])[] = [
    ['learner', '/me', async () => ({ enrolmentId: await first('enrolments'), percent: '99' })],
    ['trainer', '/train/exams', async () => ({ intent: 'cancel', sittingId: await first('sittings') })],
    [
      'trainer',
      '/train/exams',
      async () => ({
        intent: 'book',
        person: 'x',
        personId: await first('persons'),
        examCode: 'AZ-104',
        month: portal.now,
      }),
    ],
    ['administrator', '/admin/staff', () => Promise.resolve({ intent: 'add', name: 'X', email: 'x@psa.example' })],
    ['administrator', '/admin/staff/1', () => Promise.resolve({ intent: 'disable' })],
    [
      'administrator',
      '/admin/contacts',
      async () => ({ intent: 'add', recipientId: await first('recipients'), name: 'X', email: 'x@x.example' }),
    ],
    [
      'administrator',
      '/admin/contacts',
      async () => ({ intent: 'remove', contactId: await first('recipient_contacts') }),
    ],
  ];

  const first = async (table: string): Promise<string> =>
    String((await portal.database.query<{ id: number }>(`select min(id) as id from ${table}`))[0]?.id);

  it.each(FORMS)('of a %s at %s refuses the whole form, and nothing changes', async (persona, path, formOf) => {
    const cookie = await portal.cookieOf(persona);
    const form = await formOf();
    const before = await fingerprint();
    for (const [name, value] of Object.entries(FORBIDDEN)) {
      if (name in form) continue;
      const answer = await post(path, cookie, { ...form, [name]: value });
      expect([name, [400, 404].includes(answer.status), answer.status]).toEqual([name, true, answer.status]);
    }
    expect(await fingerprint()).toBe(before);
    expect((await ask('/me/sign-ins', cookie)).status).toBe(200);
  });
});

describe('bad-B6 a download link that was forwarded', () => {
  it('asks a colleague of another employer to sign in, and then is nothing', async () => {
    const link = `/reports/${run}/download`;
    const asked = await ask(link, '');
    expect(asked.status).toBe(302);
    const signIn = new URL(asked.headers.get('location') ?? '', portal.url);
    expect([signIn.pathname, signIn.searchParams.get('returnTo')]).toEqual(['/sign-in', link]);
    const cookie = await cookieOf({ kind: 'contact', id: await contactId(OTHER) });
    const answer = await ask(link, cookie);
    const none = await ask('/reports/999999/download', cookie);
    expect([answer.status, await wordsOf(answer)]).toEqual([404, await wordsOf(none)]);
    const own = await ask(link, await portal.cookieOf('employer'));
    expect(own.status).toBe(200);
    await own.arrayBuffer();
  });
});

describe('bad-B7 a contact who is removed while a report is on its way', () => {
  it('gets to the end of it, and nothing after', async () => {
    const id = await contactId(OTHER);
    const cookie = await cookieOf({ kind: 'contact', id });
    const [build] = await portal.database.query<{ sha256: string }>('select sha256 from builds where run_id = $1', [
      crowdRun,
    ]);
    const request = get(`${portal.url}/reports/${crowdRun}/download`, { headers: { Cookie: cookie } });
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(200);
    // Headers are here, and nobody reads on.
    const [administrator] = await portal.database.query<{ id: number }>(
      `select staff_id as id from staff_roles where role = 'administrator'`,
    );
    const actor = { kind: 'staff', staffId: administrator?.id ?? 0, roles: ['administrator'], name: '' } as const;
    expect((await removeContact({ ...actor, roles: [...actor.roles] }, id)).ok).toBe(true);
    for (const path of ['/reports', `/reports/${crowdRun}/download`]) {
      const next = await ask(path, cookie);
      expect([next.status, next.headers.get('location')?.startsWith('/sign-in?')]).toEqual([302, true]);
    }
    const hash = createHash('sha256');
    for await (const chunk of answer) hash.update(chunk as Buffer);
    expect(hash.digest('hex')).toBe(build?.sha256);
  });
});

describe('bad-B9 counts and pages', () => {
  it.each<[PersonaName, string]>([
    ['employer', '/reports'],
    ['learner', '/me'],
  ])('of a %s at %s are the same whatever others have', async (persona, path) => {
    const cookie = await portal.cookieOf(persona);
    const before = await wordsOf(await ask(path, cookie));
    await portal.database.query(
      `insert into enrolments (person_id, employment_id, workshop_id)
       select e.person_id, e.id, w.id from employments e join employers r on r.id = e.employer_id cross join workshops w
       where r.mpn_id = '2000001' on conflict do nothing`,
    );
    await portal.database.query(
      `insert into runs (agreement_id, version_id, period, state, due_at)
       select v.agreement_id, v.id, $1, 'done', now() from agreement_versions v join agreements a on a.id = v.agreement_id
       join recipients r on r.id = a.recipient_id where r.slug = '${CROWD}' on conflict do nothing`,
      [monthAfter(portal.now, -3)],
    );
    expect(await wordsOf(await ask(path, cookie))).toBe(before);
  });

  it('beyond the last are empty for a contact, and tell no total of all', async () => {
    const cookie = await portal.cookieOf('employer');
    const text = await (await ask('/reports?page=2&offset=0&limit=1000', cookie)).text();
    const downloads = [...text.matchAll(/\/reports\/(\d+)\/download/g)].map(([, id]) => Number(id));
    expect([...new Set(downloads)]).toEqual([run]);
  });
});

describe('a report that was pulled before anybody fetched it', () => {
  it('leads its own contacts to words that it is being made anew, and is nothing to others', async () => {
    await portal.database.query('update persons set restricted_at = now() where id = (select min(id) from persons)');
    const link = `/reports/${await portal.runOf('microsoft')}/download`;
    const [own, other] = [await portal.cookieOf('microsoft'), await portal.cookieOf('employer')];
    const answer = await ask(link, own);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/reports']);
    expect(await (await ask('/reports', own)).text()).toContain('is being made anew');
    expect((await ask(link, other)).status).toBe(404);
    expect(await (await ask('/reports', other)).text()).not.toContain('is being made anew');
  });
});
