// A build is one reading of the database (design.md §3.4): of one instant, on both of its sheets.
import { inSnapshot, readExposure, type Snapshot } from '#app/features/reporting/dataset-rows.server.ts';
import { buildPath } from '#app/features/reporting/report-files.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangePerson } from '#test/support/register.ts';
import { buildFor, getRun, planFor, thePeriod } from '#test/support/runs.ts';
import { planOf, readAll, sheetOf, useTwoCompanies, X } from '#test/support/two-companies.ts';
import { readCells } from '#test/support/workbook.ts';
import pg from 'pg';
import { describe, expect, it } from 'vitest';

const database = useDatabase();
useTwoCompanies(database);

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
        sittings: [{ exam: 'AZ-500', month: await thePeriod(), outcome: 'failed' }],
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
