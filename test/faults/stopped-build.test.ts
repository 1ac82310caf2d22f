// A build that is killed or starved in the middle leaves nothing that looks like a report, and the next one is whole.
import { buildAndDeliver } from '#app/features/delivery/run-reports.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { isInTheMiddle, isNoticed, listBuilds, startPsa } from '#test/support/report-process.ts';
import { getRun, planFor } from '#test/support/runs.ts';
import {
  ALL,
  countRecorded,
  CROWD,
  FIRST,
  isWhole,
  LAST,
  listOutbox,
  ROWS,
  statesOf,
  useThreeReports,
} from '#test/support/three-reports.ts';
import { describe, expect, it } from 'vitest';

const database = useDatabase();
useThreeReports(database);

describe('bad-E17 a build that is killed in the middle', () => {
  it(
    'leaves no file under a final name and its run to be built; the next attempt is whole and tidies up',
    { timeout: 120_000 },
    async () => {
      const [runId = 0] = await planFor([CROWD]);
      const psa = startPsa(['report', 'run', '--to', 'employer:5000000'], database.env);
      await isInTheMiddle(database, runId);
      await psa.kill();
      expect(listBuilds(database).filter((name) => name.endsWith('.xlsx'))).toEqual([]);
      expect(await listOutbox()).toEqual([]);
      expect(await getRun(runId)).toMatchObject({ state: 'planned', build: null, deliveries: [] });
      await isNoticed(database);
      const again = await startPsa(['report', 'run', '--to', 'employer:5000000', '--json'], database.env).ended;
      expect(again).toMatchObject({ code: 0 });
      await isWhole(runId, ROWS);
      expect(await countRecorded(database, runId)).toBe(ROWS);
      expect(listBuilds(database)).toEqual([`run-${runId}-1.xlsx`]);
      expect(await listOutbox()).toEqual([`${CROWD}.xlsx`]);
    },
  );
});

describe('bad-E17 a disk that is full', () => {
  it(
    'fails the run that it stops, in words that name no path and no person, and no other of the batch',
    { timeout: 120_000 },
    async () => {
      const runIds = await planFor(ALL);
      const [, crowd = 0] = runIds;
      const starved = await startPsa(['report', 'run', '--to', 'employers', '--json'], database.env, {
        largestFile: 512,
      }).ended;
      expect(starved.code, starved.stderr).toBe(1);
      expect(await statesOf(runIds)).toEqual(['done', 'failed', 'done']);
      const failed = await getRun(crowd);
      expect(failed.build).toBeNull();
      expect(failed.deliveries).toEqual([]);
      expect(failed.reasons.join()).toMatch(/\w+ \w+/);
      const words = `${failed.reasons.join()} ${starved.stderr}`;
      for (const secret of [database.dataDir, '/', '.part', '@', 'Imke', 'Öztürk']) expect(words).not.toContain(secret);
      // What waits for a person is told first.
      expect(JSON.parse(starved.stdout)).toMatchObject([
        { recipient: CROWD, state: 'failed', file: null, sha256: null },
        { recipient: FIRST, state: 'done' },
        { recipient: LAST, state: 'done' },
      ]);
      expect(listBuilds(database)).toEqual([`run-${runIds[0]}-1.xlsx`, `run-${runIds[2]}-1.xlsx`]);
      expect(await listOutbox()).toEqual([`${FIRST}.xlsx`, `${LAST}.xlsx`]);
      await buildAndDeliver(runIds);
      await isWhole(crowd, ROWS);
    },
  );
});
