// The overview counts what there is, and nothing twice.
import type { StaffActor } from '#app/features/access/actor.ts';
import { monthAfter } from '#app/features/exams/sitting.ts';
import { getOverview } from '#app/features/overview/overview.server.ts';
import { usePortalServer } from '#test/support/portal.ts';
import { describe, expect, it } from 'vitest';

const portal = usePortalServer();
const ADMINISTRATOR: StaffActor = { kind: 'staff', staffId: 2, roles: ['administrator'], name: 'Bram' };

describe('the overview', () => {
  it('counts progress as a distribution, outcomes by month and exam, and the unknown ones by age', async () => {
    const { workshops, months, unknown } = await getOverview(ADMINISTRATOR, null);
    expect(workshops.map(({ name, enrolled, shares, median }) => [name, enrolled, shares, median])).toEqual([
      ['Azure Administrator', 3, [0, 1, 1, 1, 0, 0], 45],
      ['Fabric Data Engineer', 1, [0, 0, 0, 0, 0, 1], 100],
    ]);
    expect(months).toHaveLength(12);
    const at = (month: string) => months.find((row) => row.month === month);
    expect(at(monthAfter(portal.now, -2))).toMatchObject({ passed: 1, failed: 0, unknown: 0, booked: 0 });
    expect(at(monthAfter(portal.now, -1))).toMatchObject({ passed: 0, failed: 1, unknown: 1, booked: 0 });
    expect(at(monthAfter(portal.now, 1))).toMatchObject({ booked: 1 });
    expect(unknown).toEqual([{ month: monthAfter(portal.now, -1), unknown: 1 }]);
    const narrowed = await getOverview(ADMINISTRATOR, 'DP-700');
    expect(
      narrowed.months.reduce(
        (sum, { passed, failed, unknown: none, booked }) => sum + passed + failed + none + booked,
        0,
      ),
    ).toBe(1);
  });

  it('counts what needs somebody, sessions to come in their order, and lets none that was cancelled stand', async () => {
    await portal.database.query(
      `with s as (
         insert into workshop_sessions (workshop_id, title, places, cancelled_at) select w.id, t.title, 5, t.gone
         from (values ('Later', 20, null::timestamptz), ('Sooner', 2, null), ('Gone', 1, now()), ('Past', -3, null)) t (title, days, gone),
           (select id from workshops order by id limit 1) w returning id, title
       )
       insert into session_meetings (session_id, starts_at, ends_at)
       select s.id, now() + d, now() + d + interval '2 hours' from s,
         lateral (select case s.title when 'Later' then interval '20 days' when 'Sooner' then interval '2 days' when 'Gone' then interval '1 day' else interval '-3 days' end as d) x`,
    );
    await portal.database.query(`update employments set confirmed_by = null, confirmed_at = null where id = 1`);
    await portal.database.query(`insert into mails (kind, person_id, state) values ('imported', 1, 'dead')`);
    const { pending, sessions } = await getOverview(ADMINISTRATOR, null);
    expect(sessions.map(({ title, places, enrolled }) => [title, places, enrolled])).toEqual([
      ['Sooner', 5, 0],
      ['Later', 5, 0],
    ]);
    expect(pending).toMatchObject({ held: 1, failed: 0, unconfirmed: 1, deadMails: 1, conflicts: 0, requests: 0 });
  });

  it('is a page whose numbers lead to their rows, and the administrators’ alone', async () => {
    const read = async (who: Parameters<typeof portal.cookieOf>[0]) =>
      fetch(`${portal.url}/admin`, { headers: { Cookie: await portal.cookieOf(who) }, redirect: 'manual' });
    const page = await (await read('administrator')).text();
    expect(page).toContain(`/train/exams?view=unknown&amp;month=${monthAfter(portal.now, -1)}`);
    expect((await read('trainer')).status).toBe(404);
  });

  it('has the reports of a month as a calendar; its numbers, conflicts and held reports lead to their rows', async () => {
    const ask = async (path: string) => {
      const answer = await fetch(`${portal.url}${path}`, {
        headers: { Cookie: await portal.cookieOf('administrator') },
      });
      expect(answer.status).toBe(200);
      return (await answer.text()).replaceAll('<!-- -->', '');
    };
    await portal.database.query(
      `insert into outcome_conflicts (sitting_id, claimed, opened_by_kind) select min(id), 'not-taken', 'system' from sittings where outcome is not null`,
    );
    const page = await ask('/admin');
    expect(page).toContain(`<caption class="sr-only">Reports due in`);
    expect(page.match(/scope="col" class="border/g)).toHaveLength(7);
    for (const path of ['/train/exams#conflicts', '/admin/runs?as=held'] as const)
      expect(page).toContain(`href="${path}"`);
    expect(await ask('/train/exams')).toMatch(/To decide: one outcome is contested(?!.*name="decision")/s);
    expect(await ask('/admin/runs?as=held')).toContain('Awaiting release');
    const links = [...page.matchAll(/href="(\/admin\/runs\?due=[^"]+)"[^>]*>.*?<\/svg>(\d+) /gs)];
    expect(links.length).toBeGreaterThan(0);
    for (const [, path = '', count] of links)
      expect(await ask(path.replaceAll('&amp;', '&'))).toMatch(new RegExp(`>${count} reports?\\.`));
    for (const odd of ['2026-13', 'x', '0001-01', '9999-12']) await ask(`/admin?month=${odd}`);
    await ask('/admin/runs?due=2026-02-31&as=none');
  });
});
