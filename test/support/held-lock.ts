// Holds something that the application needs, so that a test can look at it, or change the world, in the middle of what it does.
import pg from 'pg';
import type { TestDatabase } from './database.ts';
import { until } from './embedded-server.ts';

/** Runs `work` while a transaction holds what `lock` takes; what `work` does in that transaction is committed with it. */
export async function whileHeld<T>(
  database: TestDatabase,
  lock: string,
  work: (holder: pg.Client) => Promise<T>,
): Promise<T> {
  const holder = new pg.Client({ connectionString: database.superuserUrl });
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query(lock);
    const value = await work(holder);
    await holder.query('commit');
    return value;
  } finally {
    await holder.end();
  }
}

/** Waits until so many connections of the application wait for a lock. */
export async function untilWaiting(database: TestDatabase, count: number): Promise<void> {
  await until(`${count} connections wait for a lock`, async () => {
    const waiting = await database.query(
      `select from pg_stat_activity where datname = $1 and application_name = 'psa' and wait_event_type = 'Lock'`,
      [database.name],
    );
    return waiting.length === count;
  });
}
