// Two companies with people and exams, and their rows as a snapshot gives them.
import { agreementsOfRuns } from '#app/features/agreements/agreements.server.ts';
import { readSheetRows, type Snapshot } from '#app/features/reporting/dataset-rows.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { planDisclosure, type DisclosurePlan, type PlannedSheet } from '#reports/minimisation.ts';
import { beforeAll } from 'vitest';
import type { TestDatabase } from './database.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, MICROSOFT } from './register.ts';
import { thePeriod } from './runs.ts';

export const X = { mpnId: '1000001', company: 'Bluecloud B.V.' } as const;
export const Y = { mpnId: '1000002', company: 'Nordwind Sp. z o.o.' } as const;

/** Arranges two companies, with an agreement for each and one for Microsoft, for this test file. */
export function useTwoCompanies(database: TestDatabase): void {
  beforeAll(async () => {
    const period = await thePeriod();
    await arrangeNotice();
    const workshops = [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 64 }];
    for (const [index, name] of ['İpek Iğdır', 'ılgaz', '𝒩ora', 'ﬃ', 'Ines'].entries())
      await arrangePerson(database, {
        email: `p${index}@bluecloud.example`,
        firstName: name,
        ...X,
        workshops,
        sittings: [{ exam: 'AZ-104', month: period, outcome: index % 2 === 0 ? 'passed' : 'failed' }],
      });
    await arrangePerson(database, {
      email: 'zofia@nordwind.example',
      ...Y,
      workshops,
      sittings: [{ exam: 'AZ-104', month: '2025-08', outcome: 'passed' }],
    });
    await arrangeAgreement(MICROSOFT);
    await arrangeAgreement({ kind: 'employer', mpnId: X.mpnId });
    await arrangeAgreement({ kind: 'employer', mpnId: Y.mpnId }, { reidentificationRule: 'coarsen' });
  });
}

/** The plan of a run of last month, before the re-identification rule. */
export async function planOf(runId: number): Promise<DisclosurePlan> {
  const agreement = (await inRoleSql('psa_worker', {}, (client) => agreementsOfRuns(client, [runId]))).get(runId);
  const planned = agreement && planDisclosure(agreement, await thePeriod(), await databaseNow());
  if (planned?.ok !== true) throw new Error('There is no plan');
  return planned.plan;
}

export function sheetOf(plan: DisclosurePlan, id: string): PlannedSheet {
  const sheet = plan.sheets.find((known) => known.id === id);
  if (sheet === undefined) throw new Error(`There is no sheet ${id}`);
  return sheet;
}

/** Every row of a sheet, of several runs in their order. */
export async function readAll(
  snapshot: Snapshot,
  runIds: readonly number[],
  plan: DisclosurePlan,
  id: string,
): Promise<(string | null)[][]> {
  const rows: (string | null)[][] = [];
  for await (const batch of readSheetRows(snapshot, runIds, plan, sheetOf(plan, id))) rows.push(...batch.rows);
  return rows;
}
