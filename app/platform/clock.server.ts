// Decides what time it is: what the database says (`psa_now()`), which tests can move and production can't.
import { inRoleSql } from './db.server.ts';

/** The instant by which everything is due, late or expired. */
export function databaseNow(): Promise<Date> {
  return inRoleSql('psa_portal', {}, async (client) => {
    const found = await client.query<{ now: Date }>('select psa_now() as now');
    const now = found.rows[0]?.now;
    if (now === undefined) throw new Error('The database has no clock: it is not migrated');
    return now;
  });
}

/** The day that it is in Amsterdam, 'YYYY-MM-DD': by it days are over and to come. */
export function databaseToday(): Promise<string> {
  return inRoleSql('psa_portal', {}, async (client) => {
    const found = await client.query<{ today: string }>('select psa_today()::text as today');
    const today = found.rows[0]?.today;
    if (today === undefined) throw new Error('The database has no clock: it is not migrated');
    return today;
  });
}
