// Search for staff: what each role may see and nothing else, spelling forgiven.
import type { StaffActor, StaffRole } from '#app/features/access/actor.ts';
import { search } from '#app/features/search/search.server.ts';
import { findIn } from '#test/support/finding.ts';
import { usePortalServer } from '#test/support/portal.ts';
import { beforeAll, describe, expect, it } from 'vitest';

const portal = usePortalServer();
const staff = (...roles: StaffRole[]): StaffActor => ({ kind: 'staff', staffId: 1, roles, name: 'Somebody' });
const found = async (role: StaffRole, typed: string): Promise<string[]> =>
  (await search(staff(role), typed)).map(({ kind, label, to }) => `${kind} ${label} ${to}`);

beforeAll(async () => {
  await portal.database.query(
    `insert into workshop_sessions (workshop_id, title) select id, 'Autumn, evenings' from workshops where name = 'Azure Administrator'`,
  );
});

describe('a search', () => {
  it('leads trainers to people, sessions and exams, and to no employer and no report', async () => {
    expect(await found('trainer', 'wojcik')).toEqual([
      expect.stringMatching(/^person Łukasz Wójcik \/train\/people\/\d+$/),
    ]);
    expect(await found('trainer', 'wojick lukas')).toHaveLength(1);
    expect(await found('trainer', 'autumn')).toEqual([
      expect.stringMatching(/^session Azure Administrator \/train\/sessions\/\d+$/),
    ]);
    expect(await found('trainer', 'az-104')).toContain('exam AZ-104 /train/exams?view=all&exam=AZ-104');
    expect(await found('trainer', 'lonely')).toEqual([]);
  });

  it('leads administrators to employers, reports and people, and to no session', async () => {
    const hits = await found('administrator', 'lonely');
    expect(hits.map((hit) => hit.split(' ')[0])).toEqual(['employer', 'run']);
    expect(await found('administrator', 'wojcik')).toEqual([
      expect.stringMatching(/^person Łukasz Wójcik \/train\/people\/\d+$/),
    ]);
    expect(await found('administrator', 'autumn')).toEqual([]);
  });

  it('leads privacy officers to what the ledger says about somebody', async () => {
    const [hit] = await found('privacy-officer', 'sanne');
    expect(hit).toMatch(/^person Sanne de Vries \/desk\/audit\?subject=[0-9a-f-]{36}$/);
  });

  it('by one letter, by wildcards or for who was erased finds nothing, and looking is an event', async () => {
    for (const typed of ['s', '%', '__', "'; select 1; --"]) expect(await found('trainer', typed)).toEqual([]);
    await portal.database.query(`delete from persons where email like 'aoife%'`);
    expect(await found('trainer', 'aoife')).toEqual([]);
    const [event] = await portal.database.query(
      `select details from audit_events where event = 'people.read' order by id desc limit 1`,
    );
    expect(event).toEqual({ details: { page: 'search', count: 1 } });
  });

  it('is a page without scripts, and nobody else’s', async () => {
    const read = async (who: Parameters<typeof portal.cookieOf>[0]) =>
      fetch(`${portal.url}/search`, { headers: { Cookie: await portal.cookieOf(who) }, redirect: 'manual' });
    expect((await findIn(portal, 'trainer', '/search', 'sanne')).text).toContain('Sanne de Vries');
    expect((await read('learner')).status).toBe(404);
    expect((await read('employer')).status).toBe(404);
  });
});
