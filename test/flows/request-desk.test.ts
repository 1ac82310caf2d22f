// Requests through the portal's own addresses: what asks for a new proof, what a file is handed out for, and what no form of ours sends.
import { findIn } from '#test/support/finding.ts';
import { usePortalServer } from '#test/support/portal.ts';
import { moveClock } from '#test/support/register.ts';
import { afterEach, expect, it } from 'vitest';

const portal = usePortalServer();
afterEach(() => moveClock(portal.database, '0 hours'));

async function askAs(cookie: string, path: string, form?: Record<string, string>) {
  const answer = await fetch(`${portal.url}${path}`, {
    redirect: 'manual',
    headers: { Cookie: cookie, Origin: portal.url, 'Sec-Fetch-Site': 'same-origin' },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  });
  return {
    status: answer.status,
    to: answer.headers.get('location')?.split('?')[0] ?? null,
    text: await answer.text(),
  };
}

async function arrangeRequest(kind: string, channel: string): Promise<number> {
  const [made] = await portal.database.query<{ id: number }>(
    `insert into privacy_requests (person_id, kind, due_on, channel) select id, $1, '2030-01-01', $2 from persons order by id limit 1 returning id`,
    [kind, channel],
  );
  return made?.id ?? 0;
}

const REFUSAL = { decision: 'refused', answer: 'It is not held here.', email: '' };

it('bad-A21 a request is decided, and a file about somebody handed out, with a new proof only; noting needs none', async () => {
  const officer = await portal.cookieOf('privacy-officer');
  const id = await arrangeRequest('access', 'account');
  for (const moved of ['8 minutes', '16 minutes']) {
    await moveClock(portal.database, moved);
    expect((await askAs(officer, `/desk/requests/${id}`)).status).toBe(200);
  }
  for (const answer of [
    await askAs(officer, `/desk/requests/${id}/decide`),
    await askAs(officer, `/desk/requests/${id}/decide`, REFUSAL),
    await askAs(officer, `/desk/requests/${id}/download/everything.json`),
  ])
    expect([answer.status, answer.to]).toEqual([302, '/sign-in/again']);
  expect(await portal.database.query('select from privacy_requests where decided_at is not null')).toEqual([]);
  expect(await portal.database.query(`select from privacy_request_steps where step = 'file-made'`)).toEqual([]);
  const noted = await askAs(officer, `/desk/requests/${id}`, { intent: 'note', note: 'Rang' });
  expect([noted.status, noted.to]).toEqual([302, `/desk/requests/${id}`]);
});

it('a file is made for access and portability alone, of a person who was proved, and each is written down', async () => {
  const officer = await portal.cookieOf('privacy-officer');
  const [portability, rectification] = [
    await arrangeRequest('portability', 'phone'),
    await arrangeRequest('rectification', 'account'),
  ];
  expect((await askAs(officer, `/desk/requests/${rectification}/download/everything.json`)).status).toBe(404);
  expect((await askAs(officer, `/desk/requests/${portability}/download/everything.json`)).status).toBe(404);
  const unproved = await askAs(officer, `/desk/requests/${portability}/download/given.json`);
  expect([unproved.status, unproved.to]).toEqual([302, `/desk/requests/${portability}`]);
  await askAs(officer, `/desk/requests/${portability}`, { intent: 'prove-identity', how: 'called-back' });
  const file = await askAs(officer, `/desk/requests/${portability}/download/given.json`);
  expect(JSON.parse(file.text)).toMatchObject({ format: 'psa-person-given/1' });
  expect(
    await portal.database.query(
      `select actor_kind, details from audit_events where event = 'request.file-made' and subject_id = $1`,
      [String(portability)],
    ),
  ).toEqual([{ actor_kind: 'staff', details: { file: 'given.json' } }]);
});

it('bad-B4 what no form of ours sends is a bad request, and changes nothing', async () => {
  const officer = await portal.cookieOf('privacy-officer');
  const id = await arrangeRequest('complaint', 'phone');
  const before = await portal.database.query('select * from privacy_requests where id = $1', [id]);
  for (const [path, form] of [
    [`/desk/requests/${id}`, { intent: 'note', note: 'X', personId: '2' }],
    [`/desk/requests/${id}`, { intent: 'prove-identity', how: 'signed-in' }],
    [`/desk/requests/${id}`, { intent: 'erase' }],
    [`/desk/requests/${id}/decide`, { ...REFUSAL, decidedBy: '1' }],
    [`/desk/requests/${id}/decide`, { ...REFUSAL, decision: 'joined' }],
    ['/desk/requests/new', { kind: 'access', channel: 'account', receivedOn: '2026-11-01', receivedAt: '10:00' }],
    ['/desk/requests/new', { kind: 'everything', channel: 'mail', receivedOn: '2026-11-01', receivedAt: '10:00' }],
  ] as const)
    expect((await askAs(officer, path, form)).status, JSON.stringify(form)).toBe(400);
  expect(await portal.database.query('select * from privacy_requests where id = $1', [id])).toEqual(before);
});

it('of two who decide, the second gets a 409 that says who decided, and nothing of what they chose is done', async () => {
  const officer = await portal.cookieOf('privacy-officer');
  const id = await arrangeRequest('restriction', 'account');
  expect((await askAs(officer, `/desk/requests/${id}/decide`, REFUSAL)).status).toBe(302);
  const second = await askAs(officer, `/desk/requests/${id}/decide`, {
    ...REFUSAL,
    decision: 'carried-out',
  });
  expect(second.status).toBe(409);
  const [by] = await portal.database.query<{ name: string }>(
    'select s.name from privacy_requests r join staff_members s on s.id = r.decided_by where r.id = $1',
    [id],
  );
  expect(second.text).toContain(`Refused by ${by?.name ?? '?'}`);
  expect(await portal.database.query('select decision from privacy_requests where id = $1', [id])).toEqual([
    { decision: 'refused' },
  ]);
});

it('somebody is looked for among all requests, and an address in words is not read', async () => {
  const [somebody] = await portal.database.query<{ name: string }>(
    `select last_name as name from persons where last_name <> '' order by id limit 1`,
  );
  const id = await arrangeRequest('withdrawal', 'mail');
  const found = await findIn(portal, 'privacy-officer', '/desk/requests?show=all', somebody?.name ?? '?');
  expect(found.text).toContain(`/desk/requests/${id}"`);
  expect(found.address).toMatch(/^\/desk\/requests\?show=all&find=[\w-]{40,}$/);
  const nobody = await findIn(portal, 'privacy-officer', '/desk/requests?show=all', 'nobody-like-this');
  expect(nobody.text).toContain('None fits');
  expect(await (await found.ask('/desk/requests?q=nobody-like-this&show=all')).text()).toContain(
    `/desk/requests/${id}"`,
  );
});
