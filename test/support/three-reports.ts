// Three reports of which the middle one takes a while: what faults in the middle of a build are tried on.
import { buildPath, hashFile } from '#app/features/reporting/report-files.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import { readdir, rm } from 'node:fs/promises';
import { afterEach, beforeAll, expect } from 'vitest';
import type { TestDatabase } from './database.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson } from './register.ts';
import { arrangeCrowd, getRun, thePeriod } from './runs.ts';

/** Slugs in the order in which they are planned and built: the crowd's stands in the middle. */
export const FIRST = 'employer-1000001';
export const CROWD = 'employer-5000000';
export const LAST = 'employer-9000009';
export const ALL = [FIRST, CROWD, LAST] as const;
const PEOPLE = 20_000;
/** Rows of the crowd's report; each of the others has one. */
export const ROWS = 100_000;

/** Arranges the three for this test file, and forgets their runs and files after each test. */
export function useThreeReports(database: TestDatabase): void {
  beforeAll(async () => {
    await arrangeNotice();
    for (const mpnId of ['1000001', '9000009'])
      await arrangePerson(database, {
        email: `one@company-${mpnId}.example`,
        mpnId,
        company: `Company ${mpnId}`,
        workshops: [{ name: 'Azure Administrator', percent: 10 }],
      });
    await arrangeCrowd(database, { mpnId: '5000000', people: PEOPLE, workshops: ROWS / PEOPLE });
    for (const mpnId of ['1000001', '5000000', '9000009']) await arrangeAgreement({ kind: 'employer', mpnId });
  }, 120_000);

  afterEach(async () => {
    await database.query(
      'truncate runs, builds, build_pages, deliveries, delivery_attempts, notifications, audit_events, audit_seals restart identity',
    );
    await rm(dataPath('files'), { recursive: true, force: true });
    await rm(dataPath('outbox'), { recursive: true, force: true });
  });
}

export const statesOf = async (runIds: readonly number[]): Promise<string[]> =>
  Promise.all(runIds.map(async (runId) => (await getRun(runId)).state));

/** Where last month's report of a recipient stands once it went there. */
export const inOutbox = async (slug: string): Promise<string> => dataPath('outbox', await thePeriod(), `${slug}.xlsx`);

/** The names of what went to the outbox, last month's folder. */
export const listOutbox = async (): Promise<string[]> => readdir(dataPath('outbox', await thePeriod())).catch(() => []);

/** The run is done, its one file is whole, and no other file is left. */
export async function isWhole(runId: number, rows: number): Promise<void> {
  const { state, build } = await getRun(runId);
  expect(state).toBe('done');
  expect(build?.sheets[0]).toMatchObject({ id: 'registration', rows });
  expect(build?.checks.every(({ passed }) => passed)).toBe(true);
  expect(await hashFile(buildPath(runId, build?.number ?? 0))).toBe(build?.sha256);
}

/** On how many rows of its named sheet the run's record says whose they are. */
export async function countRecorded(database: TestDatabase, runId: number): Promise<number> {
  const [found] = await database.query<{ rows: number }>(
    `select coalesce(sum(cardinality(refs)), 0)::int as rows from build_pages g join builds b on b.id = g.build_id
     where b.run_id = $1 and sheet = 'registration'`,
    [runId],
  );
  return found?.rows ?? 0;
}
