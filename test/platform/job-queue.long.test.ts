// What a killed worker held of the queue is taken up by another one, and until then by nobody.
import { openJobQueue } from '#app/platform/job-queue.server.ts';
import { projectRoot } from '#app/platform/project-root.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { until } from '#test/support/embedded-server.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const database = useDatabase();
const NAME = 'held-by-one-that-dies';
/** Two silences of a heartbeat and what lies between two looks. */
const TAKEN_UP_WITHIN_MS = 120_000;

it('bad-F8 a worker that is killed with a job in its hands loses it to another one', { timeout: 180_000 }, async () => {
  const holder = spawn(process.execPath, [join(projectRoot, 'test/support/job-holder.ts'), NAME], {
    cwd: projectRoot,
    env: { ...process.env, ...database.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  let done = 0;
  const queue = await openJobQueue([
    { name: NAME, everySeconds: 5, run: () => Promise.resolve(++done) },
    { name: 'another', everySeconds: 1, run: () => Promise.resolve() },
  ]);
  try {
    const states = async (name: string): Promise<string[]> =>
      (
        await database.query<{ state: string }>(
          'select state::text from jobs.job where name = $1 order by created_on',
          [name],
        )
      ).map(({ state }) => state);
    // Wanted again, it waits: whoever holds it is alive. Other jobs go on.
    await until('it is wanted again', async () => (await states(NAME)).join() === 'active,created');
    await until('another job is done', async () => (await states('another')).includes('completed'));
    expect(done).toBe(0);
    const gone = once(holder, 'exit');
    holder.kill('SIGKILL');
    await gone;
    await until('another worker has done it', () => done > 0, TAKEN_UP_WITHIN_MS);
    expect((await states(NAME))[0]).toBe('failed');
  } finally {
    holder.kill('SIGKILL');
    await queue.close(5_000);
  }
});
