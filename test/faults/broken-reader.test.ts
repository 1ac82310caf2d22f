// A build whose reading of the database breaks makes no short workbook, and the next one is whole.
import { buildAndDeliver } from '#app/features/delivery/run-reports.server.ts';
import { produceRuns } from '#app/features/reporting/produce-runs.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { isInTheMiddle, listBuilds } from '#test/support/report-process.ts';
import { getRun, planFor } from '#test/support/runs.ts';
import {
  ALL,
  countRecorded,
  isWhole,
  listOutbox,
  ROWS,
  statesOf,
  useThreeReports,
} from '#test/support/three-reports.ts';
import { findUnfinished } from '#app/features/reporting/unfinished-runs.server.ts';
import { describe, expect, it } from 'vitest';

const database = useDatabase();
useThreeReports(database);

describe('a reader that breaks', () => {
  const READERS = `select pg_terminate_backend(pid) as ended from pg_stat_activity
    where datname = $1 and application_name = 'psa' and query like 'copy%' and state = 'active'`;

  it('never makes a short workbook that is recorded as good', { timeout: 120_000 }, async () => {
    const runIds = await planFor(ALL);
    const [, crowd = 0] = runIds;
    const building = produceRuns(runIds).then(
      () => 'given back',
      () => 'thrown',
    );
    await isInTheMiddle(database, crowd);
    expect(await database.query(READERS, [database.name])).toContainEqual({ ended: true });
    // A lost connection is no fault of any run: nobody has to ask for them again.
    expect(await building).toBe('thrown');
    expect(await statesOf(runIds)).toEqual(['planned', 'planned', 'planned']);
    expect(await findUnfinished(null)).toEqual(runIds);
    for (const runId of runIds) expect(await countRecorded(database, runId)).toBe(0);
    expect(listBuilds(database).filter((name) => name.endsWith('.part'))).toEqual([]);
    await buildAndDeliver(runIds);
    await isWhole(crowd, ROWS);
    for (const runId of [runIds[0] ?? 0, runIds[2] ?? 0]) await isWhole(runId, 1);
    expect(await listOutbox()).toEqual(ALL.map((slug) => `${slug}.xlsx`));
  });

  it(
    'bad-H9 fails the run whose statement the server ended, and none that comes after it',
    { timeout: 120_000 },
    async () => {
      const runIds = await planFor(ALL);
      const [, crowd = 0] = runIds;
      const building = produceRuns(runIds).then(
        () => 'given back',
        () => 'thrown',
      );
      await isInTheMiddle(database, crowd);
      await database.query(READERS.replace('pg_terminate_backend', 'pg_cancel_backend'), [database.name]);
      expect(await building).toBe('thrown');
      expect(await statesOf(runIds)).toEqual(['ready', 'failed', 'planned']);
      expect((await getRun(crowd)).build).toBeNull();
      await buildAndDeliver(runIds);
      await isWhole(crowd, ROWS);
      for (const runId of [runIds[0] ?? 0, runIds[2] ?? 0]) await isWhole(runId, 1);
    },
  );
});
