// A process that is asked for a run which another one is building waits for it, and builds it itself where the other one is gone.
import { closeDatabase } from '#app/platform/db.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { until } from '#test/support/embedded-server.ts';
import { isInTheMiddle, startPsa, type Psa } from '#test/support/report-process.ts';
import { getRun, planFor } from '#test/support/runs.ts';
import { CROWD, inOutbox, isWhole, ROWS, useThreeReports } from '#test/support/three-reports.ts';
import pg from 'pg';
import { describe, expect, it } from 'vitest';

const database = useDatabase();
useThreeReports(database);

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
