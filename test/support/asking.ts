// Asks people as the worker does, at a time of day at which mails go.
import { askOutcomes } from '#app/features/exams/ask-outcomes.server.ts';
import type { TestDatabase } from './database.ts';
import { moveClock } from './register.ts';

/** It is half past nine in Amsterdam, so many days from today, and then `later`. */
export async function moveToMorning(database: TestDatabase, days: number, later = '0'): Promise<void> {
  const [row] = await database.query<{ by: string }>(
    `select (((now() at time zone 'Europe/Amsterdam')::date + $1::int + time '09:30') at time zone 'Europe/Amsterdam' + $2::text::interval - now())::text as by`,
    [days, later],
  );
  await moveClock(database, row?.by ?? '0');
}

const askAtOnce = async (times: number): Promise<number> =>
  (await Promise.all(Array.from({ length: times }, () => askOutcomes()))).reduce((sum, asked) => sum + asked, 0);

/** Plans, and asks in the morning of the day after so many days; `times` at once. Gives how many mails. */
export async function askInTheMorning(database: TestDatabase, days = 1, times = 1): Promise<number> {
  const asked = await askAtOnce(times);
  await moveToMorning(database, days);
  return asked + (await askAtOnce(times));
}

/** As if what is planned now had been planned yesterday: for tests that are about what comes after. The clock stands where it stood at first. */
export async function askNow(database: TestDatabase, times = 1): Promise<number> {
  const asked = await askAtOnce(times);
  await database.query(
    `update follow_ups set due_on = due_on - 1
     where state = 'planned' and kind = 'mail' and due_on = (psa_now() at time zone 'Europe/Amsterdam')::date + 1`,
  );
  await moveToMorning(database, 0);
  const more = await askAtOnce(times);
  await moveClock(database, '0');
  return asked + more;
}
