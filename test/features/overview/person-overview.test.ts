// One person and the people of one workshop, as far as the reader may see them; that they looked is recorded, and every number has its rows.
import type { StaffActor } from '#app/features/access/actor.ts';
import { planFollowUps } from '#app/features/exams/plan-follow-up.server.ts';
import { recordOutcome } from '#app/features/exams/exams.server.ts';
import { findWorkshopPeople } from '#app/features/learning/enrolled.server.ts';
import { PROGRESS_SHARES } from '#app/features/learning/progress-shares.ts';
import { getOverview } from '#app/features/overview/overview.server.ts';
import { findPersonOverview } from '#app/features/overview/person-overview.server.ts';
import { search } from '#app/features/search/search.server.ts';
import { usePortalServer, type PersonaName } from '#test/support/portal.ts';
import { describe, expect, it } from 'vitest';

const portal = usePortalServer();
const staff = (role: 'trainer' | 'administrator', staffId: number): StaffActor => ({
  kind: 'staff',
  staffId,
  roles: [role],
  name: 'Bram',
});
const TRAINER = staff('trainer', 1);
const ADMINISTRATOR = staff('administrator', 2);
const idOf = async (email: string): Promise<number> =>
  (await portal.database.query<{ id: number }>('select id from persons where email = $1', [email]))[0]?.id ?? 0;
const ask = async (persona: PersonaName, path: string) => {
  const answer = await fetch(`${portal.url}${path}`, {
    headers: { Cookie: await portal.cookieOf(persona) },
    redirect: 'manual',
  });
  return { status: answer.status, text: (await answer.text()).replaceAll('<!-- -->', '') };
};
const ALL = { state: 'enrolled', share: null, session: null, page: 1 } as const;

describe('a person who was found', () => {
  it('is shown with employments, workshops, exams and who said how they went; the follow-up to trainers alone', async () => {
    const id = await idOf('lukasz.wojcik@bluecloud.example');
    await planFollowUps();
    const own = await findPersonOverview(TRAINER, id);
    expect(own).toMatchObject({
      name: 'Łukasz Wójcik',
      employments: [
        { company: 'Bluecloud B.V.', mpnId: '1000001', country: 'NL', confirmedBy: 'staff', endedOn: null },
      ],
      enrolments: [{ workshop: 'Azure Administrator', state: 'enrolled', percent: 45 }],
      sittings: [{ examCode: 'AZ-104', outcome: null, origin: null, notAskedBecause: null, isContested: false }],
    });
    expect(own?.sittings[0]?.contacts?.map(({ kind, state }) => [kind, state])).toEqual([
      ['mail', 'planned'],
      ['reminder', 'planned'],
      ['call', 'planned'],
    ]);
    const administrators = await findPersonOverview(ADMINISTRATOR, id);
    expect(administrators).toMatchObject({ sittings: [{ contacts: null }] });
    const [sitting] = own?.sittings ?? [];
    await recordOutcome(TRAINER, sitting?.id ?? 0, 'passed');
    const [member] = await portal.database.query<{ name: string }>('select name from staff_members where id = 1');
    expect((await findPersonOverview(TRAINER, id))?.sittings[0]).toMatchObject({
      outcome: 'passed',
      origin: { by: 'staff', name: member?.name },
    });
  });

  it('is where search leads, and looking is on record, with whose page it was', async () => {
    const id = await idOf('sanne.devries@bluecloud.example');
    for (const actor of [TRAINER, ADMINISTRATOR])
      expect((await search(actor, 'sanne')).find(({ kind }) => kind === 'person')?.to).toBe(`/train/people/${id}`);
    const page = await ask('trainer', `/train/people/${id}`);
    expect(page.text).toContain('Fabric Data Engineer');
    expect(page.text).toContain('Follow-up');
    const [event] = await portal.database.query(
      `select actor_kind, details from audit_events where event = 'people.read' order by id desc limit 1`,
    );
    expect(event).toEqual({ actor_kind: 'staff', details: { page: 'person', count: 1, personId: id } });
    expect((await ask('administrator', `/train/people/${id}`)).text).not.toContain('nothing planned');
  });

  it('bad-B1 is nobody’s who may not see them, and erased is like never there', async () => {
    const id = await idOf('aoife.murphy@lonely.example');
    for (const persona of ['learner', 'privacy-officer', 'employer', 'microsoft'] as const)
      expect((await ask(persona, `/train/people/${id}`)).status).toBe(404);
    await portal.database.query('update persons set erased_at = now() where id = $1', [id]);
    try {
      expect(await findPersonOverview(TRAINER, id)).toBeNull();
      const [gone, never] = [await ask('trainer', `/train/people/${id}`), await ask('trainer', '/train/people/999999')];
      expect([gone.status, never.status]).toEqual([404, 404]);
    } finally {
      await portal.database.query('update persons set erased_at = null where id = $1', [id]);
    }
    for (const odd of ['0', 'x', '1e3', '99999999999', '-1'])
      expect((await ask('trainer', `/train/people/${odd}`)).status).toBe(404);
  });
});

describe('the people of a workshop', () => {
  it('are as many as the overview counts, in all and in each part, and the middle one is at the median', async () => {
    await portal.database.query(`update persons set erased_at = now() where email like 'aoife%'`);
    const { workshops } = await getOverview(ADMINISTRATOR, null);
    expect(workshops.map(({ name, enrolled }) => [name, enrolled])).toContainEqual(['Azure Administrator', 2]);
    for (const { id, enrolled, shares, median } of workshops) {
      const all = await findWorkshopPeople(ADMINISTRATOR, id, ALL);
      expect([all?.enrolled, all?.total, all?.rows.length, all?.median]).toEqual([
        enrolled,
        enrolled,
        enrolled,
        median,
      ]);
      expect(all?.rows[Math.ceil(enrolled / 2) - 1]?.percent).toBe(median);
      expect(all?.shares).toEqual(shares);
      for (const [index, { key }] of PROGRESS_SHARES.entries())
        expect((await findWorkshopPeople(ADMINISTRATOR, id, { ...ALL, share: key }))?.total).toBe(shares[index]);
    }
    await portal.database.query(`update persons set erased_at = null where email like 'aoife%'`);
  });

  it('of a session are those that the overview counts for it, who waits apart', async () => {
    await portal.database.query(
      `with s as (insert into workshop_sessions (workshop_id, title, places) select id, 'Soon', 5 from workshops where name = 'Azure Administrator' returning id, workshop_id),
         m as (insert into session_meetings (session_id, starts_at, ends_at) select id, now() + interval '1 day', now() + interval '26 hours' from s)
       update enrolments n set session_id = s.id, state = case when p.email like 'aoife%' then 'waiting' else n.state end
       from s, persons p where p.id = n.person_id and n.workshop_id = s.workshop_id`,
    );
    const { sessions } = await getOverview(ADMINISTRATOR, null);
    const [soon] = sessions;
    const of = { ...ALL, session: soon?.id ?? 0 };
    const enrolled = await findWorkshopPeople(ADMINISTRATOR, soon?.workshopId ?? 0, of);
    const waiting = await findWorkshopPeople(ADMINISTRATOR, soon?.workshopId ?? 0, { ...of, state: 'waiting' });
    expect([enrolled?.total, waiting?.total, enrolled?.session]).toEqual([soon?.enrolled, soon?.waiting, 'Soon']);
    expect([soon?.enrolled, soon?.waiting]).toEqual([2, 1]);
    const page = (await ask('administrator', '/admin')).text;
    const links = [...page.matchAll(/href="(\/train\/workshops\/\d+\/people[^"]*)"/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(6);
    for (const path of new Set(links))
      expect([path, (await ask('administrator', path.replaceAll('&amp;', '&'))).status]).toEqual([path, 200]);
  });

  it('bad-B1 are nobody’s who may not see them, and of no workshop are not there', async () => {
    for (const persona of ['learner', 'privacy-officer', 'employer'] as const)
      expect((await ask(persona, '/train/workshops/1/people')).status).toBe(404);
    expect((await ask('trainer', '/train/workshops/999999/people')).status).toBe(404);
    expect((await ask('trainer', '/train/workshops/1/people?share=odd&session=x&page=-3&state=no')).status).toBe(200);
  });
});
