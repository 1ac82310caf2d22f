// A folder that is slow: what was claimed for it together and is not put there within a minute is given back, and the gate is asked anew about it.
import { deliverDue } from '#app/features/delivery/deliver.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { untilWaiting, whileHeld } from '#test/support/held-lock.ts';
import { arrangeEmployers, arrangeNotice } from '#test/support/register.ts';
import { buildFor } from '#test/support/runs.ts';
import { afterEach, expect, it, vi } from 'vitest';

const database = useDatabase();
const A_MINUTE_MS = 60_000;

afterEach(() => {
  vi.restoreAllMocks();
});

it('does not get a file that was claimed a minute ago and names somebody who was restricted since', async () => {
  await arrangeNotice();
  await arrangeEmployers(database, ['1000001', '1000002']);
  const [first = 0, second = 0] = await buildFor(['employer-1000001', 'employer-1000002']);
  const atFirst = performance.now();
  let delivering: ReturnType<typeof deliverDue> | undefined;
  // The first file waits to be put into the folder while somebody holds its run.
  await whileHeld(database, `select from runs where id = ${first} for update`, async () => {
    delivering = deliverDue([first, second], undefined, ['folder']);
    await untilWaiting(database, 1);
    await database.query(`update persons set restricted_at = now() where email = 'one@company-1000002.example'`);
    vi.spyOn(performance, 'now').mockReturnValue(atFirst + 2 * A_MINUTE_MS);
  });
  expect(await delivering).toEqual({ delivered: 1, failed: 0, staleRuns: [second] });
  expect(await database.query(`select run_id, state from deliveries where channel = 'folder' order by run_id`)).toEqual(
    [
      { run_id: first, state: 'delivered' },
      { run_id: second, state: 'queued' },
    ],
  );
});
