// A monitor reads how the portal does, by a token of its own, and nothing about anybody.
import { usePortalServer } from '#test/support/portal.ts';
import { describe, expect, it } from 'vitest';

const TOKEN = 'm'.repeat(40);
process.env['METRICS_TOKEN'] = TOKEN;

const portal = usePortalServer();

const ask = (authorization?: string): Promise<Response> =>
  fetch(`${portal.url}/metrics`, authorization === undefined ? {} : { headers: { Authorization: authorization } });

async function read(): Promise<string> {
  const answer = await ask(`Bearer ${TOKEN}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Type')).toMatch(/^text\/plain;.*version=0\.0\.4/);
  return answer.text();
}

describe('/metrics', () => {
  it.each([undefined, `Bearer ${'n'.repeat(40)}`, `Bearer ${TOKEN}x`, TOKEN, 'Bearer '])(
    'is not there for who shows %s',
    async (authorization) => {
      const answer = await ask(authorization);
      expect([answer.status, await answer.text()]).toEqual([404, '']);
    },
  );

  it('tells how long answers took by room, method and status, and how the process does', async () => {
    await fetch(`${portal.url}/me?of=sanne.devries@bluecloud.example`, { redirect: 'manual' });
    await fetch(`${portal.url}/no/such/page`);
    const text = await read();
    expect(text).toMatch(/^psa_http_answer_seconds_count\{room="me",method="GET",status="302"\} 1$/m);
    expect(text).toMatch(/^psa_http_answer_seconds_count\{room="other",method="GET",status="404"\} \d+$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    expect(text).toMatch(/^process_resident_memory_bytes /m);
  });

  it('counts what waits, by state and channel', async () => {
    const { database } = portal;
    const counted = async (): Promise<string[]> =>
      (await read()).split('\n').filter((line) => /^psa_(runs|deliveries|mails|oldest)/.test(line));
    const before = await counted();
    expect(before).toContain('psa_runs{state="awaiting-release"} 1');
    await database.query(
      `update deliveries set state = 'dead', delivered_at = null where id = (select min(id) from deliveries where channel = 'portal')`,
    );
    await database.query(
      `insert into mails (kind, staff_id, queued_at) select 'anchor', min(id), psa_now() - interval '1 hour' from staff_members`,
    );
    const after = await counted();
    expect(after).toContain('psa_deliveries{channel="portal",state="dead"} 1');
    const [oldest] = after.filter((line) => line.startsWith('psa_oldest_mail_seconds '));
    expect(Number(oldest?.split(' ')[1])).toBeGreaterThanOrEqual(3_600);
  });

  it('names nobody', async () => {
    const text = await read();
    const people = await portal.database.query<{ word: string }>(
      `select email as word from person_emails union select last_name from persons union select name from employers union select email from recipient_contacts`,
    );
    expect(people.length).toBeGreaterThan(5);
    for (const { word } of people) expect(text).not.toContain(word);
  });
});
