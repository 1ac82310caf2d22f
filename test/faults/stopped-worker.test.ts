// A worker that is told to stop in the middle of a send finishes it, writes it down, gives back what it has not begun, and goes.
import { deliverDue } from '#app/features/delivery/deliver.server.ts';
import { projectRoot } from '#app/platform/project-root.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { untilWaiting, whileHeld } from '#test/support/held-lock.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, MICROSOFT } from '#test/support/register.ts';
import { buildFor, getRun } from '#test/support/runs.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const FINISHED_WITHIN_MS = 30_000;
const DELIVERED = { state: 'delivered', attempts: 1 };

beforeAll(async () => {
  await arrangeNotice();
  await arrangePerson(database, {
    email: 'one@company.example',
    workshops: [{ name: 'Azure Administrator', percent: 10 }],
  });
  await arrangeAgreement({ kind: 'employer', mpnId: '1000001' });
  await arrangeAgreement(MICROSOFT);
});

describe('bad-J6 a worker that is told to stop during a send', () => {
  it(
    'finishes what it began, within 30 s, leaves the rest to others at once, and nothing is sent twice',
    { timeout: 60_000 },
    async () => {
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
      // What the signal came too late for is done, too; what it was in time for waits for the next, and nothing is in between.
      await deliverDue(null);
      expect((await getRun(runId)).state).toBe('done');
      expect(await database.query('select state, attempts from deliveries')).toEqual([DELIVERED, DELIVERED]);
      const made = await database.query(`select from audit_events where event = 'delivery.made'`);
      expect(made.length).toBe(2);
    },
  );

  it('gives back what it has not begun: the next one takes it at once, and it counts as no attempt', async () => {
    const stopping = new AbortController();
    const [runId = 0] = await buildFor(['microsoft']);
    const states = 'select channel, state, attempts from deliveries where run_id = $1 order by state, channel';
    let delivering: Promise<unknown> | undefined;
    await whileHeld(database, `select from runs where id = ${runId} for update`, async () => {
      delivering = deliverDue([runId], stopping.signal);
      await untilWaiting(database, 1);
      stopping.abort();
    });
    await delivering;
    expect(await database.query(states, [runId])).toEqual([
      { channel: 'portal', ...DELIVERED },
      { channel: 'folder', state: 'queued', attempts: 0 },
    ]);
    expect(await deliverDue([runId], stopping.signal)).toMatchObject({ delivered: 0 });
    await deliverDue([runId]);
    expect(await database.query(states, [runId])).toEqual([
      { channel: 'folder', ...DELIVERED },
      { channel: 'portal', ...DELIVERED },
    ]);
  });
});
