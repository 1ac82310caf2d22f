// The only reader for disclosure: rows of the dataset views, under the report role, in one snapshot. Nothing but a plan's
// own columns is asked for, and the database refuses the rest.
import type { PoolClient } from 'pg';
import { copyRows } from '#app/platform/copy-rows.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { fieldOf, isNumeric, type FieldId } from '#reports/catalogue.ts';
import type { DisclosurePlan, PlannedSheet } from '#reports/minimisation.ts';
import type { ExposedGroup } from '#reports/reidentification.ts';

/** A report that takes longer than this is ended by the server. */
const READ_LIMIT_MS = 30 * 60_000;

/** One reading of the database: everything it gives is as of the cut-off. A second reader serves a second sheet at once. */
export type Snapshot = { readonly client: PoolClient; readonly second: PoolClient; readonly cutOff: Date };

/** Rows of one run that arrived together: `refs[i]` is the view's key of `rows[i]`, which holds the plan's columns alone. */
export type RowBatch = { readonly runId: number; readonly refs: number[]; readonly rows: (string | null)[][] };

/** Outcomes under way may be those of an import of 50,000 rows. */
const SETTLE_LIMIT_MS = 5 * 60_000;

/**
 * Runs `open` while nobody is in the middle of recording an outcome, until it says that its snapshot is taken: whatever the
 * snapshot doesn't see gets a time after the cut-off, and so is new in the next report.
 */
async function withOutcomesSettled<T>(open: (taken: () => Promise<void>) => Promise<T>): Promise<T> {
  const settled = Promise.withResolvers<undefined>();
  const release = Promise.withResolvers<undefined>();
  const holding = inRoleSql(
    'psa_worker',
    {},
    async (client) => {
      await client.query('select pg_advisory_xact_lock(psa_outcome_lock())');
      settled.resolve(undefined);
      await release.promise;
    },
    { timeoutMs: SETTLE_LIMIT_MS },
  );
  try {
    await Promise.race([settled.promise, holding]);
    return await open(async () => {
      release.resolve(undefined);
      await holding;
    });
  } finally {
    release.resolve(undefined);
  }
}

/** Runs `work` in the one repeatable-read snapshot whose instant is the cut-off of these runs (design.md §3.4). */
export function inSnapshot<T>(runIds: readonly number[], work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const scope = {
    'psa.actor_kind': 'system',
    'psa.run_ids': `{${runIds.join(',')}}`,
    // A connection of the pair waits, in its transaction, while the other one reads.
    idle_in_transaction_session_timeout: String(READ_LIMIT_MS),
  };
  const reading = { isolation: 'repeatable read', readOnly: true, timeoutMs: READ_LIMIT_MS } as const;
  return withOutcomesSettled((taken) =>
    inRoleSql(
      'psa_report',
      scope,
      async (client) => {
        const found = await client.query<{ now: Date; snapshot: string }>(
          'select psa_now() as now, pg_export_snapshot() as snapshot',
        );
        await taken();
        const [row] = found.rows;
        if (row === undefined) throw new Error('The database has no clock');
        return inRoleSql('psa_report', scope, (second) => work({ client, second, cutOff: row.now }), {
          ...reading,
          snapshot: row.snapshot,
        });
      },
      reading,
    ),
  );
}

const BUILDING_LOCK = 7240117;

/** The runs among these that nobody else is building; they are this transaction's until it ends. */
export async function lockRuns({ client }: Snapshot, runIds: readonly number[]): Promise<number[]> {
  const found = await client.query<{ id: number }>(
    'select id from unnest($1::int[]) as id where pg_try_advisory_xact_lock($2, id)',
    [runIds, BUILDING_LOCK],
  );
  return found.rows.map(({ id }) => id);
}

/** The runs among these that somebody is building now. It only looks: nobody who would build them is kept from it. */
export function listBeingBuilt(runIds: readonly number[]): Promise<number[]> {
  return inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) => {
    const found = await client.query<{ id: number }>(
      `select objid::int as id from pg_locks
       where locktype = 'advisory' and objsubid = 2 and granted and classid = $2 and objid::int = any($1::int[])
         and database = (select oid from pg_database where datname = current_database())`,
      [runIds, BUILDING_LOCK],
    );
    return found.rows.map(({ id }) => id);
  });
}

const FIRST: Readonly<Partial<Record<FieldId, number>>> = { email: 0, workshop_name: 1 };

/**
 * Sorted by what the reader sees anyway, byte by byte, so that the order tells nothing more and is the same on every
 * machine: by person where the e-mail is agreed, else by the columns as they stand.
 */
function orderOf(sheet: PlannedSheet, coarsened: boolean): string {
  const rank = (field: FieldId): number => FIRST[field] ?? 2;
  return sheet.fields
    .map((field, index) => ({ field, column: sheet.columns[index] ?? field }))
    .sort((a, b) => rank(a.field) - rank(b.field))
    .map(({ field, column }) =>
      field === 'exam_month' && coarsened
        ? `reporting.quarter(${column}) collate "C"`
        : isNumeric(fieldOf(field).kind)
          ? column
          : `${column} collate "C" nulls first`,
    )
    .join(', ');
}

/**
 * The statement that reads a sheet of several runs, run by run. Where the MPN ID is agreed the rows come company by company
 * from indexes, so that the first ones are written while the rest is still read; else the view's rows are sorted whole.
 */
function sheetStatement(runIds: readonly number[], sheet: PlannedSheet, coarsened: boolean): string {
  const order = orderOf(sheet, coarsened);
  const columns = [...sheet.columns, 'row_ref', 'run_id'].join(', ');
  const scope = `run_id = any('{${runIds.map(Number).join(',')}}')`;
  if (!sheet.fields.includes('mpn_id')) {
    return `select ${columns} from ${sheet.view} where ${scope} order by run_id, ${order}`;
  }
  return `select d.* from (select run_id, mpn_id from reporting.companies where ${scope} order by run_id, mpn_id) k
    cross join lateral (
      select ${columns} from ${sheet.view} f where f.run_id = k.run_id and f.mpn_id = k.mpn_id order by ${order}
    ) d order by k.run_id, k.mpn_id`;
}

/**
 * Reads one sheet of runs whose plans ask for the same columns. Batches come in the order of run ids and span no run. The
 * sheets of one workbook are read at once, each by a connection of its own.
 */
export async function* readSheetRows(
  { client, second }: Snapshot,
  runIds: readonly number[],
  plan: Pick<DisclosurePlan, 'coarsened'>,
  sheet: PlannedSheet,
): AsyncGenerator<RowBatch> {
  const reader = sheet.id === 'registration' ? client : second;
  for await (const batch of copyRows(reader, sheetStatement(runIds, sheet, plan.coarsened))) {
    let start = 0;
    while (start < batch.length) {
      const runId = Number(batch[start]?.at(-1));
      const refs: number[] = [];
      let end = start;
      for (; end < batch.length; end++) {
        const row = batch[end];
        if (row === undefined || Number(row.at(-1)) !== runId) break;
        row.pop();
        refs.push(Number(row.pop()));
      }
      // B13: what the database gave belongs to a run that was asked for, or nothing is written.
      if (!runIds.includes(runId)) throw new Error('The database gave a row of a run that was not asked for');
      yield { runId, refs, rows: start === 0 && end === batch.length ? batch : batch.slice(start, end) };
      start = end;
    }
  }
}

/** How many rows each sheet of a run would have, without reading them. */
export async function countSheetRows({ client }: Snapshot, runId: number, sheet: PlannedSheet): Promise<number> {
  const found = await client.query<{ count: string }>(`select count(*) from ${sheet.view} where run_id = $1`, [runId]);
  return Number(found.rows[0]?.count);
}

const EXPOSED = `
  select x.run_id as "runId", x.exam_id as "examId", x.exam_month as month, x.country, x.company,
    count(*)::int as rows, coalesce(c.candidates, 0)::int as candidates
  from VIEW x
  left join reporting.exam_candidates c using (run_id, country, company, exam_id)
  where x.run_id = any($1::int[])
  group by 1, 2, 3, 4, 5, c.candidates
  having coalesce(c.candidates, 0) < 2
  order by 1, 2, 3, x.country collate "C", x.company collate "C"`;

/** Exam rows with fewer than two listed people who could be behind them, by run (design.md §3.6). */
export async function readExposure(
  { client }: Snapshot,
  runIds: readonly number[],
  sheet: PlannedSheet,
): Promise<Map<number, ExposedGroup[]>> {
  const found = await client.query<ExposedGroup & { runId: number }>(EXPOSED.replace('VIEW', sheet.view), [runIds]);
  return Map.groupBy(found.rows, (row) => row.runId);
}
