// Processes that are asked for the same runs at once: one builds, and all of them hand out what it made.
import { closeDatabase } from '#app/platform/db.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { until } from '#test/support/embedded-server.ts';
import { isInTheMiddle, listBuilds, startPsa, type Psa } from '#test/support/report-process.ts';
import { getRun, planFor } from '#test/support/runs.ts';
import { ALL, CROWD, inOutbox, isWhole, ROWS, statesOf, useThreeReports } from '#test/support/three-reports.ts';
import { existsSync } from 'node:fs';
import pg from 'pg';
import { describe, expect, it } from 'vitest';

const database = useDatabase();
useThreeReports(database);

describe('two processes that build the same runs at once', () => {
  it('bad-F5 make one build each, and every run is done', { timeout: 120_000 }, async () => {
    await closeDatabase();
    const both = await Promise.all(
      [1, 2].map(() => startPsa(['report', 'run', '--to', 'employers', '--json'], database.env).ended),
    );
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const runIds = await planFor(ALL);
    expect(await statesOf(runIds)).toEqual(['done', 'done', 'done']);
    const counts = await database.query<{ builds: number; attempts: number }>(
      `select (select count(*)::int from builds where run_id = u.id) as builds,
         (select sum(attempts)::int from deliveries where run_id = u.id) as attempts from runs u order by id`,
    );
    expect(counts).toEqual(ALL.map(() => ({ builds: 1, attempts: 2 })));
    expect(listBuilds(database)).toEqual(runIds.map((runId) => `run-${runId}-1.xlsx`));
    await isWhole(runIds[1] ?? 0, ROWS);
    expect(existsSync(await inOutbox(CROWD))).toBe(true);
  });
});

describe('a process that comes while another one is building its run', () => {
  const WORDS = ['report', 'run', '--to', 'employer:5000000', '--json'] as const;

  const countConnections = async (where: string): Promise<number> =>
    (
      await database.query(
        `select from pg_stat_activity where datname = $1 and application_name = 'psa' and ${where}`,
        [database.name],
      )
    ).length;

  /** One that stands still in the middle of its build, until it is let go on or killed. */
  async function startFirst(): Promise<{ runId: number; first: Psa }> {
    const [runId = 0] = await planFor([CROWD]);
    await closeDatabase();
    const first = startPsa(WORDS, database.env);
    await isInTheMiddle(database, runId);
    first.child.kill('SIGSTOP');
    return { runId, first };
  }

  /** Starts another beside it, and gives it once it has seen that the run is taken. */
  async function startSecond(): Promise<Psa> {
    const others = await database.query<{ pid: number }>('select pid from pg_stat_activity');
    const own = `pid <> all ('{${others.map(({ pid }) => pid).join(',')}}')`;
    const gate = new pg.Client({ connectionString: database.superuserUrl });
    await gate.connect();
    try {
      // Every snapshot goes through this lock: who has passed it and has no transaction left has looked for its run.
      await gate.query('select pg_advisory_lock(psa_outcome_lock())');
      const second = startPsa(WORDS, database.env);
      await until(
        'it opens its snapshot',
        async () => (await countConnections(`${own} and wait_event_type = 'Lock'`)) > 0,
      );
      await gate.query('select pg_advisory_unlock(psa_outcome_lock())');
      await until('it has looked', async () => (await countConnections(`${own} and xact_start is not null`)) === 0);
      return second;
    } finally {
      await gate.end();
    }
  }

  it('waits for it, and hands out the finished run', { timeout: 120_000 }, async () => {
    const { runId, first } = await startFirst();
    const second = await startSecond();
    first.child.kill('SIGCONT');
    const { code, stdout, stderr } = await second.ended;
    await first.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      run: runId,
      state: 'done',
      file: await inOutbox(CROWD),
      rows: { registration: ROWS },
    });
    expect(await getRun(runId)).toMatchObject({ build: { number: 1 } });
    await isWhole(runId, ROWS);
  });

  it('builds the run itself where the other one is killed', { timeout: 120_000 }, async () => {
    const { runId, first } = await startFirst();
    const second = await startSecond();
    await first.kill();
    const { code, stdout } = await second.ended;
    expect({ code, state: (JSON.parse(stdout) as { state: string }).state }).toEqual({ code: 0, state: 'done' });
    await isWhole(runId, ROWS);
  });
});
