// Removes report files whose time is over (R7). The hash, whose rows stood in it, to whom it went and when stay as they are.
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { readSetting } from '#app/features/settings/settings.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { removeFiles, type RemovedFile } from './removed-files.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const EXPIRED_AT_ONCE = 500;

/**
 * Of builds b with their runs u: whether the file's time is over at `now`, with `days` for each file. One that still has to go somewhere is kept, however old, and so is one
 * that waits for a release: a person was told of it. One that led nowhere goes once a newer build stands in its place or the run was withdrawn. A dead delivery keeps
 * nothing, since a person was told when it died, nor does one that was withdrawn.
 */
export const isFileOver = (now: string, days: string): string => `
  b.file_removed_at is null and b.built_at <= ${now} - make_interval(hours => 24 * ${days})
  and case when exists (select from deliveries d where d.build_id = b.id)
    then not exists (
      select from deliveries d where d.build_id = b.id and (d.state not in ('delivered', 'dead', 'withdrawn')
        or coalesce(d.delivered_at, d.claimed_at, d.queued_at) > ${now} - make_interval(hours => 24 * ${days})))
    else u.state = 'withdrawn' or exists (select from builds newer where newer.run_id = b.run_id and newer.number > b.number) end`;

const EXPIRE = `
  with due as (
    select b.id from builds b join runs u on u.id = b.run_id where ${isFileOver('psa_now()', '$1::int')}
    order by b.id limit ${EXPIRED_AT_ONCE}
  )
  update builds b set file_removed_at = psa_now() from due where b.id = due.id and b.file_removed_at is null
  returning b.run_id as "runId", b.number`;

async function markExpired(): Promise<readonly RemovedFile[]> {
  return inRoleSql('psa_worker', SYSTEM, async (client) => {
    const days = await readSetting(client, 'reportFileDays');
    const { rows } = await client.query<RemovedFile>(EXPIRE, [days]);
    await appendEvents(
      client,
      rows.map(({ runId, number }) => ({ event: 'report.expired', subjectId: runId, details: { build: number } })),
    );
    return rows;
  });
}

/** The job: gives how many files went. What a crash leaves on the disk is swept with the other removed files. */
export async function expireFiles(stopping?: AbortSignal): Promise<number> {
  let gone = 0;
  for (;;) {
    if (stopping?.aborted === true) return gone;
    const files = await markExpired();
    await removeFiles(files);
    gone += files.length;
    if (files.length < EXPIRED_AT_ONCE) return gone;
  }
}
