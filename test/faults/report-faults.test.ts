// A build that ends in the middle, however it ends, leaves nothing that looks like a report, and the next one is whole.
import { makeAgreements } from '#app/features/agreements/make-agreement.server.ts';
import { deliverDue } from '#app/features/delivery/deliver.server.ts';
import { buildAndDeliver } from '#app/features/delivery/run-reports.server.ts';
import { produceRuns } from '#app/features/reporting/produce-runs.server.ts';
import { buildPath } from '#app/features/reporting/report-files.server.ts';
import { hashFile } from '#app/features/reporting/verify-report.server.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { until } from '#test/support/embedded-server.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, FULL_AGREEMENT } from '#test/support/register.ts';
import { isInTheMiddle, isNoticed, listBuilds, startPsa } from '#test/support/report-process.ts';
import { arrangeCrowd, buildFor, getRun, planFor, thePeriod } from '#test/support/runs.ts';
import { inDatabase } from '#test/support/start-postgres.ts';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import pg from 'pg';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
/** Slugs in the order in which they are planned and built: the crowd's stands in the middle. */
const FIRST = 'employer-1000001';
const CROWD = 'employer-5000000';
const LAST = 'employer-9000009';
const ALL = [FIRST, CROWD, LAST] as const;
const PEOPLE = 20_000;
const ROWS = 100_000;
let period = '';

beforeAll(async () => {
  period = await thePeriod();
  await arrangeNotice();
  for (const mpnId of ['1000001', '9000009'])
    await arrangePerson(database, {
      email: `one@company-${mpnId}.example`,
      mpnId,
      company: `Company ${mpnId}`,
      workshops: [{ name: 'Azure Administrator', percent: 10 }],
    });
  await arrangeCrowd(database, { mpnId: '5000000', people: PEOPLE, workshops: ROWS / PEOPLE });
  for (const mpnId of ['1000001', '5000000', '9000009']) await arrangeAgreement({ kind: 'employer', mpnId });
}, 120_000);

afterEach(async () => {
  await database.query('truncate runs, builds, build_pages, deliveries, audit_events, audit_seals restart identity');
  await rm(dataPath('files'), { recursive: true, force: true });
  await rm(dataPath('outbox'), { recursive: true, force: true });
});

const statesOf = async (runIds: readonly number[]): Promise<string[]> =>
  Promise.all(runIds.map(async (runId) => (await getRun(runId)).state));

const outbox = (): Promise<string[]> => readdir(dataPath('outbox', period)).catch(() => []);

/** The run is done, its one file is whole, and no other file is left. */
async function isWhole(runId: number, rows: number): Promise<void> {
  const { state, build } = await getRun(runId);
  expect(state).toBe('done');
  expect(build?.sheets[0]).toMatchObject({ id: 'registration', rows });
  expect(build?.checks.every(({ passed }) => passed)).toBe(true);
  expect(await hashFile(buildPath(runId, build?.number ?? 0))).toBe(build?.sha256);
}

const recordedRows = async (runId: number): Promise<number> => {
  const [found] = await database.query<{ rows: number }>(
    `select coalesce(sum(cardinality(refs)), 0)::int as rows from build_pages g join builds b on b.id = g.build_id
     where b.run_id = $1 and sheet = 'registration'`,
    [runId],
  );
  return found?.rows ?? 0;
};

describe('bad-E17 a build that is killed in the middle', () => {
  it(
    'leaves no file under a final name and its run to be built; the next attempt is whole and tidies up',
    { timeout: 120_000 },
    async () => {
      const [runId = 0] = await planFor([CROWD]);
      const psa = startPsa(['report', 'run', '--to', 'employer:5000000'], database.env);
      await isInTheMiddle(database, runId);
      await psa.kill();
      expect(listBuilds(database).filter((name) => name.endsWith('.xlsx'))).toEqual([]);
      expect(await outbox()).toEqual([]);
      expect(await getRun(runId)).toMatchObject({ state: 'planned', build: null, deliveries: [] });
      await isNoticed(database);
      const again = await startPsa(['report', 'run', '--to', 'employer:5000000', '--json'], database.env).ended;
      expect(again).toMatchObject({ code: 0 });
      await isWhole(runId, ROWS);
      expect(await recordedRows(runId)).toBe(ROWS);
      expect(listBuilds(database)).toEqual([`run-${runId}-1.xlsx`]);
      expect(await outbox()).toEqual([`${CROWD}.xlsx`]);
    },
  );
});

describe('bad-E17 a disk that is full', () => {
  it(
    'fails the run that it stops, in words that name no path and no person, and no other of the batch',
    { timeout: 120_000 },
    async () => {
      const runIds = await planFor(ALL);
      const [, crowd = 0] = runIds;
      const starved = await startPsa(['report', 'run', '--to', 'employers', '--json'], database.env, {
        largestFile: 512,
      }).ended;
      expect(starved.code, starved.stderr).toBe(1);
      expect(await statesOf(runIds)).toEqual(['done', 'failed', 'done']);
      const failed = await getRun(crowd);
      expect(failed.build).toBeNull();
      expect(failed.deliveries).toEqual([]);
      expect(failed.reasons.join()).toMatch(/\w+ \w+/);
      const words = `${failed.reasons.join()} ${starved.stderr}`;
      for (const secret of [database.dataDir, '/', '.part', '@', 'Imke', 'Öztürk']) expect(words).not.toContain(secret);
      // What waits for a person is told first.
      expect(JSON.parse(starved.stdout)).toMatchObject([
        { recipient: CROWD, state: 'failed', file: null, sha256: null },
        { recipient: FIRST, state: 'done' },
        { recipient: LAST, state: 'done' },
      ]);
      expect(listBuilds(database)).toEqual([`run-${runIds[0]}-1.xlsx`, `run-${runIds[2]}-1.xlsx`]);
      expect(await outbox()).toEqual([`${FIRST}.xlsx`, `${LAST}.xlsx`]);
      await buildAndDeliver(runIds);
      await isWhole(crowd, ROWS);
    },
  );
});

describe('two processes that build the same runs at once', () => {
  it('bad-F5 make one build each, and every run is done', { timeout: 120_000 }, async () => {
    await closeDatabase();
    const both = await Promise.all(
      [1, 2].map(() => startPsa(['report', 'run', '--to', 'employers', '--json'], database.env).ended),
    );
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const runIds = await planFor(ALL);
    await until('both have delivered', async () => (await statesOf(runIds)).every((state) => state === 'done'));
    const counts = await database.query<{ builds: number; attempts: number }>(
      `select (select count(*)::int from builds where run_id = u.id) as builds,
         (select sum(attempts)::int from deliveries where run_id = u.id) as attempts from runs u order by id`,
    );
    expect(counts).toEqual(ALL.map(() => ({ builds: 1, attempts: 2 })));
    expect(listBuilds(database)).toEqual(runIds.map((runId) => `run-${runId}-1.xlsx`));
    await isWhole(runIds[1] ?? 0, ROWS);
    expect(existsSync(dataPath('outbox', period, `${CROWD}.xlsx`))).toBe(true);
  });
});

describe('a reader that breaks', () => {
  const READERS = `select pg_terminate_backend(pid) as ended from pg_stat_activity
    where datname = $1 and application_name = 'psa' and query like 'copy%' and state = 'active'`;

  it('never makes a short workbook that is recorded as good', { timeout: 120_000 }, async () => {
    const runIds = await planFor(ALL);
    const [, crowd = 0] = runIds;
    const building = produceRuns(runIds).then(
      () => 'given back',
      () => 'thrown',
    );
    await isInTheMiddle(database, crowd);
    expect(await database.query(READERS, [database.name])).toContainEqual({ ended: true });
    expect(['given back', 'thrown']).toContain(await building);
    for (const runId of runIds) {
      const { state, build } = await getRun(runId);
      if (runId === crowd) expect(['planned', 'failed']).toContain(state);
      expect(await recordedRows(runId)).toBe(build === null ? 0 : runId === crowd ? ROWS : 1);
    }
    expect(listBuilds(database).filter((name) => name.endsWith('.part'))).toEqual([]);
    await buildAndDeliver(runIds);
    await isWhole(crowd, ROWS);
    for (const runId of [runIds[0] ?? 0, runIds[2] ?? 0]) await isWhole(runId, 1);
    expect(await outbox()).toEqual(ALL.map((slug) => `${slug}.xlsx`));
  });

  it('is told where a statement is cancelled, and the build ends', { timeout: 120_000 }, async () => {
    const [runId = 0] = await planFor([CROWD]);
    const building = produceRuns([runId]).then(
      () => 'given back',
      () => 'thrown',
    );
    await isInTheMiddle(database, runId);
    await database.query(READERS.replace('pg_terminate_backend', 'pg_cancel_backend'), [database.name]);
    await building;
    expect((await getRun(runId)).build).toBeNull();
    await buildAndDeliver([runId]);
    await isWhole(runId, ROWS);
  });

  /** Ends every connection and lets no new one in until `work` is done. */
  async function withoutDatabase(work: () => Promise<void>): Promise<void> {
    const server = new pg.Client({ connectionString: inDatabase(database.superuserUrl, 'postgres') });
    await server.connect();
    try {
      await server.query(`alter database ${database.name} allow_connections false`);
      await server.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database.name]);
      await work();
    } finally {
      await server.query(`alter database ${database.name} allow_connections true`);
      await server.end();
    }
  }

  it(
    'bad-H1 a database that is gone altogether ends the build and not the process, which goes on when it is back',
    { timeout: 120_000 },
    async () => {
      const runIds = await planFor(ALL);
      const building = produceRuns(runIds).then(
        () => 'given back',
        () => 'thrown',
      );
      await isInTheMiddle(database, runIds[1] ?? 0);
      await withoutDatabase(async () => expect(await building).toBe('thrown'));
      await buildAndDeliver(runIds);
      await isWhole(runIds[1] ?? 0, ROWS);
      for (const runId of [runIds[0] ?? 0, runIds[2] ?? 0]) await isWhole(runId, 1);
    },
  );

  it(
    'bad-H1 nor does one that is gone while builds are being recorded and another is written',
    { timeout: 120_000 },
    async () => {
      // A hundred before the crowd's: what is finished is recorded by the hundred.
      const mpnIds = Array.from({ length: 100 }, (_, index) => String(2_000_001 + index));
      for (const mpnId of mpnIds)
        await database.query(`insert into employers (mpn_id, name) values ($1, 'Small')`, [mpnId]);
      await makeAgreements(mpnIds.map((mpnId) => ({ ...FULL_AGREEMENT, recipient: { kind: 'employer', mpnId } })));
      const slugs = [...mpnIds.map((mpnId) => `employer-${mpnId}`), CROWD];
      const runIds = await planFor(slugs);
      const crowd = runIds.at(-1) ?? 0;
      const blocker = new pg.Client({ connectionString: database.superuserUrl });
      blocker.on('error', () => undefined);
      await blocker.connect();
      await blocker.query('begin; lock table builds in share row exclusive mode');
      const building = produceRuns(runIds).then(
        () => 'given back',
        () => 'thrown',
      );
      await isInTheMiddle(database, crowd);
      const waiting = await database.query(
        `select from pg_stat_activity where datname = $1 and wait_event_type = 'Lock' and query ilike '%insert into builds%'`,
        [database.name],
      );
      expect(waiting).toHaveLength(1);
      await withoutDatabase(async () => expect(await building).toBe('thrown'));
      await blocker.end().catch(() => undefined);
      expect(await database.query('select from builds')).toEqual([]);
      await buildAndDeliver(runIds);
      expect(new Set(await statesOf(runIds))).toEqual(new Set(['done']));
      await isWhole(crowd, ROWS);
    },
  );
});

describe('a sender that is killed', () => {
  const countMade = async (): Promise<number> =>
    (await database.query(`select from audit_events where event = 'delivery.made'`)).length;

  /** As a worker leaves it that is killed between claiming and marking. */
  const leave = (runId: number, ago: string, state = 'sending') =>
    database.query(
      `update deliveries set state = $3, attempts = 1, claimed_at = psa_now() - $2::interval where run_id = $1`,
      [runId, ago, state],
    );

  it('bad-F8 between claim and delivered: nobody else takes it while its lease lasts, and one does after', async () => {
    const [runId = 0] = await buildFor([FIRST]);
    await leave(runId, '9 minutes');
    expect(await deliverDue(null)).toMatchObject({ delivered: 0 });
    expect(await outbox()).toEqual([]);
    await leave(runId, '11 minutes');
    const counts = await Promise.all([deliverDue(null), deliverDue(null), deliverDue(null)]);
    expect(counts.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(2);
    await isWhole(runId, 1);
    expect(await countMade()).toBe(2);
    expect(await hashFile(dataPath('outbox', period, `${FIRST}.xlsx`))).toBe((await getRun(runId)).build?.sha256);
  });

  it('bad-F8 in the middle of copying: half a file is under no final name, and is tidied up', async () => {
    const [runId = 0] = await buildFor([FIRST]);
    await leave(runId, '11 minutes');
    await mkdir(dataPath('outbox', period), { recursive: true });
    await writeFile(dataPath('outbox', period, `${FIRST}.xlsx.sender.part`), 'PK half a file');
    expect(await deliverDue([runId])).toMatchObject({ delivered: 2 });
    expect(await outbox()).toEqual([`${FIRST}.xlsx`]);
    await isWhole(runId, 1);
  });

  it('bad-F8 after sending and before marking: sent again with one effect', async () => {
    const [runId = 0] = await buildFor([FIRST]);
    await deliverDue([runId]);
    const sha256 = await hashFile(dataPath('outbox', period, `${FIRST}.xlsx`));
    await database.query(
      `update deliveries set state = 'sending', delivered_at = null, disclosed_at = null, claimed_at = psa_now() - interval '11 minutes' where channel = 'folder'`,
    );
    await database.query(`update runs set state = 'ready'`);
    expect(await deliverDue(null)).toMatchObject({ delivered: 1 });
    await isWhole(runId, 1);
    expect(await outbox()).toEqual([`${FIRST}.xlsx`]);
    expect(await hashFile(dataPath('outbox', period, `${FIRST}.xlsx`))).toBe(sha256);
  });
});
