/** Two thousand employers with fifty rows each, due together, from planned runs to checked and recorded ones, against the floor of the same files. */
import { inSnapshot, readSheetRows } from '#app/features/reporting/dataset-rows.server.ts';
import { planRuns } from '#app/features/reporting/plan-runs.server.ts';
import { produceRuns } from '#app/features/reporting/produce-runs.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import { DATASETS, fieldOf } from '#reports/catalogue.ts';
import { mkdir } from 'node:fs/promises';
import { agreeWithEverybody, fillWithPeople, forgetRuns, openBenchDatabase } from './bench-database.ts';
import { writeFloor } from './floor.ts';
import { measureInTurns, seconds, tell, timed } from './measure.ts';

const EMPLOYERS = 2_000;
const PEOPLE = 50_000;
const RUNS = 3;
const PERIOD = '2026-01';

async function planned(): Promise<number[]> {
  const runs = await planRuns({ kind: 'employers' }, PERIOD, await databaseNow());
  if (!runs.ok) throw new Error(runs.reason);
  return runs.value.map(({ runId }) => runId);
}

const { fields } = DATASETS.F1;
const SHEET = {
  id: 'registration',
  dataset: 'F1',
  view: 'reporting.registration_and_progress',
  fields,
  columns: fields.map((field) => fieldOf(field).column),
} as const;

const PARTS: Readonly<Record<string, () => Promise<number>>> = {
  async floor() {
    const runIds = await planned();
    const files = new Map<number, (string | null)[][]>();
    await inSnapshot(runIds, async (snapshot) => {
      for await (const { runId, rows } of readSheetRows(snapshot, runIds, { coarsened: false }, SHEET)) {
        files.set(runId, [...(files.get(runId) ?? []), ...rows]);
      }
    });
    await mkdir(dataPath('floor'), { recursive: true });
    return timed(async () => {
      for (const [runId, rows] of files) await writeFloor(rows, dataPath('floor', String(runId)));
    });
  },
  async recorded() {
    const runIds = await planned();
    return timed(() => produceRuns(runIds));
  },
};

/** Measures, and gives the lines to print. */
export async function benchReportFanout(
  employers = EMPLOYERS,
  runs = RUNS,
): Promise<{ name: string; lines: string[] }> {
  const database = await openBenchDatabase();
  try {
    await fillWithPeople(database, PEOPLE, employers);
    await agreeWithEverybody(database);
    const { of, ratio, peakMb } = await measureInTurns(import.meta.filename, Object.keys(PARTS), runs, () =>
      forgetRuns(database),
    );
    return {
      name: 'report-fanout',
      lines: [
        `${employers} employers × ${(PEOPLE * 2) / employers} rows, median of ${runs}: floor ${seconds(of('floor'))}`,
        `checked and recorded: ${seconds(of('recorded'))}, ${ratio('recorded')} × the floor (aim ≤ 2.5)`,
        `peak memory ${peakMb('recorded').toFixed(0)} MB`,
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
