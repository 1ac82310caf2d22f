// A worker that is told to stop in the middle of a send finishes it, writes it down, and goes.
import { projectRoot } from '#app/platform/project-root.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { untilWaiting, whileHeld } from '#test/support/held-lock.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { buildFor, getRun } from '#test/support/runs.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const FINISHED_WITHIN_MS = 30_000;

beforeAll(async () => {
  await arrangeNotice();
  await arrangePerson(database, {
    email: 'one@company.example',
    workshops: [{ name: 'Azure Administrator', percent: 10 }],
  });
  await arrangeAgreement({ kind: 'employer', mpnId: '1000001' });
});

describe('bad-J6 a worker that is told to stop during a send', () => {
  it('finishes what it claimed, within 30 s, and nothing is sent twice', { timeout: 60_000 }, async () => {
    const [runId = 0] = await buildFor(['employer-1000001']);
    const worker = spawn(process.execPath, ['app/worker.ts'], {
      cwd: projectRoot,
      env: { ...process.env, ...database.env },
      stdio: 'ignore',
    });
    const ended = once(worker, 'exit');
    // What is sent waits to be written down while somebody holds the run.
    await whileHeld(database, `select from runs where id = ${runId} for update`, async () => {
      await untilWaiting(database, 1);
      worker.kill('SIGTERM');
    });
    const told = performance.now();
    expect(await ended).toEqual([0, null]);
    expect(performance.now() - told).toBeLessThan(FINISHED_WITHIN_MS);
    const run = await getRun(runId);
    expect(run.state).toBe('done');
    expect(run.deliveries.map(({ state }) => state)).toEqual(['delivered', 'delivered']);
    const attempts = await database.query<{ attempts: number }>('select attempts from deliveries');
    expect(attempts.map((delivery) => delivery.attempts)).toEqual([1, 1]);
    const made = await database.query(`select from audit_events where event = 'delivery.made'`);
    expect(made.length).toBe(2);
  });
});
