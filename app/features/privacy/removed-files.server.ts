// Removes the files that held somebody who was erased (R7); their hashes stay.
import { rm } from 'node:fs/promises';

import { buildPath } from '#app/features/reporting/report-files.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const SWEEP_LIMIT_MS = 5 * 60_000;
/** A file that is marked is swept for as long; a build of that time may have begun before an erasure. */
const LOOKED_BACK = '7 days';

export type RemovedFile = { readonly runId: number; readonly number: number };

export async function removeFiles(files: readonly RemovedFile[]): Promise<void> {
  for (const { runId, number } of files) await rm(buildPath(runId, number), { force: true });
}

// Its rows were read before somebody was erased, and it was recorded after: it names a row that is no more. The gate lets no such file out;
// here it goes from the disk.
const MARK_ORPHANS = `
  update builds b set file_removed_at = psa_now()
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

/** The job: removes what a crash left of files that were marked, and files that were being built while somebody in them was erased. */
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
  await removeFiles(rows);
}
