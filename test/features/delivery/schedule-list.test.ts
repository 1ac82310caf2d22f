// What the page of schedules says is what the schedules do; a report that somebody asks for is the one that the schedule would have made.
import type { StaffActor } from '#app/features/access/actor.ts';
import { setPaused } from '#app/features/agreements/pause-agreement.server.ts';
import { deliverDue } from '#app/features/delivery/deliver.server.ts';
import { periodsDue } from '#app/features/delivery/occurrence.ts';
import { listSchedules } from '#app/features/delivery/read-schedules.server.ts';
import {
  lastPeriodOver,
  nextOccurrence,
  parseScheduleFilter,
  type BindingVersion,
} from '#app/features/delivery/schedule-list.ts';
import { runDue } from '#app/features/delivery/schedules.server.ts';
import { startAgain, startRun } from '#app/features/delivery/start-run.server.ts';
import { finishAfterAnswers } from '#app/platform/after-answer.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeEmployers, arrangeNotice, MICROSOFT } from '#test/support/register.ts';
import { buildFor, freezeClock, getRun } from '#test/support/runs.ts';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const ADMINISTRATOR: StaffActor = { kind: 'staff', staffId: 2, roles: ['administrator'], name: 'Ilse' };
const everything = parseScheduleFilter(new URLSearchParams());
const tick = async () => runDue(await databaseNow());
const MONTHLY = { cadence: 'monthly', anchorDay: 1, localTime: '06:00', zone: 'Europe/Amsterdam' } as const;

beforeEach(async () => {
  await database.query(
    `truncate mails, runs, builds, build_pages, deliveries, agreements, agreement_versions, agreement_fields, recipients, recipient_contacts, persons,
       person_emails, employers, employments, enrolments, sittings, audit_events, audit_seals restart identity cascade`,
  );
  await database.query(
    `insert into staff_members (id, name, email) overriding system value values (2, 'Ilse', 'ilse@academy.example') on conflict do nothing`,
  );
  await freezeClock(database, '2027-01-10T12:00:00Z');
  await arrangeNotice();
  await arrangeEmployers(database, ['1000001', '1000002']);
});

describe('the next report of a schedule', () => {
  it('is the first that falls due, under whichever version binds then', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 31 }),
        fc.integer({ min: 1, max: 31 }),
        fc.constantFrom('monthly' as const, 'quarterly' as const),
        fc.integer({ min: 0, max: 400 }),
        (first, second, cadence, ahead) => {
          const versions: BindingVersion[] = [
            { ...MONTHLY, anchorDay: first, number: 1, inForceFrom: '2020-01-01', endsOn: null },
            { ...MONTHLY, cadence, anchorDay: second, number: 2, inForceFrom: '2027-06-10', endsOn: null },
          ];
          const now = new Date(Date.UTC(2027, 0, 1) + ahead * 86_400_000);
          const next = nextOccurrence(versions, now, []);
          // Nothing of the version that it belongs to lies between.
          const owner = next !== null && next.period > '2027-05' ? versions[1] : versions[0];
          expect(next).not.toBeNull();
          if (next === null || owner === undefined) return;
          expect(next.at.getTime()).toBeGreaterThan(now.getTime());
          expect(periodsDue(owner, now, next.at, 99)).toContain(next.period);
        },
      ),
    );
  });

  it('leaves out what has been made, and is none after the last day of the agreement', () => {
    const version: BindingVersion = { ...MONTHLY, number: 1, inForceFrom: '2026-11-01', endsOn: '2027-01-31' };
    const now = new Date('2027-01-10T12:00:00Z');
    expect(nextOccurrence([version], now, [])?.period).toBe('2027-01');
    expect(nextOccurrence([version], now, ['2027-01'])).toBeNull();
    expect(lastPeriodOver([version], now)).toBe('2026-12');
    expect(lastPeriodOver([{ ...version, inForceFrom: '2027-01-01' }], now)).toBeNull();
  });
});

describe('the page of schedules', () => {
  it('tells of each the next report and the last ones, as the schedule makes them', async () => {
    await arrangeAgreement(MICROSOFT, { anchorDay: 31, localTime: '23:30', zone: 'Asia/Tokyo' });
    const before = await listSchedules(ADMINISTRATOR, everything);
    expect(before.total).toBe(3);
    expect(
      before.schedules.map(({ recipient, next, runs, open }) => ({ slug: recipient.slug, next, runs, open })),
    ).toEqual([
      {
        slug: 'microsoft',
        next: { period: '2026-12', at: new Date('2027-01-31T14:30:00Z') },
        runs: [],
        open: '2026-12',
      },
      {
        slug: 'employer-1000001',
        next: { period: '2027-01', at: new Date('2027-02-01T05:00:00Z') },
        runs: [],
        open: '2026-12',
      },
      {
        slug: 'employer-1000002',
        next: { period: '2027-01', at: new Date('2027-02-01T05:00:00Z') },
        runs: [],
        open: '2026-12',
      },
    ]);
    await freezeClock(database, '2027-02-01T05:00:00Z');
    await tick();
    const { schedules } = await listSchedules(ADMINISTRATOR, everything);
    expect(
      schedules.map(({ runs, next }) => ({
        runs: runs.map(({ period, state }) => [period, state]),
        next: next?.period,
      })),
    ).toEqual([
      { runs: [['2026-12', 'done']], next: '2027-01' },
      { runs: [['2027-01', 'done']], next: '2027-02' },
      { runs: [['2027-01', 'done']], next: '2027-02' },
    ]);
  });

  it('finds by name, what is paused, and what needs somebody', async () => {
    const [first] = (await listSchedules(ADMINISTRATOR, everything)).schedules;
    await setPaused(ADMINISTRATOR, first?.id ?? 0, true);
    const slugs = async (parameters: Record<string, string>): Promise<string[]> =>
      (await listSchedules(ADMINISTRATOR, parseScheduleFilter(new URLSearchParams(parameters)))).schedules.map(
        ({ recipient }) => recipient.slug,
      );
    expect(await slugs({ stand: 'paused' })).toEqual(['employer-1000001']);
    expect(await slugs({ q: '1000002' })).toEqual(['employer-1000002']);
    expect(await slugs({ stand: 'needs-somebody' })).toEqual([]);
    await freezeClock(database, '2027-06-01T12:00:00Z');
    await tick();
    // Three months were too many to make up for.
    expect(await slugs({ stand: 'needs-somebody' })).toEqual(['employer-1000002']);
  });
});

describe('a report that somebody asks for', () => {
  const agreementId = async (): Promise<number> =>
    (await listSchedules(ADMINISTRATOR, everything)).schedules[0]?.id ?? 0;

  it('is made once, delivered, and is the one that the schedule would make', async () => {
    const id = await agreementId();
    const started = await startRun(ADMINISTRATOR, id, '2026-12');
    expect(started.ok).toBe(true);
    await finishAfterAnswers();
    expect(await getRun(started.ok ? started.value : 0)).toMatchObject({ state: 'done', period: '2026-12' });
    expect(await startRun(ADMINISTRATOR, id, '2026-12')).toEqual({ ok: false, reason: 'made-already' });
    const asked = await database.query(`select actor_kind, actor_id from audit_events where event = 'run.asked-for'`);
    expect(asked).toEqual([{ actor_kind: 'staff', actor_id: 2 }]);
  });

  it('goes although the schedule is paused, and a missed one is made after all', async () => {
    const id = await agreementId();
    await freezeClock(database, '2027-06-01T12:00:00Z');
    await tick();
    const missed = await database.query<{ id: number; period: string }>(
      `select id, period::text from runs where agreement_id = $1 and state = 'missed' order by period`,
      [id],
    );
    expect(missed.map(({ period }) => period)).toEqual(['2027-01', '2027-02', '2027-03']);
    await setPaused(ADMINISTRATOR, id, true);
    const started = await startRun(ADMINISTRATOR, id, '2027-02');
    expect(started).toEqual({ ok: true, value: missed[1]?.id });
    await finishAfterAnswers();
    expect((await getRun(missed[1]?.id ?? 0)).state).toBe('done');
  });

  it('is made after all from the page of a run that was missed, knowing what later ones have told', async () => {
    await freezeClock(database, '2027-06-01T12:00:00Z');
    await tick();
    const [missed] = await database.query<{ id: number }>(
      `select id from runs where state = 'missed' order by id limit 1`,
    );
    expect(await startAgain(ADMINISTRATOR, missed?.id ?? 0)).toEqual({ ok: true, value: missed?.id });
    await finishAfterAnswers();
    expect((await getRun(missed?.id ?? 0)).state).toBe('done');
    expect(await startAgain(ADMINISTRATOR, missed?.id ?? 0)).toEqual({ ok: false, reason: 'nothing-given-up' });
    expect(await startAgain(ADMINISTRATOR, 999_999)).toEqual({ ok: false, reason: 'not-there' });
  });

  const giveUp = async (runId: number): Promise<void> => {
    await database.query(
      `update deliveries set state = 'dead', attempts = 8, delivered_at = null, disclosed_at = null, detail = 'No answer' where run_id = $1`,
      [runId],
    );
    await database.query(`update runs set state = 'ready' where id = $1`, [runId]);
  };

  it('goes once more where its delivery was given up', async () => {
    const [runId = 0] = await buildFor(['employer-1000001']);
    await giveUp(runId);
    expect((await getRun(runId)).needsPerson).toBe(true);
    expect(await startAgain(ADMINISTRATOR, runId)).toEqual({ ok: true, value: runId });
    await finishAfterAnswers();
    expect(await getRun(runId)).toMatchObject({ state: 'done', needsPerson: false });
    const asked = await database.query(`select actor_kind, actor_id from audit_events where event = 'run.asked-for'`);
    expect(asked).toEqual([{ actor_kind: 'staff', actor_id: 2 }]);
  });

  it('is asked for, not sent again, where it may have arrived before it was given up', async () => {
    const [runId = 0] = await buildFor(['employer-1000001']);
    await deliverDue([runId]);
    await giveUp(runId);
    await database.query(`update deliveries set disclosed_at = psa_now() where run_id = $1 and channel = 'folder'`, [
      runId,
    ]);
    // Sent again, it would be built again without them; the folder has it already.
    await database.query('update persons set restricted_at = psa_now()');
    expect(await startAgain(ADMINISTRATOR, runId)).toEqual({ ok: true, value: runId });
    await finishAfterAnswers();
    expect((await getRun(runId)).deliveries).toMatchObject([
      { channel: 'folder', state: 'delivered', buildNumber: 1 },
      { channel: 'portal', buildNumber: 2 },
    ]);
  });

  it('is refused for a period that is not over, that nothing binds, and for an agreement that is not there', async () => {
    const id = await agreementId();
    for (const [agreement, period, reason] of [
      [id, '2027-01', 'period-not-over'],
      [id, '2026-Q4', 'period-of-other-cadence'],
      [id, 'soon', 'period-invalid'],
      [999_999, '2026-12', 'not-there'],
    ] as const)
      expect(await startRun(ADMINISTRATOR, agreement, period)).toEqual({ ok: false, reason });
    expect(await database.query('select id from runs')).toEqual([]);
  });
});
