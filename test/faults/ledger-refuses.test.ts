// A ledger that takes no event: what must be written down does not happen, and a page that only shows goes on.
import { usePortalServer, type PersonaName } from '#test/support/portal.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const portal = usePortalServer();
const cookies = new Map<PersonaName, string>();

const ask = async (path: string, persona: PersonaName | null, form?: Record<string, string>): Promise<number> => {
  const answer = await fetch(`${portal.url}${path}`, {
    method: form === undefined ? 'GET' : 'POST',
    headers: { Origin: portal.url, ...(persona === null ? {} : { Cookie: cookies.get(persona) ?? '' }) },
    redirect: 'manual',
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
  });
  await answer.arrayBuffer();
  return answer.status;
};

const failsClosed = (status: number): boolean => status === 500 || status === 503;

async function content(): Promise<string[]> {
  const tables = await portal.database.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'rate_counts' order by 1`,
  );
  const rows = await portal.database.query<{ name: string; hash: string }>(
    tables
      .map(
        ({ name }) =>
          `select '${name}' as name, md5(coalesce(string_agg(t::text, '' order by t::text), '')) as hash from ${name} t`,
      )
      .join(' union all '),
  );
  return rows.map(({ name, hash }) => `${name} ${hash}`).toSorted();
}

beforeAll(async () => {
  for (const persona of ['learner', 'trainer', 'privacy-officer', 'employer'] as const)
    cookies.set(persona, await portal.cookieOf(persona));
  await portal.database.query(
    `create function full_disk() returns trigger language plpgsql as $$
       begin raise exception 'no space left on device' using errcode = 'disk_full'; end $$;
     create trigger full_disk before insert on audit_events for each row execute function full_disk()`,
  );
});
afterAll(() => portal.database.query('drop function full_disk cascade'));

describe('bad-J3 a ledger that takes no event', () => {
  it('lets nobody sign in', async () => {
    const before = await content();
    expect(await ask('/sign-in/demo/learner', null)).toSatisfy(failsClosed);
    expect(await content()).toEqual(before);
  });

  it('keeps what would change as it is: progress, outcomes, releases', async () => {
    const id = async (text: string): Promise<string> =>
      String((await portal.database.query<{ id: number }>(text))[0]?.id);
    const enrolmentId = await id(
      `select n.id from enrolments n join persons p on p.id = n.person_id where p.email like 'sanne%' and n.percent < 99`,
    );
    const sittingId = await id(`select id from sittings where state = 'booked' order by month limit 1`);
    const held = await portal.runOf('employer-2000001');
    const before = await content();
    expect(await ask('/me', 'learner', { enrolmentId, percent: '99' })).toSatisfy(failsClosed);
    expect(await ask('/train/exams', 'trainer', { intent: 'cancel', sittingId })).toSatisfy(failsClosed);
    expect(
      await ask(`/admin/runs/${held}/release`, 'privacy-officer', { build: '1', reason: 'the person agreed to it' }),
    ).toSatisfy(failsClosed);
    expect(await content()).toEqual(before);
  });

  it('hands out no report', async () => {
    expect(await ask(`/reports/${await portal.runOf('employer-1000001')}/download`, 'employer')).toSatisfy(failsClosed);
  });

  it('shows staff nobody, and refuses strangers as before', async () => {
    expect(await ask('/train/people', 'trainer', { search: 'sanne' })).toSatisfy(failsClosed);
    expect(await ask('/admin/runs', 'learner')).toSatisfy((status: number) => status === 404 || failsClosed(status));
  });

  it('leaves a learner’s pages as they are', async () => {
    expect(await ask('/me', 'learner')).toBe(200);
    expect(await ask('/me/sign-ins', 'learner')).toBe(200);
    expect(await ask('/reports', 'employer')).toBe(200);
  });
});
