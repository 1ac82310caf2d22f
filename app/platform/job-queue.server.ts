// The queue of background work, in the portal's own database: each job is done by one process at a time, whichever is there, and what a
// killed one held is taken up by another. It never decides what is due: jobs ask the portal's clock themselves.
import { PgBoss } from 'pg-boss';
import { findLoginUrl } from './db.server.ts';
import { JOB_ROLE, JOB_SCHEMA } from './install-job-queue.server.ts';
import { log } from './log.server.ts';

const CONNECTIONS = 3;
/** A process that says nothing for so long has lost the job it held. */
const HEARTBEAT_S = 30;
/** How often lost jobs are looked for. */
const MONITOR_S = 30;
/** Nobody is waited for longer than this. */
const EXPIRE_S = 6 * 3_600;
/** What was done is kept for an hour, for whoever looks into the queue. */
const KEEP_DONE_S = 3_600;
/** A wanted job is told to the workers at once; asking is for when the telling was lost. */
const ASK_EVERY_S = 10;

export type QueuedJob = {
  readonly name: string;
  /** Seconds after which it is wanted again. */
  readonly everySeconds: number;
  /** Does it; told to stop, it begins nothing new. What it throws is logged, and it is tried again when it is next wanted. */
  readonly run: (stopping: AbortSignal) => Promise<unknown>;
};

export type OpenJobQueue = {
  /** Begins nothing new and waits for what is under way, at most so long. */
  close(limitMs: number): Promise<void>;
};

/**
 * Does these jobs until closed, together with every other process that does them: each is wanted once per `everySeconds` whoever asks, and
 * done by one process at a time.
 */
export async function openJobQueue(jobs: readonly QueuedJob[]): Promise<OpenJobQueue> {
  const boss = new PgBoss({
    connectionString: await findLoginUrl(),
    options: `-c role=${JOB_ROLE}`,
    schema: JOB_SCHEMA,
    migrate: false,
    createSchema: false,
    schedule: false,
    // Rebuilding indexes takes their owner; vacuum is the database's own business.
    reindex: false,
    monitorVacuum: false,
    max: CONNECTIONS,
    application_name: 'psa jobs',
    useListenNotify: true,
    superviseIntervalSeconds: MONITOR_S,
    monitorIntervalSeconds: MONITOR_S,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'job queue'));
  await boss.start();
  const stopping = new AbortController();
  const timers = await Promise.all(
    jobs.map(async ({ name, everySeconds, run }) => {
      await boss.createQueue(name, {
        policy: 'stately',
        notify: true,
        retryLimit: 0,
        heartbeatSeconds: HEARTBEAT_S,
        expireInSeconds: EXPIRE_S,
        deleteAfterSeconds: KEEP_DONE_S,
        retentionSeconds: KEEP_DONE_S,
      });
      await boss.work(
        name,
        { notifyPollingIntervalSeconds: ASK_EVERY_S, pollingIntervalSeconds: ASK_EVERY_S },
        async () => {
          if (stopping.signal.aborted) return;
          await run(stopping.signal).catch((error: unknown) => {
            log.error({ err: error, job: name }, 'job failed');
            // The queue keeps what a job threw, and an error may quote whom it is about.
            throw new Error('The job failed; its process has logged why');
          });
        },
      );
      const want = (): void => {
        void boss
          .send(name, null, { singletonSeconds: everySeconds })
          .catch((error: unknown) => log.warn({ err: error, job: name }, 'job not queued'));
      };
      want();
      return setInterval(want, everySeconds * 1_000);
    }),
  );
  return {
    async close(limitMs) {
      stopping.abort();
      for (const timer of timers) clearInterval(timer);
      await boss.stop({ timeout: limitMs });
    },
  };
}
