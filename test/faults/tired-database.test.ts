// A database that is full, out of connections, or holds on to nothing: what was asked is not done at all, and is done once there is room again.
import { setTimeout as sleep } from 'node:timers/promises';
import { buildAndDeliver } from '#app/features/delivery/run-reports.server.ts';
import { runDue } from '#app/features/delivery/schedules.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { inRoleSql, isConnectionLost, isUnavailable } from '#app/platform/db.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { untilWaiting, whileHeld } from '#test/support/held-lock.ts';
import { arrangeEmployers, arrangeNotice, moveClock } from '#test/support/register.ts';
import { getRun, planFor } from '#test/support/runs.ts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const POOL_SIZE = 10;
const LIMIT_MS = 5_000;

beforeAll(async () => {
  await arrangeNotice();
  await arrangeEmployers(database, ['1000001', '1000002']);
});
afterEach(() => moveClock(database, '0'));

const inTransaction = () =>
  database.query(
    `select state from pg_stat_activity where datname = $1 and application_name = 'psa' and state like 'idle in transaction%'`,
    [database.name],
  );

const caught = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('bad-H5 a pool that is exhausted', () => {
  it('is told within five seconds, heals by itself, and leaves no transaction open', { timeout: 40_000 }, async () => {
    let waiting: Promise<unknown>[] = [];
    await whileHeld(database, 'lock table settings in access exclusive mode', async () => {
      waiting = Array.from({ length: POOL_SIZE }, () =>
        inRoleSql('psa_worker', {}, (client) => client.query('select from settings')),
      );
      await untilWaiting(database, POOL_SIZE);
      const before = performance.now();
      const error = await caught(databaseNow());
      expect(performance.now() - before).toBeLessThan(LIMIT_MS);
      expect([isConnectionLost(error), isUnavailable(error)]).toEqual([true, true]);
    });
    await Promise.all(waiting);
    expect(await databaseNow()).toBeInstanceOf(Date);
    expect(await inTransaction()).toEqual([]);
  });
});

describe('bad-H6 a transaction in which nothing happens', () => {
  it('is ended by the server after fifteen seconds, unless it said how long', async () => {
    const shown = await inRoleSql('psa_worker', {}, async (client) => {
      const { rows } = await client.query<{ limit: string }>(
        `select current_setting('idle_in_transaction_session_timeout') as limit`,
      );
      return rows[0]?.limit;
    });
    expect(shown).toBe('15s');
  });

  it('counts as a lost connection, which is no fault of what was asked, and the next one is whole', async () => {
    await database.query('create table scratch (id int); grant all on scratch to psa_worker');
    const error = await caught(
      inRoleSql('psa_worker', { idle_in_transaction_session_timeout: '100' }, async (client) => {
        await client.query('insert into scratch values (1)');
        await sleep(400);
        await client.query('select 1');
      }),
    );
    expect(isUnavailable(error)).toBe(true);
    expect(await database.query('select from scratch')).toEqual([]);
    expect(await databaseNow()).toBeInstanceOf(Date);
    expect(await inTransaction()).toEqual([]);
  });
});

describe('bad-H2 a server whose disk is full', () => {
  /** As PostgreSQL says it, in the middle of what is written. */
  const fill = (table: string): Promise<unknown> =>
    database.query(
      `create function no_room() returns trigger language plpgsql as $$ begin
         raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
       create trigger no_room before insert on ${table} for each statement execute function no_room()`,
    );
  const free = (): Promise<unknown> => database.query('drop function if exists no_room() cascade');
  afterEach(free);

  it('leaves nothing half done, and says that it passes', async () => {
    await fill('audit_events');
    const error = await caught(planFor(['employer-1000001']));
    expect([isUnavailable(error), isConnectionLost(error)]).toEqual([true, false]);
    expect(await database.query('select from runs')).toEqual([]);
    await free();
    expect(await planFor(['employer-1000001'])).toHaveLength(1);
  });

  it('fails a build of which nothing is recorded, and builds it by itself once there is room', async () => {
    const [runId = 0] = await planFor(['employer-1000001']);
    await fill('build_pages');
    await buildAndDeliver([runId]);
    expect(await getRun(runId)).toMatchObject({ state: 'failed', build: null, needsPerson: false });
    expect(await database.query('select from builds union all select from deliveries')).toEqual([]);
    await free();
    await moveClock(database, '10 minutes');
    await runDue(await databaseNow());
    expect(await getRun(runId)).toMatchObject({ state: 'done', build: { number: 1 } });
  });

  it('keeps a delivery that could not be written down from being sent twice', async () => {
    const [runId = 0] = await planFor(['employer-1000002']);
    await fill('delivery_attempts');
    await caught(buildAndDeliver([runId]));
    expect((await getRun(runId)).state).toBe('ready');
    await free();
    await database.query(`update deliveries set claimed_at = psa_now() - interval '11 minutes' where run_id = $1`, [
      runId,
    ]);
    await runDue(await databaseNow());
    expect((await getRun(runId)).state).toBe('done');
    const made = await database.query(
      `select details ->> 'channel' as channel from audit_events where event = 'delivery.made' and subject_id = $1 order by 1`,
      [String(runId)],
    );
    expect(made).toEqual([{ channel: 'folder' }, { channel: 'portal' }]);
  });
});
