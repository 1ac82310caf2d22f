// Sees to it that nothing of a file stays once it was applied, cancelled or a day old, whatever broke in between; nor anybody in it who was erased.
import type { PoolClient } from 'pg';
import { databaseNow } from '#app/platform/clock.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { listUploadFolders, removeUpload } from './upload-files.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
/** A folder is there before its row is. */
const YOUNG_MS = 10 * 60_000;

/**
 * Takes back, in the transaction that erases somebody, every file that is not applied yet: it may name them. Gives the ids; their folders are
 * removed once that holds.
 */
export async function withdrawUploads(client: PoolClient): Promise<string[]> {
  const found = await client.query<{ id: string }>(
    `update import_uploads set state = 'failed', summary = '{"delimiter": null, "notice": null, "plan": null, "because": "erased"}'
     where state in ('reading', 'read') returning id`,
  );
  return found.rows.map(({ id }) => id);
}

/** The job. Gives how many folders it removed. A folder younger than `youngMs` may not have its row yet. */
export async function forgetUploads(youngMs = YOUNG_MS): Promise<number> {
  const kept = await inRoleSql('psa_worker', SYSTEM, async (client) => {
    await client.query('delete from import_uploads where expires_at < psa_now()');
    const open = await client.query<{ id: string }>(`select id from import_uploads where state in ('reading', 'read')`);
    return new Set(open.rows.map(({ id }) => id));
  });
  let removed = 0;
  for (const { id, ageMs } of await listUploadFolders(await databaseNow())) {
    if (kept.has(id) || ageMs < youngMs) continue;
    await removeUpload(id);
    removed++;
  }
  return removed;
}
