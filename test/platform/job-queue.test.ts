// However many processes there are, a job is done by one of them at a time, and as often as it is wanted.
import { openJobQueue, type OpenJobQueue, type QueuedJob } from '#app/platform/job-queue.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { afterEach, expect, it, vi } from 'vitest';

const database = useDatabase();
const WITHIN = { timeout: 15_000, interval: 50 };
const HOUR_S = 3_600;
let open: OpenJobQueue[] = [];

const openQueue = async (...jobs: QueuedJob[]): Promise<OpenJobQueue> => {
  const queue = await openJobQueue(jobs);
  open.push(queue);
  return queue;
};

const statesOf = async (name: string): Promise<string[]> =>
  (
    await database.query<{ state: string }>(
      'select state::text from jobs.job where name = $1 order by created_on, state',
      [name],
    )
  ).map(({ state }) => state);

afterEach(async () => {
  await Promise.all(open.map((queue) => queue.close(5_000)));
  open = [];
});

it('a job that several processes want is done once', async () => {
  const done: string[] = [];
  const job = (who: string): QueuedJob => ({
    name: 'wanted-by-many',
    everySeconds: HOUR_S,
    run: () => Promise.resolve(done.push(who)),
  });
  await Promise.all(['one', 'two', 'three'].map((who) => openQueue(job(who))));
  await vi.waitFor(async () => expect(await statesOf('wanted-by-many')).toEqual(['completed']), WITHIN);
  expect(done.length).toBe(1);
});

it(
  'a job never overlaps itself: wanted again meanwhile, it waits until the first has ended',
  { timeout: 30_000 },
  async () => {
    let running = 0;
    let most = 0;
    let ended = 0;
    const gate = Promise.withResolvers<undefined>();
    const job: QueuedJob = {
      name: 'takes-long',
      everySeconds: 1,
      run: async () => {
        most = Math.max(most, ++running);
        await gate.promise;
        running--;
        ended++;
      },
    };
    await Promise.all([openQueue(job), openQueue(job)]);
    await vi.waitFor(async () => expect(await statesOf('takes-long')).toEqual(['active', 'created']), WITHIN);
    gate.resolve(undefined);
    await vi.waitFor(() => expect(ended).toBeGreaterThan(1), WITHIN);
    expect(most).toBe(1);
  },
);

it('a job that failed is there to be seen, and done again when it is next wanted', { timeout: 30_000 }, async () => {
  let tries = 0;
  await openQueue({
    name: 'fails-first',
    everySeconds: 1,
    run: () => (++tries === 1 ? Promise.reject(new Error('not yet')) : Promise.resolve()),
  });
  await vi.waitFor(
    async () => expect(await statesOf('fails-first')).toEqual(expect.arrayContaining(['failed', 'completed'])),
    WITHIN,
  );
});

it('told to stop, a queue waits for what is under way and begins nothing more', { timeout: 30_000 }, async () => {
  const gate = Promise.withResolvers<undefined>();
  let ended = false;
  const queue = await openQueue({
    name: 'stopped',
    everySeconds: HOUR_S,
    run: async (stopping) => {
      await new Promise((resolve) => stopping.addEventListener('abort', resolve));
      await gate.promise;
      ended = true;
    },
  });
  await vi.waitFor(async () => expect(await statesOf('stopped')).toEqual(['active']), WITHIN);
  const closed = queue.close(10_000);
  gate.resolve(undefined);
  await closed;
  expect(ended).toBe(true);
  expect(await statesOf('stopped')).toEqual(['completed']);
});

it('holds names and times, and nothing of what a job said when it failed', async () => {
  await openQueue({
    name: 'says-too-much',
    everySeconds: HOUR_S,
    run: () => Promise.reject(new Error('Key (email)=(sanne@company.example) already exists')),
  });
  await vi.waitFor(async () => expect(await statesOf('says-too-much')).toEqual(['failed']), WITHIN);
  const kept = await database.query<{ row: string }>('select j::text as row from jobs.job j');
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.filter(({ row }) => row.includes('sanne') || row.includes('already exists'))).toEqual([]);
  expect(await database.query('select from jobs.job where data is not null')).toEqual([]);
});
