// Tells a journal that can't be the one of the portal that was backed up: the backup itself says of people that they were erased, and the journal does not know them. Whoever was erased
// after the backup would come back with such a one, and nobody would notice.
import type { ClientBase } from 'pg';

import type { ErasureList } from '#app/features/privacy/erasure-list.server.ts';

// What was erased again by a restore that was interrupted is later than the backup, and may have no line yet.
const COUNT = `
  select count(*)::int as erased, count(*) filter (where not subject_id::text = any($1::text[]))::int as unlisted
  from audit_events where event = 'person.erased' and subject_id is not null and occurred_at <= $2::timestamptz`;

/** In words why this journal can't be used for a backup as of `cutOff`; null where it can. */
export async function findJournalFault(
  client: ClientBase,
  { erased }: ErasureList,
  cutOff: string,
): Promise<string | null> {
  const { rows } = await client.query<{ erased: number; unlisted: number }>(COUNT, [[...erased.keys()], cutOff]);
  const [found] = rows;
  if (found === undefined || found.unlisted === 0) return null;
  return `The journal (journal/ in PSA_DATA_DIR) does not know ${found.unlisted} of the ${found.erased} people who were erased before this backup was made: it is missing, or not the newest of this portal, and whoever was erased since would be here again. Put its newest copy there and begin again. If there is none, find out who was erased, and say --without-journal.`;
}
