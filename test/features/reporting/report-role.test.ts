// What the role that reads reports can see (design.md §3.2): rows of its own runs, in the dataset views, and nothing else.
import { inSnapshot, readExposure, readSheetRows, type Snapshot } from '#app/features/reporting/dataset-rows.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { planFor } from '#test/support/runs.ts';
import { planOf, readAll, sheetOf, useTwoCompanies, Y } from '#test/support/two-companies.ts';
import { describe, expect, it } from 'vitest';

const database = useDatabase();
useTwoCompanies(database);

describe('the report role', () => {
  const asReporter = <T>(runIds: readonly number[], work: (snapshot: Snapshot) => Promise<T>): Promise<T> =>
    inSnapshot(runIds, work);

  it('bad-B13 is given no row of a run outside its scope, whatever it asks for', async () => {
    const [x = 0, y = 0] = await planFor(['employer-1000001', 'employer-1000002']);
    const plan = await planOf(x);
    await asReporter([y], async (snapshot) => {
      for (const id of ['registration', 'exams']) {
        expect(await readAll(snapshot, [x], plan, id)).toEqual([]);
        expect(await readAll(snapshot, [y], plan, id)).toHaveLength(1);
        expect(await readAll(snapshot, [x, y], plan, id)).toHaveLength(1);
      }
      expect(await readExposure(snapshot, [x], sheetOf(plan, 'exams'))).toEqual(new Map());
      const found = await snapshot.client.query('select distinct mpn_id from reporting.registration_and_progress');
      expect(found.rows).toEqual([{ mpn_id: Y.mpnId }]);
    });
  });

  it('bad-B13 aborts where the database gives a row of a run that was not asked for', async () => {
    const [x = 0, y = 0] = await planFor(['employer-1000001', 'employer-1000002']);
    const plan = await planOf(x);
    // As if the condition on the run were lost: the first half of this has none.
    const source = 'reporting.registration_and_progress';
    const sheet = {
      ...sheetOf(plan, 'registration'),
      fields: ['progress'] as const,
      columns: ['progress'],
      view: `${source} union all select progress, row_ref, run_id from ${source}`,
    };
    const reading = asReporter([x, y], async (snapshot) => {
      for await (const { runId } of readSheetRows(snapshot, [y], plan, sheet)) expect(runId).toBe(y);
    });
    await expect(reading).rejects.toThrow('a run that was not asked for');
  });

  it('is given nothing without a run, and nothing outside a transaction', async () => {
    await asReporter([], async ({ client, second }) => {
      for (const connection of [client, second])
        for (const view of [
          'registration_and_progress',
          'exam_scheduling',
          'exam_success',
          'companies',
          'exam_candidates',
        ])
          expect((await connection.query(`select from reporting.${view}`)).rowCount, view).toBe(0);
    });
  });

  it('is refused by the database on tables, on columns that are no field, and on writing', async () => {
    const [x = 0] = await planFor(['employer-1000001']);
    for (const [statement, code] of [
      ['select email from persons', '42501'],
      ['select from enrolments', '42501'],
      ['select from sittings', '42501'],
      ['select from audit_events', '42501'],
      ['select from reporting.gate', '42501'],
      ['select from reporting.exam_rows', '42501'],
      ['select from reporting.disclosures', '42501'],
      ['select city from reporting.registration_and_progress', '42703'],
      ['select person_id from reporting.exam_success', '42703'],
      ['select email from reporting.exam_success', '42703'],
      ['select month from reporting.exam_success', '42703'],
      ['update persons set city = null', '25006|42501'],
      ['create table reporting.kept as select * from reporting.exam_success', '25006|42501'],
    ]) {
      const refused = asReporter([x], ({ second }) => second.query(statement ?? ''));
      await expect(refused, statement).rejects.toMatchObject({ code: expect.stringMatching(`^(${code})$`) as string });
    }
  });

  it('learns nothing of rows outside its scope by a condition that fails on them', async () => {
    const [x = 0] = await planFor(['employer-1000001']);
    // A security barrier: no condition of the reader's sees a row that the view does not give.
    await asReporter([x], async ({ client }) => {
      const found = await client.query(
        `select count(*)::int as rows from reporting.registration_and_progress where 1 / (case mpn_id when '${Y.mpnId}' then 0 else 1 end) = 1`,
      );
      expect(found.rows).toEqual([{ rows: 5 }]);
    });
  });
});
