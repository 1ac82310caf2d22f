// Removes the files that held somebody who was erased, and those that no build names (R7); their hashes stay.
import { rm } from 'node:fs/promises';

import { ageOf, buildPath, listReportFiles, type StandingFile } from '#app/features/reporting/report-files.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { removeCopies } from './removed-copies.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const SWEEP_LIMIT_MS = 5 * 60_000;
/** A file that is marked is swept for as long; a build of that time may have begun before an erasure. */
const LOOKED_BACK = '7 days';

/** A file is there before its build is recorded; no build takes that long. */
const YOUNG_MS = 24 * 60 * 60_000;

export type RemovedFile = { readonly runId: number; readonly number: number };

async function removeBuilds(files: readonly RemovedFile[]): Promise<void> {
  for (const { runId, number } of files) await rm(buildPath(runId, number), { force: true });
}

/** Files that are marked as removed, and the academy's copies of them. */
export async function removeFiles(files: readonly RemovedFile[]): Promise<void> {
  await removeBuilds(files);
  if (files.length > 0) await removeCopies(files.map(({ runId }) => runId));
}

// Its rows were read before somebody was erased, and it was recorded after: it names a row that is no more. The gate lets no such file out;
// here it goes from the disk.
const MARK_ORPHANS = `
  update builds b set file_removed_at = psa_now(), not_reproducible_at = coalesce(not_reproducible_at, psa_now())
  where b.file_removed_at is null and b.built_at > psa_now() - interval '${LOOKED_BACK}'
    and exists (select from audit_events e where e.event = 'person.erased' and e.occurred_at >= b.cut_off - interval '1 minute'
      and e.occurred_at <= b.built_at + interval '1 minute')
    and exists (
      select from build_pages p cross join lateral unnest(p.refs) as listed (ref)
      where p.build_id = b.id and p.sheet = any(psa_enrolment_sheets() || array['exams'])
        and not exists (select from enrolments n where p.sheet <> 'exams' and n.id = listed.ref)
        and not exists (select from sittings t where p.sheet = 'exams' and t.id = listed.ref))`;

const MARKED = `
  select run_id as "runId", number from builds where file_removed_at > psa_now() - interval '${LOOKED_BACK}' order by id`;

const nameOf = ({ runId, number }: RemovedFile): string => `${runId} ${number}`;

// Asked after the folder was read: what was recorded by then is named.
async function findUnnamed(): Promise<{ files: StandingFile[]; runs: ReadonlySet<number> }> {
  const standing = await listReportFiles();
  if (standing.length === 0) return { files: [], runs: new Set() };
  return inRoleSql(
    'psa_worker',
    SYSTEM,
    async (client) => {
      const ids = [[...new Set(standing.map(({ runId }) => runId))]];
      const runs = await client.query<{ id: number }>('select id from runs where id = any($1::int[])', ids);
      const builds = await client.query<RemovedFile>(
        'select run_id as "runId", number from builds where run_id = any($1::int[]) and file_removed_at is null',
        ids,
      );
      const named = new Set(builds.rows.map(nameOf));
      // A draft is nobody's once its build is there.
      const isNamed = (file: StandingFile): boolean =>
        file.path === buildPath(file.runId, file.number) && named.has(nameOf(file));
      return { files: standing.filter((file) => !isNamed(file)), runs: new Set(runs.rows.map(({ id }) => id)) };
    },
    { readOnly: true, timeoutMs: SWEEP_LIMIT_MS },
  );
}

/** For a restore, while nobody builds: removes every file that the database does not name, whatever its run. Gives how many. */
export async function removeUnnamedFiles(): Promise<number> {
  const { files } = await findUnnamed();
  for (const { path } of files) await rm(path, { force: true });
  return files.length;
}

/** What a build left that never came to its record. Files of runs that are not here stay: this may be an empty database, and the one that knows them lost. */
async function sweepLeftovers(): Promise<void> {
  const { files, runs } = await findUnnamed();
  const now = await databaseNow();
  for (const { path, runId } of files) {
    const age = runs.has(runId) ? await ageOf(path, now) : null;
    if (age !== null && age >= YOUNG_MS) await rm(path, { force: true });
  }
}

/**
 * The job: removes what a crash left of files that were marked or never recorded, and files that were being built while somebody in them
 * was erased.
 */
export async function sweepRemovedFiles(): Promise<void> {
  const { rows } = await inRoleSql(
    'psa_worker',
    SYSTEM,
    async (client) => {
      await client.query(MARK_ORPHANS);
      return client.query<RemovedFile>(MARKED);
    },
    { timeoutMs: SWEEP_LIMIT_MS },
  );
  await removeBuilds(rows);
  await removeCopies(null);
  await sweepLeftovers();
}
