// A run that can't be built is tried again by itself, ever later, and then waits for a person who is told; no other waits for it.
import { runDue } from '#app/features/delivery/schedules.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeEmployers, arrangeNotice, moveClock } from '#test/support/register.ts';
import { getRun, planFor, runFor } from '#test/support/runs.ts';
import { afterEach, beforeAll, expect, it } from 'vitest';

const database = useDatabase();
const HOUR_MIN = 60;

beforeAll(async () => {
  await arrangeNotice();
  await arrangeEmployers(database, ['1000001', '1000002']);
  await database.query(
    `with made as (insert into staff_members (email, name) values ('bram@psa.example', 'Bram') returning id)
     insert into staff_roles (staff_id, role, granted_by) select id, 'administrator', 'test' from made`,
  );
});
afterEach(() => moveClock(database, '0'));

const mailsToStaff = async (): Promise<number> =>
  (await database.query(`select from mails where staff_id is not null`)).length;

it('bad-F11 a poison run is tried eight times with growing waits, then failed and told; others are not blocked', async () => {
  const [poison = 0, sound = 0] = await planFor(['employer-1000001', 'employer-1000002']);
  await database.query(`alter table builds add constraint poison check (run_id <> ${poison})`);
  const failures = (): Promise<unknown[]> =>
    database.query(`select from audit_events where event = 'run.failed' and subject_id = $1`, [String(poison)]);
  const tick = async (afterMin: number): Promise<number> => {
    await moveClock(database, `${afterMin} minutes`);
    await runDue(await databaseNow());
    return (await failures()).length;
  };
  expect(await tick(0)).toBe(1);
  expect((await getRun(sound)).state).toBe('done');
  const first = await getRun(poison);
  expect(first).toMatchObject({ state: 'failed', needsPerson: false });
  expect(first.nextTryAt).not.toBeNull();
  // Not before its time, however often somebody looks.
  expect(await tick(1)).toBe(1);
  expect(await tick(4)).toBe(1);
  const attempts: number[] = [];
  let waited = 0;
  for (let hour = 1; hour <= 48; hour++) {
    waited = hour * HOUR_MIN;
    attempts.push(await tick(waited));
    if (attempts.at(-1) === 8) break;
    expect(await mailsToStaff()).toBe(0);
  }
  expect(attempts.at(-1)).toBe(8);
  const waits = attempts.filter((count, index) => count !== attempts[index - 1]).length;
  expect(waits).toBeGreaterThan(3);
  expect(await mailsToStaff()).toBe(1);
  const last = await getRun(poison);
  expect(last).toMatchObject({ state: 'failed', needsPerson: true, nextTryAt: null });
  expect(await tick(waited + 30 * 24 * HOUR_MIN)).toBe(8);
  // Whoever mended it asks for it.
  await database.query('alter table builds drop constraint poison');
  await moveClock(database, '0');
  expect((await runFor('employer-1000001')).state).toBe('done');
});
