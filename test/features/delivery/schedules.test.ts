// What falls due is made once, whoever looks, however often and however late.
import { seedStaff } from '../../../prisma/seed/staff.ts';
import { deliverDue } from '#app/features/delivery/deliver.server.ts';
import { findReport } from '#app/features/delivery/fetch-report.server.ts';
import { buildAndDeliver, runReports } from '#app/features/delivery/run-reports.server.ts';
import { startAgain } from '#app/features/delivery/start-run.server.ts';
import type { StaffActor } from '#app/features/access/actor.ts';
import { setPaused } from '#app/features/agreements/pause-agreement.server.ts';
import { finishAfterAnswers } from '#app/platform/after-answer.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import { projectRoot } from '#app/platform/project-root.server.ts';
import { DATASETS } from '#reports/catalogue.ts';
import { useDatabase } from '#test/support/database.ts';
import {
  arrangeAgreement,
  arrangeEmployers,
  arrangeNotice,
  arrangePerson,
  MICROSOFT,
  moveClock,
} from '#test/support/register.ts';
import { listMade as listMadeIn, tick } from '#test/support/schedules.ts';
import { buildFor, freezeClock, getRun, planFor } from '#test/support/runs.ts';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const EMPLOYERS = ['1000001', '1000002', '1000003'] as const;

const ADMINISTRATOR: StaffActor = { kind: 'staff', staffId: 2, roles: ['administrator'], name: 'Bram Visser' };

const listMade = (where?: string): Promise<string[]> => listMadeIn(database, where);

/** Each run's builds, and attempts at its deliveries: 1 and 1 is once. */
const countEffects = () =>
  database.query<{ run: number; builds: number; attempts: number[] }>(
    `select u.id as run, (select count(*)::int from builds where run_id = u.id) as builds,
       array(select attempts from deliveries where run_id = u.id order by channel) as attempts
     from runs u where u.state = 'done' order by u.id`,
  );

const ONCE = { builds: 1, attempts: [1, 1] } as const;

beforeEach(async () => {
  await database.query(
    `truncate notifications, mails, runs, builds, build_pages, deliveries, agreements, agreement_versions, agreement_fields, recipients, recipient_contacts,
       persons, person_emails, employers, employments, enrolments, sittings, audit_events, audit_seals restart identity cascade`,
  );
  await freezeClock(database, '2027-01-10T12:00:00Z');
  await arrangeNotice();
  await arrangeEmployers(database, EMPLOYERS);
});

describe('a schedule', () => {
  it('makes one run each at the minute it falls due, and none before or after', async () => {
    expect(await tick()).toEqual({ planned: 0, missed: 0 });
    await freezeClock(database, '2027-02-01T04:59:59Z');
    expect(await tick()).toEqual({ planned: 0, missed: 0 });
    await freezeClock(database, '2027-02-01T05:00:00Z');
    expect(await tick()).toEqual({ planned: 3, missed: 0 });
    const made = EMPLOYERS.map((mpnId) => `employer-${mpnId} 2027-01 done`);
    expect(await listMade()).toEqual(made);
    expect(await tick()).toEqual({ planned: 0, missed: 0 });
    await freezeClock(database, '2027-02-28T23:00:00Z');
    expect(await tick()).toEqual({ planned: 0, missed: 0 });
    expect(await listMade()).toEqual(made);
    expect(await countEffects()).toEqual([1, 2, 3].map((run) => ({ run, ...ONCE })));
    for (const mpnId of EMPLOYERS)
      expect(existsSync(dataPath('outbox', '2027-01', `employer-${mpnId}.xlsx`))).toBe(true);
  });

  it('that is looked at late says of each run when it was due', async () => {
    await arrangeAgreement(MICROSOFT, { anchorDay: 31, localTime: '23:30', zone: 'Asia/Tokyo' });
    await freezeClock(database, '2027-03-01T12:00:00Z');
    await tick();
    const due = await database.query<{ slug: string; at: Date }>(
      `select r.slug, u.due_at as at from runs u join agreements a on a.id = u.agreement_id
       join recipients r on r.id = a.recipient_id where u.period = '2027-01' and r.slug in ('employer-1000001', 'microsoft')
       order by r.slug`,
    );
    expect(due).toEqual([
      { slug: 'employer-1000001', at: new Date('2027-02-01T05:00:00Z') },
      { slug: 'microsoft', at: new Date('2027-02-28T14:30:00Z') },
    ]);
  });

  it('of an agreement that ended makes no more runs and misses none', async () => {
    await database.query(
      `update agreement_versions v set ends_on = '2027-01-31' from agreements a join recipients r on r.id = a.recipient_id
       where v.agreement_id = a.id and r.slug = 'employer-1000001'`,
    );
    for (const month of ['02', '03', '04', '05', '06']) {
      await freezeClock(database, `2027-${month}-02T12:00:00Z`);
      expect((await tick()).missed).toBe(0);
    }
    expect(await listMade(`r.slug = 'employer-1000001'`)).toEqual(['employer-1000001 2027-01 done']);
    expect(await database.query(`select from audit_events where event = 'run.missed'`)).toEqual([]);
  });

  it('sends a recording on its last day in the agreement’s zone, built once', async () => {
    await arrangePerson(database, { email: 'a@company.example', workshops: [{ name: 'Recorded', percent: 40 }] });
    await arrangeAgreement(MICROSOFT, {
      datasets: { F1: DATASETS.F1.fields, F4: DATASETS.F4.fields },
      zone: 'America/Los_Angeles',
      localTime: '18:00',
    });
    await database.query(
      `with session as (
         insert into workshop_sessions (workshop_id, title, zone, language, recorded)
         select id, 'Autumn', 'Europe/Amsterdam', 'en', true from workshops where name = 'Recorded' returning id, workshop_id
       )
       insert into recordings (workshop_id, session_id, title, url, available_until)
       select workshop_id, id, 'Day', 'https://video.example/1', date '2027-02-01' from session`,
    );
    // 18:00 of its last day in Los Angeles is 03:00 of the next day in Amsterdam.
    await freezeClock(database, '2027-02-02T02:00:00Z');
    await tick();
    await tick();
    expect(await listMade(`r.slug = 'microsoft'`)).toEqual(['microsoft 2027-01 done']);
    const [builds] = await database.query(
      `select max(b.number) as most, jsonb_path_query_array(jsonb_agg(b.sheets), '$[*][*] ? (@.id == "recordings").rows') as recordings
       from builds b join runs u on u.id = b.run_id join agreements a on a.id = u.agreement_id join recipients r on r.id = a.recipient_id
       where r.slug = 'microsoft'`,
    );
    expect(builds).toEqual({ most: 1, recordings: [1] });
  });

  it('that is quarterly makes its run after the quarter', async () => {
    await arrangeAgreement(MICROSOFT, { cadence: 'quarterly', anchorDay: 10, localTime: '09:00' });
    await freezeClock(database, '2027-04-10T06:59:59Z');
    await tick();
    expect(await listMade(`r.slug = 'microsoft'`)).toEqual([]);
    await freezeClock(database, '2027-04-10T07:00:00Z');
    await tick();
    await tick();
    expect(await listMade(`r.slug = 'microsoft'`)).toEqual(['microsoft 2027-Q1 done']);
  });

  it('makes a month later exactly one run each, whatever day it is today', async () => {
    await moveClock(database, '0 days');
    await database.query('update agreements set created_at = psa_now()');
    await tick();
    const before = await listMade();
    await moveClock(database, '1 month');
    await tick();
    await tick();
    expect((await listMade()).length - before.length).toBe(3);
    expect(before).toEqual([]);
  });

  it('that is paused makes none', async () => {
    await database.query(
      `update agreements a set paused_at = psa_now() from recipients r where r.id = a.recipient_id and r.slug = 'employer-1000002'`,
    );
    await freezeClock(database, '2027-02-02T00:00:00Z');
    await tick();
    expect(await listMade()).toEqual(['employer-1000001 2027-01 done', 'employer-1000003 2027-01 done']);
  });
});

describe('after an outage', () => {
  it('so many runs are made up for as the settings say', async () => {
    await database.query(`insert into settings (name, value) values ('catchUpReports', '4')`);
    await freezeClock(database, '2027-06-15T12:00:00Z');
    expect(await tick()).toEqual({ planned: 12, missed: 3 });
    await database.query(`delete from settings`);
  });

  it('bad-F7 of five months two runs are caught up in their order, and the older ones are missed and say so', async () => {
    await freezeClock(database, '2027-06-15T12:00:00Z');
    expect(await tick()).toEqual({ planned: 6, missed: 9 });
    expect(await listMade(`r.slug = 'employer-1000001'`)).toEqual([
      'employer-1000001 2027-01 missed',
      'employer-1000001 2027-02 missed',
      'employer-1000001 2027-03 missed',
      'employer-1000001 2027-04 done',
      'employer-1000001 2027-05 done',
    ]);
    expect(await tick()).toEqual({ planned: 0, missed: 0 });
    expect((await listMade()).length).toBe(15);
    const missed = await database.query<{ reasons: string[]; due: string }>(
      `select reasons, to_char(due_at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD HH24:MI') as due from runs where state = 'missed' and agreement_id = 1 order by id`,
    );
    expect(missed.map(({ due }) => due)).toEqual(['2027-02-01 06:00', '2027-03-01 06:00', '2027-04-01 06:00']);
    for (const { reasons } of missed) expect(reasons).toEqual(['It fell due while nothing ran']);
    const told = await database.query(`select from audit_events where event = 'run.missed'`);
    expect(told).toHaveLength(9);
    // The later one knows what the earlier one told.
    const order = await database.query<{ ok: boolean }>(
      `select (later.told @> jsonb_build_array(jsonb_build_object('month', earlier.period, 'until', b.cut_off))) as ok from runs later join runs earlier using (agreement_id)
       join builds b on b.run_id = earlier.id where later.period = '2027-05' and earlier.period = '2027-04'`,
    );
    expect(order).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
  });

  it('what fell due in a pause says so, and not that nothing ran', async () => {
    await seedStaff();
    await setPaused(ADMINISTRATOR, 1, true);
    await freezeClock(database, '2027-06-15T12:00:00Z');
    await setPaused(ADMINISTRATOR, 1, false);
    await tick();
    const because = await database.query<{ reasons: string[] }>(
      `select reasons from runs where state = 'missed' group by reasons order by min(agreement_id)`,
    );
    expect(because).toEqual([
      { reasons: ['It fell due before its schedule was resumed'] },
      { reasons: ['It fell due while nothing ran'] },
    ]);
  });

  it('bad-F7 a missed run is made when a person asks for it', async () => {
    await freezeClock(database, '2027-06-15T12:00:00Z');
    await tick();
    for (const period of ['2027-01', '2027-02']) {
      const asked = await runReports({ kind: 'slugs', slugs: ['employer-1000001'] }, period, await databaseNow());
      expect(asked.ok && (await getRun(asked.value[0] ?? 0)).state).toBe('done');
    }
    // The later one knows what the earlier one told, and tells none of it again.
    expect(
      await database.query(
        `select array(select report ->> 'month' from jsonb_array_elements(told) report) as told from runs where agreement_id = 1 and period <= '2027-02' order by period`,
      ),
    ).toEqual([{ told: [] }, { told: ['2027-01'] }]);
  });
});

describe('several at once', () => {
  it('bad-F5 make one run, one build and one delivery a channel of what is due', { timeout: 60_000 }, async () => {
    await freezeClock(database, '2027-02-01T05:00:00Z');
    const command = () =>
      promisify(execFile)(process.execPath, ['app/cli.ts', 'schedule', 'due', '--json'], {
        cwd: projectRoot,
        env: { ...process.env, ...database.env },
      });
    await Promise.all([command(), command(), tick(), tick(), tick()]);
    expect(await listMade()).toHaveLength(3);
    // Whoever came second may have left before the first was done; nothing is left over for the next tick but to say so.
    await tick();
    expect(await listMade()).toEqual(
      EMPLOYERS.map((mpnId) => expect.stringContaining(`employer-${mpnId} 2027-01 done`) as string),
    );
    expect((await countEffects()).map(({ builds, attempts }) => ({ builds, attempts }))).toEqual([ONCE, ONCE, ONCE]);
    const events = await database.query<{ event: string; count: number }>(
      'select event, count(*)::int from audit_events group by 1 order by 1',
    );
    expect(events).toEqual([
      { event: 'delivery.made', count: 6 },
      { event: 'run.built', count: 3 },
      { event: 'run.planned', count: 3 },
    ]);
  });

  it('bad-F5 twenty ticks in a row change nothing after the first', async () => {
    await freezeClock(database, '2027-02-01T05:00:00Z');
    await tick();
    const before = await countEffects();
    for (let i = 0; i < 20; i++) expect(await tick()).toEqual({ planned: 0, missed: 0 });
    expect(await countEffects()).toEqual(before);
  });
});

describe('what a worker left half done', () => {
  it('bad-F8 a run that was planned and never built is built and delivered by the next tick', async () => {
    await freezeClock(database, '2027-02-01T05:00:00Z');
    const runIds = await planFor(EMPLOYERS.map((mpnId) => `employer-${mpnId}`));
    await tick();
    expect(await listMade()).toEqual(EMPLOYERS.map((mpnId) => `employer-${mpnId} 2027-01 done`));
    expect(await countEffects()).toEqual(runIds.map((run) => ({ run, ...ONCE })));
  });

  it('bad-F8 a run that was built and never delivered is delivered by the next tick, the same bytes', async () => {
    await freezeClock(database, '2027-02-01T05:00:00Z');
    const [runId = 0] = await buildFor(['employer-1000001']);
    const { build } = await getRun(runId);
    await tick();
    expect(await getRun(runId)).toMatchObject({ state: 'done', build: { number: 1, sha256: build?.sha256 } });
  });

  it('a file that went stale before it left is built again and delivered by the next tick, without the person', async () => {
    await freezeClock(database, '2027-02-01T05:00:00Z');
    const [runId = 0] = await buildFor(['employer-1000001']);
    await database.query(`update persons set restricted_at = psa_now() where email = 'one@company-1000001.example'`);
    await tick();
    const run = await getRun(runId);
    expect(run.state).toBe('done');
    expect(run.build).toMatchObject({ number: 2, sheets: [{ rows: 0 }, { rows: 0 }] });
  });

  it('waits while its schedule is paused, built or not, unless somebody asks for it; and goes once it is resumed', async () => {
    await seedStaff();
    await freezeClock(database, '2027-02-01T05:00:00Z');
    const [built = 0] = await buildFor(['employer-1000001']);
    const [planned = 0, failed = 0] = await planFor(['employer-1000002', 'employer-1000003']);
    await buildAndDeliver([failed]);
    await database.query(
      `update deliveries set state = 'failed', next_attempt_at = psa_now(), delivered_at = null, disclosed_at = null where run_id = $1 and channel = 'folder'`,
      [failed],
    );
    await database.query(`update runs set state = 'ready' where id = $1`, [failed]);
    for (const agreement of [1, 2, 3]) await setPaused(ADMINISTRATOR, agreement, true);
    await freezeClock(database, '2027-02-01T06:00:00Z');
    await tick();
    const stands = async () => {
      const runs = [await getRun(built), await getRun(planned), await getRun(failed)];
      return runs.map((run) => [run.state, run.isHeldByPause]);
    };
    expect(await stands()).toEqual([
      ['ready', true],
      ['planned', true],
      ['ready', true],
    ]);
    // Nobody reads of a next try that does not come.
    expect((await getRun(failed)).deliveries).toMatchObject([{ state: 'failed', nextAttemptAt: null }, {}]);
    for (const runId of [planned, failed]) expect(await startAgain(ADMINISTRATOR, runId)).toMatchObject({ ok: true });
    await finishAfterAnswers();
    expect(await stands()).toEqual([
      ['ready', true],
      ['done', false],
      ['done', false],
    ]);
    await setPaused(ADMINISTRATOR, 1, false);
    await tick();
    expect(await stands()).toEqual([
      ['done', false],
      ['done', false],
      ['done', false],
    ]);
  });

  it('is settled although its schedule is paused: whether it arrived is asked', async () => {
    await seedStaff();
    await freezeClock(database, '2027-02-01T05:00:00Z');
    const [runId = 0] = await buildFor(['employer-1000001']);
    await deliverDue([runId], undefined, ['folder']);
    await database.query(
      `update deliveries set state = 'sending', claimed_at = psa_now() - interval '1 hour', attempts = 1, delivered_at = null, disclosed_at = null
       where run_id = $1 and channel = 'folder'`,
      [runId],
    );
    await setPaused(ADMINISTRATOR, 1, true);
    await tick();
    expect((await getRun(runId)).deliveries).toMatchObject([
      { channel: 'folder', state: 'delivered' },
      { channel: 'portal', state: 'queued' },
    ]);
  });

  it('and was pulled from somebody who wanted to read it is made anew although its schedule is paused', async () => {
    await seedStaff();
    await freezeClock(database, '2027-02-01T05:00:00Z');
    const [runId = 0] = await buildFor(['employer-1000001']);
    await buildAndDeliver([runId]);
    const [contact] = await database.query<{ id: number; recipient: number }>(
      `insert into recipient_contacts (recipient_id, email, name, confirmed_at)
       select id, 'c@company-1000001.example', 'C', psa_now() from recipients where slug = 'employer-1000001' returning id, recipient_id as recipient`,
    );
    await setPaused(ADMINISTRATOR, 1, true);
    await database.query(`update persons set restricted_at = psa_now() where email = 'one@company-1000001.example'`);
    await freezeClock(database, '2027-02-01T06:00:00Z');
    const actor = {
      kind: 'contact',
      contactId: contact?.id ?? 0,
      recipientId: contact?.recipient ?? 0,
      name: 'C',
    } as const;
    expect(await findReport(actor, runId)).toBeNull();
    await tick();
    expect(await getRun(runId)).toMatchObject({ state: 'done', build: { number: 2 } });
  });

  it('a run that failed waits for a person, and one that is held for a release', async () => {
    await freezeClock(database, '2027-02-01T05:00:00Z');
    const runIds = await planFor(['employer-1000001', 'employer-1000002', 'employer-1000003']);
    await database.query(`update runs set state = 'failed' where id = $1`, [runIds[0]]);
    await database.query(`update runs set state = 'awaiting-release' where id = $1`, [runIds[1]]);
    await database.query(`update runs set state = 'withdrawn' where id = $1`, [runIds[2]]);
    await tick();
    await tick();
    expect((await listMade()).map((made) => made.split(' ').at(-1))).toEqual([
      'failed',
      'awaiting-release',
      'withdrawn',
    ]);
  });
});
