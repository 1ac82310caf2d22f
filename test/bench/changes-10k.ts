/** The page of what changed since the last report, for runs of 10,000 rows of which a tenth came, went or changed; against reading both files once. */
import type { StaffActor } from '#app/features/access/actor.ts';
import { findComparison } from '#app/features/reporting/compared-runs.server.ts';
import { readChanges } from '#app/features/reporting/compare-runs.server.ts';
import { runReports } from '#app/features/delivery/run-reports.server.ts';
import { buildPath, withFile } from '#app/features/reporting/report-files.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { SHEETS } from '#reports/catalogue.ts';
import { readSheet } from '#reports/workbook/read-sheet.ts';

import { agreeWithEverybody, fillWithPeople, openBenchDatabase } from './bench-database.ts';
import { median, timed } from './measure.ts';

const PEOPLE = 5_000;
const ROUNDS = 7;
const TARGET = { kind: 'slugs', slugs: ['microsoft'] } as const;
const PERIODS = ['2026-01', '2026-02'] as const;

async function makeRun(period: string): Promise<number> {
  const made = await runReports(TARGET, period, await databaseNow());
  const [runId] = made.ok ? made.value : [];
  if (runId === undefined) throw new Error('No run was made');
  return runId;
}

export async function benchChanges10k(): Promise<{ lines: string[] }> {
  const database = await openBenchDatabase();
  try {
    const { client } = database;
    await fillWithPeople(database, PEOPLE, 20);
    await agreeWithEverybody(database);
    const before = await makeRun(PERIODS[0]);
    await client.query(`
      update enrolments set percent = (percent + 1) % 101 where id % 30 = 0;
      update enrolments set state = 'cancelled' where id % 30 = 1`);
    const now = await makeRun(PERIODS[1]);
    await client.query(`insert into staff_members (email, name) values ('officer@academy.example', 'Noor Dekker')`);
    const actor: StaffActor = { kind: 'staff', staffId: 1, roles: ['privacy-officer'], name: 'Noor Dekker' };
    const page = async (kind: 'changed' | 'removed'): Promise<void> => {
      const comparison = await findComparison(actor, now);
      if (comparison === null) throw new Error('There is nothing to compare with');
      const { total } = await readChanges(actor, comparison, { sheet: 'registration', kind, offset: 50, limit: 25 });
      if (total < 300) throw new Error(`Only ${total} rows were ${kind}`);
    };
    const readBoth = async (): Promise<void> => {
      for (const runId of [before, now])
        await withFile(buildPath(runId, 1), (source) =>
          readSheet(source, SHEETS.registration.name, { offset: 0, limit: PEOPLE * 2 }),
        );
    };
    const times: Record<'floor' | 'changed' | 'removed', number[]> = { floor: [], changed: [], removed: [] };
    for (let round = 0; round < ROUNDS; round++) {
      times.floor.push(await timed(readBoth));
      times.changed.push(await timed(() => page('changed')));
      times.removed.push(await timed(() => page('removed')));
    }
    const said = (part: keyof typeof times): string =>
      `${median(times[part]).toFixed(0)} ms, ${(median(times[part]) / median(times.floor)).toFixed(2)} x reading both files (${median(times.floor).toFixed(0)} ms)`;
    return {
      lines: [
        `${PEOPLE * 2} rows, a page of those that changed: ${said('changed')}`,
        `a page of those that went: ${said('removed')}; median of ${ROUNDS}`,
      ],
    };
  } finally {
    await database.close();
  }
}
