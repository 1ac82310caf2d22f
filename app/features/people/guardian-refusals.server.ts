// Remembers for a year, as keyed hashes, the addresses whose guardian said no: whoever comes back from one needs the guardian, whatever age
// they say (C5).
import type { PoolClient } from 'pg';

import { databaseNow } from '#app/platform/clock.server.ts';
import { env } from '#app/platform/env.server.ts';
import { appendToJournal } from '#app/platform/journal.server.ts';
import { guardianRefusalOf } from './tombstone.ts';

const KEPT = `interval '1 year'`;

const hashOf = (email: string): Buffer => guardianRefusalOf(env().tombstoneKey, email);

export async function isRefused(client: PoolClient, email: string): Promise<boolean> {
  const found = await client.query(
    `select from guardian_refusals where email_hmac = $1 and refused_at > psa_now() - ${KEPT}`,
    [hashOf(email)],
  );
  return found.rowCount !== 0;
}

export async function rememberRefusal(client: PoolClient, email: string): Promise<void> {
  await client.query(
    'insert into guardian_refusals (email_hmac) values ($1) on conflict (email_hmac) do update set refused_at = psa_now()',
    [hashOf(email)],
  );
}

/**
 * A guardian agreed after all. With nothing left of the refusal, the list of marks (privacy/mark-list.server.ts) could not see that it was taken back, and is told here; where the agreement
 * does not hold after all, the list takes the refusal down again.
 */
export async function forgetRefusal(client: PoolClient, email: string): Promise<void> {
  const hash = hashOf(email);
  const { rowCount } = await client.query('delete from guardian_refusals where email_hmac = $1', [hash]);
  if (rowCount === 0) return;
  const at = (await databaseNow()).toISOString();
  await appendToJournal('marks', [{ at, stands: false, mark: 'guardian-refused', of: hash.toString('hex') }]);
}

export async function forgetOldRefusals(client: PoolClient): Promise<void> {
  await client.query(`delete from guardian_refusals where refused_at <= psa_now() - ${KEPT}`);
}
