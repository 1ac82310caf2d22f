// Builds runs that have no file yet: one snapshot for all of them, one scan in recipient order for those that read the same
// columns, and for each run its own plan, file, inspection and record. A run that fails stops only itself.
import { agreementsOfRuns } from '#app/features/agreements/agreements.server.ts';
import { tellImported } from '#app/features/people/tell-imported.server.ts';
import { inRoleSql, isConnectionLost } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import type { SheetId } from '#reports/catalogue.ts';
import { planDisclosure, settlePlan, type DisclosurePlan } from '#reports/minimisation.ts';
import type { ExposedGroup } from '#reports/reidentification.ts';
import { findSheetTooLong, MOST_DATA_ROWS } from '#reports/workbook/limits.ts';
import {
  countSheetRows,
  inSnapshot,
  lockRuns,
  readExposure,
  readSheetRows,
  type Snapshot,
} from './dataset-rows.server.ts';
import { recordBuilds, recordFailure, type FinishedBuild } from './record-builds.server.ts';
import { dropDraft, makeReportFolder } from './report-files.server.ts';
import { readAhead, splitByRun, type RowsAhead, type RunRows } from './run-rows.ts';
import { TO_BE_BUILT } from './run.ts';
import { InspectionError, proveBuild, writeDraft } from './write-build.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
/** Files that are written, or opened again, at once. */
const BUILT_AT_ONCE = 4;
/** So many rows of a sheet are read before its file is begun: most files have fewer, and need not wait for the one before. */
const ROWS_AHEAD = 4_096;
/** Builds to a transaction of the record, and rows: who is in a file waits in memory until then, and is sent in one piece. */
const RECORDED_AT_ONCE = 250;
const ROWS_RECORDED_AT_ONCE = 500_000;

type DueRun = { readonly id: number; readonly period: string; readonly plannedAt: Date; readonly nextNumber: number };
type SettledRun = DueRun & {
  readonly plan: DisclosurePlan;
  readonly fileName: string;
  readonly exposure: readonly ExposedGroup[];
  readonly decision: 'send' | 'hold';
  readonly reasons: readonly string[];
};

/** What was written can't be sent, and would be the same next time: only a person can help. */
const isItsOwn = (error: unknown): error is Error =>
  error instanceof InspectionError || (error instanceof Error && error.name === 'WorkbookError');

/** A surprise keeps its details to the log. */
const SURPRISE = 'An unexpected fault stopped the build; it is in the log, and the run can be built again';

/** Marks a run that could not be built. A lost connection is no fault of the run: that error goes up, and the run is found again. */
async function fail(runId: number, error: unknown): Promise<void> {
  if (isConnectionLost(error)) throw error;
  log.error({ err: error, runId }, 'run not built');
  await (isItsOwn(error) ? recordFailure(runId, error.message, false) : recordFailure(runId, SURPRISE, true));
}

/** Runs among these that may be built, and how many rows there are in all to build them from. */
async function findDueRuns(runIds: readonly number[]): Promise<{ runs: Map<number, DueRun>; atMostRows: number }> {
  return inRoleSql('psa_worker', SYSTEM, async (client) => {
    const runs = await client.query<DueRun>(
      `select u.id, u.period, u.planned_at as "plannedAt",
         coalesce((select max(number) from builds where run_id = u.id), 0) + 1 as "nextNumber"
       from runs u where u.id = any($1::int[]) and u.state = any($2::text[]) order by u.id`,
      [runIds, TO_BE_BUILT],
    );
    const counted = await client.query<{ rows: string }>(
      'select greatest((select count(*) from enrolments), (select count(*) from sittings)) as rows',
    );
    return { runs: new Map(runs.rows.map((run) => [run.id, run])), atMostRows: Number(counted.rows[0]?.rows) };
  });
}

async function planAll(runs: ReadonlyMap<number, DueRun>, now: Date): Promise<Map<number, DisclosurePlan>> {
  const agreements = await inRoleSql('psa_worker', SYSTEM, (client) => agreementsOfRuns(client, [...runs.keys()]));
  const plans = new Map<number, DisclosurePlan>();
  for (const run of runs.values()) {
    const agreement = agreements.get(run.id);
    const planned = agreement && planDisclosure(agreement, run.period, now);
    if (planned?.ok === true) plans.set(run.id, planned.plan);
    else
      await recordFailure(
        run.id,
        `The agreement no longer allows this run: ${planned?.reason ?? 'no-agreement'}`,
        false,
      );
  }
  return plans;
}

/** Groups runs by what they read, keeping their order. */
function byColumns<T>(runs: readonly T[], sheetsOf: (run: T) => DisclosurePlan): T[][] {
  const groups = Map.groupBy(runs, (run) => {
    const plan = sheetsOf(run);
    return JSON.stringify([plan.coarsened, plan.sheets.map(({ id, view, columns }) => [id, view, columns])]);
  });
  return [...groups.values()];
}

/** Applies each version's re-identification rule to what this snapshot shows. Without a named list there is nothing to join. */
async function settleAll(
  snapshot: Snapshot,
  runs: ReadonlyMap<number, DueRun>,
  plans: ReadonlyMap<number, DisclosurePlan>,
): Promise<SettledRun[]> {
  const settled: SettledRun[] = [];
  for (const group of byColumns([...plans], ([, plan]) => plan)) {
    const plan = group[0]?.[1];
    const exams = plan?.sheets.find(({ id }) => id === 'exams');
    const isListed = plan?.sheets.some(({ id }) => id === 'registration') === true;
    const runIds = group.map(([id]) => id);
    const exposures =
      exams && isListed ? await readExposure(snapshot, runIds, exams) : new Map<number, ExposedGroup[]>();
    for (const [id, own] of group) {
      const run = runs.get(id);
      if (run === undefined) continue;
      const exposure = exposures.get(id) ?? [];
      const { plan: final, decision, reasons } = settlePlan(own, exposure);
      settled.push({
        ...run,
        plan: final,
        fileName: `${own.agreement.recipient.slug}.xlsx`,
        exposure,
        decision,
        reasons,
      });
    }
  }
  return settled.sort((a, b) => a.id - b.id);
}

/** Refuses, before anything is written, a run whose rows Excel can't hold (bad-E13). Counting is skipped while it can't happen. */
async function refuseTooLong(snapshot: Snapshot, run: SettledRun, atMostRows: number): Promise<boolean> {
  if (atMostRows <= MOST_DATA_ROWS) return false;
  const counts: Partial<Record<SheetId, number>> = {};
  for (const sheet of run.plan.sheets) counts[sheet.id] = await countSheetRows(snapshot, run.id, sheet);
  const tooLong = findSheetTooLong(counts);
  if (tooLong === null) return false;
  await recordFailure(run.id, tooLong.advice, false);
  return true;
}

/** Gathers finished builds, records many at once and says so. */
class BuildRecord {
  readonly built: number[] = [];
  readonly #recorded: ((runIds: readonly number[]) => void) | undefined;
  #waiting: FinishedBuild[] = [];
  #rows = 0;

  constructor(recorded?: (runIds: readonly number[]) => void) {
    this.#recorded = recorded;
  }

  async add(build: FinishedBuild): Promise<void> {
    this.#waiting.push(build);
    for (const { rows } of build.written.sheets) this.#rows += rows;
    if (this.#waiting.length >= RECORDED_AT_ONCE || this.#rows >= ROWS_RECORDED_AT_ONCE) await this.flush();
  }

  async flush(): Promise<void> {
    // Whichever was finished first: the ledger tells of the same work in the same order.
    const builds = this.#waiting.toSorted((one, other) => one.runId - other.runId);
    this.#waiting = [];
    this.#rows = 0;
    if (builds.length === 0) return;
    try {
      await this.#record(builds);
    } catch {
      // Something in one of them can't be recorded: the others must not wait for it.
      for (const build of builds)
        await this.#record([build]).catch(async (error: unknown) => {
          await dropDraft(build.written.draft);
          await fail(build.runId, error);
        });
    }
  }

  /** What waits is not recorded: the next builder makes it anew. */
  async drop(): Promise<void> {
    for (const { written } of this.#waiting.splice(0)) await dropDraft(written.draft);
  }

  async #record(builds: readonly FinishedBuild[]): Promise<void> {
    await recordBuilds(builds);
    const runIds = builds.map(({ runId }) => runId);
    this.built.push(...runIds);
    this.#recorded?.(runIds);
  }
}

type SheetsAhead = ReadonlyMap<SheetId, RowsAhead>;

async function readAllAhead(readers: ReadonlyMap<SheetId, RunRows>, runId: number): Promise<SheetsAhead> {
  const ahead = new Map<SheetId, RowsAhead>();
  for (const [sheet, reader] of readers) ahead.set(sheet, await readAhead(reader.rowsOf(runId), ROWS_AHEAD));
  return ahead;
}

const isWhole = (ahead: SheetsAhead): boolean => [...ahead.values()].every((rows) => rows.isWhole);

function batchesOf(ahead: SheetsAhead, sheet: SheetId): RowsAhead['batches'] {
  const rows = ahead.get(sheet);
  if (rows === undefined) throw new Error(`No reader for the sheet '${sheet}'`);
  return rows.batches;
}

async function buildGroup(
  snapshot: Snapshot,
  group: readonly SettledRun[],
  record: BuildRecord,
  stopping?: AbortSignal,
): Promise<void> {
  const [first] = group;
  if (first === undefined) return;
  const runIds = group.map(({ id }) => id);
  const readers = new Map(
    first.plan.sheets.map((sheet) => [sheet.id, splitByRun(readSheetRows(snapshot, runIds, first.plan, sheet))]),
  );
  const underWay = new Set<Promise<void>>();
  // That not even a failure could be recorded ends the whole build, once somebody waits for it: never the process.
  const unrecorded: unknown[] = [];
  try {
    for (const run of group) {
      if (stopping?.aborted === true) break;
      const order = { runId: run.id, number: run.nextNumber, plan: run.plan, cutOff: snapshot.cutOff };
      const rows = readAllAhead(readers, run.id);
      const draft = rows.then((ahead) => writeDraft({ ...order, rowsOf: (sheet) => batchesOf(ahead, sheet) }));
      const build = draft
        .then((written) => proveBuild(order, written))
        .then((written) => record.add({ ...run, ...order, written }))
        .catch((error: unknown) => fail(run.id, error))
        .catch((fault: unknown) => void unrecorded.push(fault))
        .finally(() => underWay.delete(build));
      underWay.add(build);
      // The next run's rows stand behind these: they are reached once these are all in memory, or in the file.
      const [read] = await Promise.allSettled([rows]);
      if (read.status === 'rejected' || !isWhole(read.value)) await Promise.allSettled([draft]);
      // A snapshot that gives nothing more is not the fault of those that come after.
      for (const reader of readers.values()) reader.assertWhole();
      if (underWay.size >= BUILT_AT_ONCE) await Promise.race(underWay);
      if (unrecorded.length > 0) throw unrecorded[0];
    }
  } finally {
    await Promise.all(underWay);
    for (const reader of readers.values()) await reader.close();
  }
  if (unrecorded.length > 0) throw unrecorded[0];
}

// One at a time in a process: a build holds two connections for its snapshot and takes a third for its record, so that
// several at once could wait for each other's; and memory stays that of one.
let underWay: Promise<unknown> = Promise.resolve();

/**
 * Builds, checks and records the runs among these that have no file yet; others, and those that another worker is building,
 * are left as they are. Gives the ids of the runs that were built. The policy and the file go by the snapshot's instant.
 * Once `stopping` says so, no further file is begun. `recorded` is told which runs have their file, many at once, while others are still built.
 */
export function produceRuns(
  runIds: readonly number[],
  stopping?: AbortSignal,
  recorded?: (runIds: readonly number[]) => void,
): Promise<number[]> {
  if (runIds.length === 0) return Promise.resolve([]);
  const turn = underWay.then(() => produce(runIds, stopping, recorded));
  underWay = turn.catch(() => undefined);
  return turn;
}

async function produce(
  runIds: readonly number[],
  stopping?: AbortSignal,
  recorded?: (runIds: readonly number[]) => void,
): Promise<number[]> {
  await tellImported(stopping);
  await makeReportFolder();
  const record = new BuildRecord(recorded);
  await inSnapshot(runIds, async (snapshot) => {
    const { runs, atMostRows } = await findDueRuns(await lockRuns(snapshot, runIds));
    if (runs.size === 0) return;
    const plans = await planAll(runs, snapshot.cutOff);
    const settled = await settleAll(snapshot, runs, plans);
    const fitting: SettledRun[] = [];
    for (const run of settled) if (!(await refuseTooLong(snapshot, run, atMostRows))) fitting.push(run);
    try {
      for (const group of byColumns(fitting, ({ plan }) => plan)) await buildGroup(snapshot, group, record, stopping);
    } catch (error) {
      // What is finished is recorded, unless the lock on these runs may have gone with the connection.
      await (isConnectionLost(error) ? record.drop() : record.flush());
      throw error;
    }
    await record.flush();
  });
  return record.built;
}
