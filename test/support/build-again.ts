// A command for the snapshot tests: builds the newest build of a run once more, from the database and under the recorded
// cut-off, into the data folder of its own environment, and prints the SHA-256. Argument: the run.
import { agreementsOfRuns } from '#app/features/agreements/agreements.server.ts';
import { inSnapshot, readExposure, readSheetRows } from '#app/features/reporting/dataset-rows.server.ts';
import { makeReportFolder } from '#app/features/reporting/report-files.server.ts';
import { writeDraft } from '#app/features/reporting/write-build.server.ts';
import { closeDatabase, inRoleSql } from '#app/platform/db.server.ts';
import { planDisclosure, settlePlan } from '#reports/minimisation.ts';
import { stat } from 'node:fs/promises';

const runId = Number(process.argv[2]);
const { agreement, period, cutOff, number } = await inRoleSql(
  'psa_worker',
  { 'psa.actor_kind': 'system' },
  async (client) => {
    const found = await client.query<{ period: string; cut_off: Date; number: number }>(
      'select u.period, b.cut_off, b.number from runs u join builds b on b.run_id = u.id where u.id = $1 order by b.number desc limit 1',
      [runId],
    );
    const [row] = found.rows;
    if (row === undefined) throw new Error('There is no build');
    const agreements = await agreementsOfRuns(client, [runId]);
    return { agreement: agreements.get(runId), period: row.period, cutOff: row.cut_off, number: row.number };
  },
);
if (agreement === undefined) throw new Error('There is no agreement');
const planned = planDisclosure(agreement, period, cutOff);
if (!planned.ok) throw new Error(planned.reason);
await makeReportFolder();
const draft = await inSnapshot([runId], async (snapshot) => {
  const exams = planned.plan.sheets.find(({ id }) => id === 'exams');
  const exposure = exams === undefined ? [] : ((await readExposure(snapshot, [runId], exams)).get(runId) ?? []);
  const { plan } = settlePlan(planned.plan, exposure);
  return writeDraft({
    runId,
    number,
    plan,
    cutOff,
    rowsOf: (sheetId) => {
      const sheet = plan.sheets.find(({ id }) => id === sheetId);
      if (sheet === undefined) throw new Error(`The plan has no sheet '${sheetId}'`);
      return readSheetRows(snapshot, [runId], plan, sheet);
    },
  });
});
const { size } = await stat(draft.draft);
process.stdout.write(JSON.stringify({ sha256: draft.sha256, bytes: size, zone: process.env['TZ'] }));
await closeDatabase();
