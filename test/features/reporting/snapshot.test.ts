// A build is one reading of the database (design.md §3.2, §3.4): of one instant, of its own run, and the same whoever builds.
import { inSnapshot, readExposure, readSheetRows, type Snapshot } from '#app/features/reporting/dataset-rows.server.ts';
import { buildPath } from '#app/features/reporting/report-files.server.ts';
import { hashFile } from '#app/features/reporting/verify-report.server.ts';
import { agreementsOfRuns } from '#app/features/agreements/agreements.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { planDisclosure, type DisclosurePlan, type PlannedSheet } from '#reports/minimisation.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, MICROSOFT } from '#test/support/register.ts';
import { buildFor, getRun, planFor, thePeriod } from '#test/support/runs.ts';
import { readCells } from '#test/support/workbook.ts';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const X = { mpnId: '1000001', company: 'Bluecloud B.V.' } as const;
const Y = { mpnId: '1000002', company: 'Nordwind Sp. z o.o.' } as const;
let period = '';

async function planOf(runId: number): Promise<DisclosurePlan> {
  const agreement = (await inRoleSql('psa_worker', {}, (client) => agreementsOfRuns(client, [runId]))).get(runId);
  const planned = agreement && planDisclosure(agreement, period, await databaseNow());
  if (planned?.ok !== true) throw new Error('There is no plan');
  return planned.plan;
}

function sheetOf(plan: DisclosurePlan, id: string): PlannedSheet {
  const sheet = plan.sheets.find((known) => known.id === id);
  if (sheet === undefined) throw new Error(`There is no sheet ${id}`);
  return sheet;
}

async function readAll(
  snapshot: Snapshot,
  runIds: readonly number[],
  plan: DisclosurePlan,
  id: string,
): Promise<(string | null)[][]> {
  const rows: (string | null)[][] = [];
  for await (const batch of readSheetRows(snapshot, runIds, plan, sheetOf(plan, id))) rows.push(...batch.rows);
  return rows;
}

beforeAll(async () => {
  period = await thePeriod();
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

describe('a snapshot', () => {
  it('bad-E14 shows nothing that others commit while it is open: not in rows, not on the second sheet, not in what could recognise people', async () => {
    const [runId = 0] = await planFor(['employer-1000001']);
    const plan = await planOf(runId);
    const readWhole = (snapshot: Snapshot) =>
      Promise.all([
        readAll(snapshot, [runId], plan, 'registration'),
        readAll(snapshot, [runId], plan, 'exams'),
        readExposure(snapshot, [runId], sheetOf(plan, 'exams')),
      ]);
    const before = await inSnapshot([runId], readWhole);
    // Nothing has been read yet when the others commit: the instant is that of the opening.
    const [first, second] = await inSnapshot([runId], async (snapshot) => {
      await arrangePerson(database, {
        email: 'late@bluecloud.example',
        ...X,
        workshops: [{ name: 'Azure Developer', percent: 1 }],
        sittings: [{ exam: 'AZ-500', month: period, outcome: 'failed' }],
      });
      await database.query(`update persons set restricted_at = now() where email = 'p0@bluecloud.example'`);
      await database.query(`update persons set last_name = 'Changed' where email = 'p1@bluecloud.example'`);
      await database.query(
        `delete from sittings where person_id = (select id from persons where email = 'p2@bluecloud.example')`,
      );
      await database.query(`update enrolments set percent = 99`);
      return [await readWhole(snapshot), await readWhole(snapshot)];
    });
    expect(first).toEqual(before);
    expect(second).toEqual(before);
    expect(before[0]).toHaveLength(5);
    expect(before[1]).toHaveLength(5);
    // All of it is there for the next one.
    const after = await inSnapshot([runId], readWhole);
    const people = after[0].map((row) => row[5]);
    expect(people).toContain('late@bluecloud.example');
    expect(people).not.toContain('p0@bluecloud.example');
    expect(after[0].map((row) => row[9])).toEqual(['99', '99', '99', '99', '99']);
    expect(after[1].map((row) => row[2])).toEqual(['AZ-104', 'AZ-104', 'AZ-104', 'AZ-500']);
    expect(after[2].get(runId)).toMatchObject([{ examId: 'AZ-500', rows: 1, candidates: 0 }]);
    await database.query(`update persons set restricted_at = null`);
  });

  it('bad-E14 is of the same instant for both of its readers, while others commit without pause', async () => {
    const writer = new pg.Client({ connectionString: database.superuserUrl });
    await writer.connect();
    const stop = new AbortController();
    const writing = (async () => {
      while (!stop.signal.aborted) await writer.query('select pg_current_xact_id()');
    })();
    try {
      const seen = new Set<string>();
      for (let i = 0; i < 20; i++) {
        const [one, other] = await inSnapshot([1], ({ client, second }) =>
          Promise.all(
            [client, second].map(async (reader) => {
              const found = await reader.query<{ at: string }>('select pg_current_snapshot()::text as at');
              return found.rows[0]?.at ?? '';
            }),
          ),
        );
        expect(other).toBe(one);
        seen.add(one ?? '');
      }
      // They did commit meanwhile.
      expect(seen.size).toBeGreaterThan(10);
    } finally {
      stop.abort();
      await writing;
      await writer.end();
    }
  });

  it('gives the instant at which it was opened as the cut-off of every run in it', async () => {
    const runIds = await buildFor(['employer-1000001', 'employer-1000002', 'microsoft']);
    const cutOffs = await database.query<{ at: Date }>(
      'select distinct cut_off as at from builds where run_id = any($1)',
      [runIds],
    );
    expect(cutOffs).toHaveLength(1);
  });

  it('bad-E14 makes totals that equal the detail: rows written, rows recorded and rows read back are the same', async () => {
    const runIds = await buildFor(['employer-1000001', 'employer-1000002', 'microsoft']);
    for (const runId of runIds) {
      const { build } = await getRun(runId);
      const about = JSON.stringify(await readCells(buildPath(runId, 1), 'About'));
      for (const { id, rows } of build?.sheets ?? []) {
        const name = id === 'exams' ? 'Exams' : 'Registration and progress';
        const cells = (await readCells(buildPath(runId, 1), name)).slice(1);
        expect(cells.length, `${runId} ${id}`).toBe(rows);
        expect(rows).toBeGreaterThan(0);
        expect(about).toContain(name);
        const pages = await database.query<{ ref: number; who: string }>(
          `select x.ref, p.email as who from build_pages g join builds b on b.id = g.build_id
           cross join lateral unnest(g.refs) with ordinality x (ref, i)
           left join enrolments n on g.sheet = 'registration' and n.id = x.ref
           left join sittings s on g.sheet = 'exams' and s.id = x.ref
           join persons p on p.id = coalesce(n.person_id, s.person_id)
           where b.run_id = $1 and g.sheet = $2 order by g.first_row, x.i`,
          [runId, id],
        );
        expect(new Set(pages.map(({ ref }) => ref)).size).toBe(rows);
        if (id === 'registration') expect(pages.map(({ who }) => who)).toEqual(cells.map((row) => row[5]));
      }
    }
  });
});

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
      expect(found.rows).toEqual([{ rows: 6 }]);
    });
  });
});

describe('a build', () => {
  const run = promisify(execFile);
  const program = join(import.meta.dirname, '../../support/build-again.ts');

  async function buildAgain(runId: number, zone: string, language: string): Promise<{ sha256: string; bytes: number }> {
    // An empty folder of its own: there is nothing to copy.
    const folder = mkdtempSync(join(tmpdir(), 'psa-again-'));
    try {
      const { stdout } = await run(process.execPath, [program, String(runId)], {
        env: { ...process.env, ...database.env, PSA_DATA_DIR: folder, TZ: zone, LANG: language, LC_ALL: language },
      });
      const made: unknown = JSON.parse(stdout);
      expect(made).toMatchObject({ zone });
      return made as { sha256: string; bytes: number };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  it('bad-E15 made anew from the same cut-off and rows has the same bytes, in any time zone and language', async () => {
    const runIds = await buildFor(['employer-1000001', 'employer-1000002', 'microsoft']);
    for (const runId of runIds) {
      const { build } = await getRun(runId);
      expect(await hashFile(buildPath(runId, 1))).toBe(build?.sha256);
    }
    const again = await Promise.all(runIds.map((runId) => buildAgain(runId, 'Pacific/Auckland', 'tr_TR.UTF-8')));
    again.push(await buildAgain(runIds[0] ?? 0, 'America/St_Johns', 'C'));
    for (const [index, made] of again.entries()) {
      const { build } = await getRun(runIds[index] ?? runIds[0] ?? 0);
      expect(made).toMatchObject({ sha256: build?.sha256, bytes: build?.bytes });
    }
  }, 60_000);

  it('bad-E15 differs where a single row or the cut-off does', async () => {
    const [runId = 0] = await buildFor(['employer-1000002']);
    const { build } = await getRun(runId);
    await database.query(`update builds set cut_off = cut_off - interval '1 hour' where run_id = $1`, [runId]);
    expect((await buildAgain(runId, 'UTC', 'C')).sha256).not.toBe(build?.sha256);
    await database.query(`update builds set cut_off = cut_off + interval '1 hour' where run_id = $1`, [runId]);
    await database.query(
      `update enrolments set percent = 98 where person_id = (select id from persons where email = 'zofia@nordwind.example')`,
    );
    expect((await buildAgain(runId, 'UTC', 'C')).sha256).not.toBe(build?.sha256);
  }, 60_000);
});
