// Removes copies of reports from the folder of the academy once the file that they were made of is gone (R7), whether its time was over or it held somebody who was erased.
import { rm } from 'node:fs/promises';

import { outboxName } from '#app/features/delivery/folder.server.ts';
import { hashFile } from '#app/features/reporting/report-files.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { dataPath } from '#app/platform/files.server.ts';

// One whose arrival is still asked for stays until that is known.
const GONE = `
  select u.period, r.slug as "recipientSlug", b.sha256 from builds b
  join deliveries d on d.build_id = b.id and d.channel = 'folder' and d.state not in ('sending', 'unknown')
  join runs u on u.id = b.run_id join agreements a on a.id = u.agreement_id join recipients r on r.id = a.recipient_id
  where b.file_removed_at is not null and ($1::int[] is null or u.id = any($1))`;

/** Of these runs, or of all. What stands there with other bytes is a newer report, or was altered by whoever took it over: it stays. */
export async function removeCopies(runIds: readonly number[] | null): Promise<void> {
  const { rows } = await inRoleSql(
    'psa_worker',
    { 'psa.actor_kind': 'system' },
    (client) => client.query<{ period: string; recipientSlug: string; sha256: string }>(GONE, [runIds]),
    { readOnly: true },
  );
  for (const { sha256, ...report } of rows) {
    const path = dataPath('outbox', outboxName(report));
    if ((await hashFile(path).catch(() => null)) === sha256) await rm(path, { force: true });
  }
}
