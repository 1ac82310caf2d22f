// Processes that are asked for the same runs at once: one builds, and all of them hand out what it made.
import { closeDatabase } from '#app/platform/db.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { listBuilds, startPsa } from '#test/support/report-process.ts';
import { planFor } from '#test/support/runs.ts';
import { ALL, CROWD, inOutbox, isWhole, ROWS, statesOf, useThreeReports } from '#test/support/three-reports.ts';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const database = useDatabase();
useThreeReports(database);

describe('two processes that build the same runs at once', () => {
  it('bad-F5 make one build each, and every run is done', { timeout: 120_000 }, async () => {
    await closeDatabase();
    const both = await Promise.all(
      [1, 2].map(() => startPsa(['report', 'run', '--to', 'employers', '--json'], database.env).ended),
    );
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const runIds = await planFor(ALL);
    expect(await statesOf(runIds)).toEqual(['done', 'done', 'done']);
    const counts = await database.query<{ builds: number; attempts: number }>(
      `select (select count(*)::int from builds where run_id = u.id) as builds,
         (select sum(attempts)::int from deliveries where run_id = u.id) as attempts from runs u order by id`,
    );
    expect(counts).toEqual(ALL.map(() => ({ builds: 1, attempts: 2 })));
    expect(listBuilds(database)).toEqual(runIds.map((runId) => `run-${runId}-1.xlsx`));
    await isWhole(runIds[1] ?? 0, ROWS);
    expect(existsSync(await inOutbox(CROWD))).toBe(true);
  });
});
