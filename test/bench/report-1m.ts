/**
 * A million registration rows from PostgreSQL to a workbook: written, and checked and recorded; against the floor, which has
 * the same rows in memory. Each in a process of its own, in turns.
 */
import { agreementsOfRuns } from '#app/features/agreements/agreements.server.ts';
import { inSnapshot, readSheetRows } from '#app/features/reporting/dataset-rows.server.ts';
import { planRuns } from '#app/features/reporting/plan-runs.server.ts';
import { produceRuns } from '#app/features/reporting/produce-runs.server.ts';
import { makeReportFolder } from '#app/features/reporting/report-files.server.ts';
import { splitByRun } from '#app/features/reporting/run-rows.ts';
import { writeDraft } from '#app/features/reporting/write-build.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { closeDatabase, inRoleSql } from '#app/platform/db.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import { planDisclosure, type DisclosurePlan, type PlannedSheet } from '#reports/minimisation.ts';
import { agreeWithEverybody, fillWithPeople, forgetRuns, openBenchDatabase } from './bench-database.ts';
import { writeFloor } from './floor.ts';
import { measureInTurns, seconds, tell, timed } from './measure.ts';

const PEOPLE = 500_000;
const EMPLOYERS = 2_000;
const RUNS = 3;
const PERIOD = '2026-01';

async function planned(): Promise<{ runId: number; plan: DisclosurePlan; sheet: PlannedSheet }> {
  const now = await databaseNow();
  const runs = await planRuns({ kind: 'slugs', slugs: ['microsoft'] }, PERIOD, now);
  const runId = runs.ok ? (runs.value[0]?.runId ?? 0) : 0;
  const agreements = await inRoleSql('psa_worker', {}, (client) => agreementsOfRuns(client, [runId]));
  const agreement = agreements.get(runId);
  const made = agreement && planDisclosure(agreement, PERIOD, now);
  const sheet = made?.ok === true ? made.plan.sheets[0] : undefined;
  if (made?.ok !== true || sheet === undefined) throw new Error('There is no plan');
  return { runId, plan: made.plan, sheet };
}

const PARTS: Readonly<Record<string, () => Promise<number>>> = {
  async floor() {
    const { runId, plan, sheet } = await planned();
    const rows = await inSnapshot([runId], async (snapshot) => {
      const read: (string | null)[][] = [];
      for await (const batch of readSheetRows(snapshot, [runId], plan, sheet))
        for (const row of batch.rows) read.push(row);
      return read;
    });
    return timed(() => writeFloor(rows, dataPath('floor')));
  },
  async written() {
    const { runId, plan, sheet } = await planned();
    await makeReportFolder();
    return timed(() =>
      inSnapshot([runId], (snapshot) => {
        const rows = splitByRun(readSheetRows(snapshot, [runId], plan, sheet));
        return writeDraft({ runId, number: 1, plan, cutOff: snapshot.cutOff, rowsOf: () => rows.rowsOf(runId) });
      }),
    );
  },
  async recorded() {
    const { runId } = await planned();
    return timed(() => produceRuns([runId]));
  },
};

/** Measures, and gives the lines to print. */
export async function benchReport1m(people = PEOPLE, runs = RUNS): Promise<{ name: string; lines: string[] }> {
  const database = await openBenchDatabase();
  try {
    await fillWithPeople(database, people, EMPLOYERS);
    await agreeWithEverybody(database);
    const { of, ratio, peakMb } = await measureInTurns(import.meta.filename, Object.keys(PARTS), runs, () =>
      forgetRuns(database),
    );
    const line = (words: string, part: string, most: number): string =>
      `${words} ${seconds(of(part))}, ${ratio(part)} × the floor (aim ≤ ${most})`;
    return {
      name: 'report-1m',
      lines: [
        `${people * 2} rows, median of ${runs}: floor ${seconds(of('floor'))}`,
        line('from PostgreSQL to a written workbook:', 'written', 1.8),
        line('to a checked and recorded one:', 'recorded', 3),
        `peak memory ${peakMb('recorded').toFixed(0)} MB (aim ≤ 256)`,
      ],
    };
  } finally {
    await database.close();
  }
}

const part = import.meta.main ? process.argv[2] : undefined;
if (part !== undefined) {
  tell((await PARTS[part]?.()) ?? NaN);
  await closeDatabase();
}
