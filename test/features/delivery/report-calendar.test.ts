// The calendar tells the same days on which the schedules make their runs, and how each report stands.
import type { StaffActor } from '#app/features/access/actor.ts';
import { listDueReports, readReportCalendar } from '#app/features/delivery/report-calendar.server.ts';
import { dayOf, dayStateOf, type DayCounts } from '#app/features/delivery/report-calendar.ts';
import { weeksOf } from '#app/features/delivery/occurrence.ts';
import { runDue } from '#app/features/delivery/schedules.server.ts';
import { RUN_STATES } from '#app/features/reporting/run.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeEmployers, arrangeNotice, MICROSOFT } from '#test/support/register.ts';
import { freezeClock } from '#test/support/runs.ts';
import { beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const ADMINISTRATOR: StaffActor = { kind: 'staff', staffId: 2, roles: ['administrator'], name: 'Ilse' };
const EMPLOYERS = ['1000001', '1000002'] as const;

/** The days of a month on which something is due, with what stands there. */
async function show(month: string | null): Promise<Record<string, DayCounts>> {
  const { weeks } = await readReportCalendar(ADMINISTRATOR, month);
  const days = weeks.flat().filter((cell) => cell !== null);
  return Object.fromEntries(
    days.filter(({ counts }) => Object.keys(counts).length > 0).map(({ day, counts }) => [day, counts]),
  );
}
const tick = async () => runDue(await databaseNow());

beforeEach(async () => {
  await database.query(
    `truncate runs, builds, build_pages, deliveries, agreements, agreement_versions, agreement_fields, recipients, persons, person_emails, employers,
       employments, enrolments, sittings restart identity cascade`,
  );
  await freezeClock(database, '2027-01-10T12:00:00Z');
  await arrangeNotice();
  await arrangeEmployers(database, EMPLOYERS);
});

describe('the calendar of reports', () => {
  it('hears nothing of drafts, nor of versions that were withdrawn', async () => {
    const before = await show('2027-02');
    await database.query(
      `insert into agreement_versions (agreement_id, number, in_force_from, cadence, anchor_day, reidentification_rule, channels, contact, drafted_at, approved_at, withdrawn_at)
       select a.id, 2 + n, '2020-02-01'::date + n, 'monthly', 20 + n, 'hold', '{portal}', 'x', now(), case n when 1 then now() end, now()
       from agreements a, generate_series(0, 1) n`,
    );
    await database.query('update agreement_versions set withdrawn_at = null where number = 2');
    expect(await show('2027-02')).toEqual(before);
  });

  it('shows what is to come on the days on which it will be made', async () => {
    await arrangeAgreement(MICROSOFT, { cadence: 'quarterly', anchorDay: 31, localTime: '23:30', zone: 'Asia/Tokyo' });
    expect(await show('2027-02')).toEqual({ '2027-02-01': { due: 2 } });
    expect(await show('2027-04')).toEqual({ '2027-04-01': { due: 2 }, '2027-04-30': { due: 1 } });
    for (const day of ['2027-02-01T05:00:00Z', '2027-04-01T04:00:00Z', '2027-04-30T14:30:00Z']) {
      await freezeClock(database, day);
      await tick();
    }
    const made = await database.query(
      `select to_char(due_at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD') as day, count(*)::int as count from runs
       where due_at >= '2027-04-01' group by 1 order by 1`,
    );
    expect(made).toEqual([
      { day: '2027-04-01', count: 2 },
      { day: '2027-04-30', count: 1 },
    ]);
  });

  it('shows a time before midnight elsewhere on the day that it is in Amsterdam', async () => {
    await arrangeAgreement(MICROSOFT, { anchorDay: 1, localTime: '00:30', zone: 'Pacific/Auckland' });
    expect(await show('2027-02')).toEqual({ '2027-02-01': { due: 2 }, '2027-02-28': { due: 1 } });
    expect((await show('2027-01'))['2027-01-31']).toEqual({ due: 1 });
  });

  it('tells late, done, held, failed and missed apart, each once', async () => {
    await freezeClock(database, '2027-02-01T05:30:00Z');
    expect(await show(null)).toEqual({ '2027-02-01': { due: 2 } });
    await freezeClock(database, '2027-02-01T06:00:01Z');
    expect(await show(null)).toEqual({ '2027-02-01': { late: 2 } });
    await tick();
    expect(await show(null)).toEqual({ '2027-02-01': { done: 2 } });
    await database.query(`update runs set state = 'awaiting-release' where id = 1`);
    await database.query(
      `update deliveries set state = 'dead', delivered_at = null, disclosed_at = null where run_id = 2`,
    );
    expect(await show('2027-02')).toEqual({ '2027-02-01': { held: 1, failed: 1 } });
    await freezeClock(database, '2027-06-15T12:00:00Z');
    await tick();
    expect(await show('2027-03')).toEqual({ '2027-03-01': { missed: 2 } });
    expect(await show('2027-06')).toEqual({ '2027-06-01': { done: 2 } });
  });

  it('expects nothing of an agreement that is paused, ended, or was not there yet', async () => {
    await database.query(`update agreements set paused_at = psa_now() where id = 1`);
    await database.query(`update agreement_versions set ends_on = '2027-02-15' where agreement_id = 2`);
    expect(await show('2027-02')).toEqual({ '2027-02-01': { due: 1 } });
    expect(await show('2027-03')).toEqual({});
    expect(await show('2027-01')).toEqual({});
  });

  it('leads from each number to as many reports: those that were made, and those to come by name', async () => {
    await freezeClock(database, '2027-02-01T05:00:00Z');
    await tick();
    await database.query(`update runs set state = 'awaiting-release' where id = 1`);
    const at = (day: string | null, state: 'held' | 'done' | 'due' | null) =>
      listDueReports(ADMINISTRATOR, { day, state });
    expect(await at('2027-02-01', 'held')).toEqual({ runs: [1], toCome: [] });
    expect(await at('2027-02-01', 'done')).toEqual({ runs: [2], toCome: [] });
    expect((await at('2027-02-01', null)).runs.toSorted()).toEqual([1, 2]);
    expect(await at('2027-02-02', null)).toEqual({ runs: [], toCome: [] });
    expect((await at('2027-03-01', 'due')).toCome).toEqual([
      { agreementId: 1, recipient: 'Company 1000001', period: '2027-02', at: new Date('2027-03-01T05:00:00Z') },
      { agreementId: 2, recipient: 'Company 1000002', period: '2027-02', at: new Date('2027-03-01T05:00:00Z') },
    ]);
    expect(await at(null, 'held')).toEqual({ runs: [1], toCome: [] });
  });

  it('has a word for every state that a run can be in', () => {
    const words = RUN_STATES.map((state) => dayStateOf({ state, isDead: false, isOver: true }));
    expect(words).toEqual(['late', 'late', 'late', 'held', 'late', 'done', 'late', 'failed', 'missed', null]);
  });

  it('has weeks of seven days from Monday on, and every day of the month once', () => {
    for (const [month, weeks, first] of [
      ['2027-02', 4, 0],
      ['2026-11', 6, 6],
      ['2028-02', 5, 1],
    ] as const) {
      const grid = weeksOf(month);
      expect(grid.map((week) => week.length)).toEqual(Array.from({ length: weeks }, () => 7));
      expect(grid[0]?.indexOf(`${month}-01`)).toBe(first);
      expect(new Set(grid.flat().filter((day) => day !== null)).size).toBe(
        month === '2028-02' ? 29 : month === '2027-02' ? 28 : 30,
      );
    }
    for (const odd of [null, '', '2026-13-01', '2026-1-1', '2026-12-32', "2026-12-01'"]) expect(dayOf(odd)).toBeNull();
  });
});
