// At the minute in which something falls due: runs of one agreement follow each other, and a schedule that is changed wants each period once.
import type { StaffActor } from '#app/features/access/actor.ts';
import { setPaused } from '#app/features/agreements/pause-agreement.server.ts';
import { planRuns } from '#app/features/reporting/plan-runs.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeEmployers, arrangeNotice } from '#test/support/register.ts';
import { freezeClock, planFor } from '#test/support/runs.ts';
import { changeSchedule, forgetAll, listMade, tick } from '#test/support/schedules.ts';
import pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const SLUG = 'employer-1000001';
const IN_AMSTERDAM = { cadence: 'monthly', anchorDay: 1, localTime: '06:00', zone: 'Europe/Amsterdam' } as const;
/** Who holds this lock of a run is building it. */
const BUILDING_LOCK = 7240117;

/** Somebody fetches what is there, so that the schedule does not pause by itself. */
const fetchAll = (): Promise<unknown> =>
  database.query('update deliveries set disclosed_at = coalesce(disclosed_at, psa_now())');

beforeEach(async () => {
  await forgetAll(database);
  await freezeClock(database, '2027-01-10T12:00:00Z');
  await arrangeNotice();
  await arrangeEmployers(database, ['1000001']);
});

describe('a period that falls due while the one before it is still being built', () => {
  it('bad-F9 is planned once that one is finished, and knows what it told', async () => {
    await freezeClock(database, '2027-02-01T05:00:00Z');
    const [earlier = 0] = await planFor([SLUG]);
    const builder = new pg.Client({ connectionString: database.superuserUrl });
    await builder.connect();
    try {
      await builder.query('select pg_advisory_lock($1, $2)', [BUILDING_LOCK, earlier]);
      await freezeClock(database, '2027-03-01T05:00:00Z');
      await tick();
      expect(await listMade(database)).toEqual([`${SLUG} 2027-01 planned`]);
      expect(await planRuns({ kind: 'slugs', slugs: [SLUG] }, '2027-02', await databaseNow())).toEqual({
        ok: false,
        reason: 'earlier-under-way',
      });
    } finally {
      await builder.end();
    }
    await tick();
    await tick();
    expect(await listMade(database)).toEqual([`${SLUG} 2027-01 done`, `${SLUG} 2027-02 done`]);
    const told = await database.query(
      `select later.told = jsonb_build_array(jsonb_build_object('month', '2027-01', 'until', b.cut_off)) as knows
       from runs later join builds b on b.run_id = $1 where later.period = '2027-02'`,
      [earlier],
    );
    expect(told).toEqual([{ knows: true }]);
  });

  it('bad-F9 waits for one that is tried again by itself, and not for one that waits for a person', async () => {
    await freezeClock(database, '2027-02-01T05:00:00Z');
    const [earlier = 0] = await planFor([SLUG]);
    await database.query(`update runs set state = 'failed', next_try_at = psa_now() + interval '1 day' where id = $1`, [
      earlier,
    ]);
    await freezeClock(database, '2027-03-01T05:00:00Z');
    await database.query(`update runs set next_try_at = psa_now() + interval '1 hour'`);
    await tick();
    expect(await listMade(database)).toEqual([`${SLUG} 2027-01 failed`]);
    await database.query('update runs set next_try_at = null');
    await tick();
    expect(await listMade(database)).toEqual([`${SLUG} 2027-01 failed`, `${SLUG} 2027-02 done`]);
  });
});

describe('bad-F10 a schedule that is changed', () => {
  it('from monthly to quarterly leaves no month and makes none twice', async () => {
    await changeSchedule(database, SLUG, '2027-04-01', { ...IN_AMSTERDAM, cadence: 'quarterly' });
    for (const month of ['02', '03', '04', '05', '06', '07', '08'])
      for (const day of ['01', '02']) {
        await freezeClock(database, `2027-${month}-${day}T12:00:00Z`);
        await fetchAll();
        await tick();
      }
    expect(await listMade(database)).toEqual(
      ['2027-01', '2027-02', '2027-03', '2027-Q2'].map((period) => `${SLUG} ${period} done`),
    );
  });

  it('of another zone and hour wants the month before as it was agreed then, and the next as it is agreed now', async () => {
    await changeSchedule(database, SLUG, '2027-02-01', {
      cadence: 'monthly',
      anchorDay: 31,
      localTime: '00:30',
      zone: 'Pacific/Auckland',
    });
    await freezeClock(database, '2027-02-01T04:59:59Z');
    await tick();
    expect(await listMade(database)).toEqual([]);
    for (const instant of ['2027-02-01T05:00:00Z', '2027-02-28T12:00:00Z', '2027-03-30T11:29:59Z']) {
      await freezeClock(database, instant);
      await tick();
      expect(await listMade(database)).toEqual([`${SLUG} 2027-01 done`]);
    }
    await freezeClock(database, '2027-03-30T11:30:00Z');
    await tick();
    const due = await database.query<{ period: string; at: Date }>(
      'select period::text, due_at as at from runs order by id',
    );
    expect(due).toEqual([
      { period: '2027-01', at: new Date('2027-02-01T05:00:00Z') },
      { period: '2027-02', at: new Date('2027-03-30T11:30:00Z') },
    ]);
  });

  it('and missed is written down under the version that bound the period', async () => {
    await changeSchedule(database, SLUG, '2027-04-01', { ...IN_AMSTERDAM, cadence: 'quarterly' });
    await freezeClock(database, '2027-12-05T12:00:00Z');
    await tick();
    expect(await listMade(database)).toEqual([
      ...['2027-01', '2027-02', '2027-03'].map((period) => `${SLUG} ${period} missed`),
      ...['2027-Q2', '2027-Q3'].map((period) => `${SLUG} ${period} done`),
    ]);
    const versions = await database.query(
      `select distinct v.number, u.state from runs u join agreement_versions v on v.id = u.version_id order by 1`,
    );
    expect(versions).toEqual([
      { number: 1, state: 'missed' },
      { number: 2, state: 'done' },
    ]);
  });

  it('or paused in that very minute makes the run or doesn’t, once, and the ledger says who paused it', async () => {
    await database.query(
      `insert into staff_members (id, name, email) overriding system value values (2, 'Ilse', 'ilse@academy.example') on conflict do nothing`,
    );
    const ilse: StaffActor = { kind: 'staff', staffId: 2, roles: ['administrator'], name: 'Ilse' };
    const [agreement] = await database.query<{ id: number }>('select id from agreements');
    const periods: string[] = [];
    for (let month = 2; month <= 9; month++) {
      await freezeClock(database, `2027-0${month}-01T05:00:00Z`);
      await fetchAll();
      await Promise.all([tick(), setPaused(ilse, agreement?.id ?? 0, true), tick()]);
      const during = await listMade(database);
      expect(during.length - periods.length).toBeLessThanOrEqual(1);
      await tick();
      expect((await listMade(database)).length).toBe(during.length);
      await setPaused(ilse, agreement?.id ?? 0, false);
      await tick();
      periods.push(`${SLUG} 2027-0${month - 1} done`);
      expect(await listMade(database)).toEqual(periods);
    }
    const said = await database.query(
      `select event, actor_id as by, count(*)::int from audit_events where event like 'agreement.%' group by 1, 2 order by 1`,
    );
    expect(said).toEqual([
      { event: 'agreement.paused', by: 2, count: 8 },
      { event: 'agreement.resumed', by: 2, count: 8 },
    ]);
  });
});
