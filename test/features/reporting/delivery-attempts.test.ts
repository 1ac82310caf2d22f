// Every attempt to deliver stands on the run's page: when, by which channel, what was answered, and when the next one is.
import type { StaffActor } from '#app/features/access/actor.ts';
import { deliverDue } from '#app/features/delivery/deliver.server.ts';
import { listAttempts } from '#app/features/reporting/delivery-attempts.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeEmployers, arrangeNotice, moveClock } from '#test/support/register.ts';
import { buildFor, getRun } from '#test/support/runs.ts';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, beforeAll, expect, it } from 'vitest';

const database = useDatabase();
const ADMINISTRATOR: StaffActor = { kind: 'staff', staffId: 1, roles: ['administrator'], name: 'Bram' };

beforeAll(async () => {
  await arrangeNotice();
  await arrangeEmployers(database, ['1000001']);
});
afterEach(() => moveClock(database, '0'));

it('tells what failed, what was answered and when it is tried next, and then what went out', async () => {
  const [runId = 0] = await buildFor(['employer-1000001']);
  expect(await listAttempts(ADMINISTRATOR, runId)).toEqual([]);
  // A file stands where the folder should be.
  const outbox = dataPath('outbox');
  await mkdir(dirname(outbox), { recursive: true });
  await writeFile(outbox, '');
  await deliverDue([runId]);
  const failed = await listAttempts(ADMINISTRATOR, runId);
  expect(failed.map(({ channel, outcome, number, build }) => [channel, outcome, number, build]).toSorted()).toEqual([
    ['folder', 'failed', 1, 1],
    ['portal', 'delivered', 1, 1],
  ]);
  const first = failed.find(({ channel }) => channel === 'folder');
  const folder = (await getRun(runId)).deliveries.find(({ channel }) => channel === 'folder');
  expect(first?.answer).not.toBeNull();
  expect(first?.nextAt).toEqual(folder?.nextAttemptAt);
  await rm(outbox);
  await moveClock(database, '31 minutes');
  await deliverDue([runId]);
  const all = (await listAttempts(ADMINISTRATOR, runId)).filter(({ channel }) => channel === 'folder');
  expect(all.map(({ outcome, number, nextAt }) => [outcome, number, nextAt])).toEqual([
    ['delivered', 2, null],
    ['failed', 1, null],
  ]);
});
