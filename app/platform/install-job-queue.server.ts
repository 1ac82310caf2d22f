// Makes the tables of the job queue, by the login that owns the database: the queue's library brings them along and changes them itself.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { log } from './log.server.ts';

/** Made by a migration, with the role that may work in it. */
export const JOB_SCHEMA = 'jobs';
export const JOB_ROLE = 'psa_jobs';

const UPKEEP_LIMIT_MS = 60_000;
const UNFINISHED: readonly string[] = ['pending', 'in_progress'];

/** Makes or brings up to date the queue's own tables. Takes the owner's URL of a migrated database; any number of processes may ask at once. */
export async function installJobQueue(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: JOB_SCHEMA,
    createSchema: false,
    supervise: false,
    schedule: false,
    max: 2,
    bamIntervalSeconds: 10,
    application_name: 'psa migrate',
  });
  boss.on('error', (error) => log.warn({ err: error }, 'job queue'));
  try {
    await boss.start();
    // A new version of the library may build indexes in the background of whoever brought it.
    const end = performance.now() + UPKEEP_LIMIT_MS;
    while ((await boss.getBamStatus()).some(({ status }) => UNFINISHED.includes(status)) && performance.now() < end) {
      await sleep(50);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      `grant select, insert, update, delete on all tables in schema ${JOB_SCHEMA} to ${JOB_ROLE};
       grant usage on all sequences in schema ${JOB_SCHEMA} to ${JOB_ROLE};
       grant execute on all functions in schema ${JOB_SCHEMA} to ${JOB_ROLE}`,
    );
  } finally {
    await client.end();
  }
}
