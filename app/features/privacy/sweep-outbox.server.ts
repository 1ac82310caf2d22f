// Removes copies of reports from the folder of the academy once the file that they were made of is gone (R7), whether its time was over or it held somebody who was erased.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { hashFile } from '#app/features/reporting/report-files.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { dataPath } from '#app/platform/files.server.ts';

// A file of another hash is no report of ours, or was altered: whoever put it there removes it. One whose arrival is still asked for stays.
const GONE = `
  select b.sha256 from builds b where b.sha256 = any($1::text[]) group by 1
  having bool_and(b.file_removed_at is not null)
    and not bool_or(exists (select from deliveries d where d.build_id = b.id and d.state in ('sending', 'unknown')))`;

export async function sweepOutbox(): Promise<void> {
  const entries = await readdir(dataPath('outbox'), { recursive: true, withFileTypes: true }).catch(() => []);
  const hashes = new Map<string, string>();
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith('.xlsx')) continue;
    const path = join(entry.parentPath, entry.name);
    const hash = await hashFile(path).catch(() => null);
    if (hash !== null) hashes.set(path, hash);
  }
  if (hashes.size === 0) return;
  const { rows } = await inRoleSql(
    'psa_worker',
    { 'psa.actor_kind': 'system' },
    (client) => client.query<{ sha256: string }>(GONE, [[...new Set(hashes.values())]]),
    { readOnly: true },
  );
  const gone = new Set(rows.map(({ sha256 }) => sha256));
  for (const [path, hash] of hashes) if (gone.has(hash)) await rm(path, { force: true });
}
