// What becomes of the words of a request once there is nobody left whom it is about: that it was asked, when, how it was proved, who decided what and by which law
// something was kept stays, for the association to answer for. What anybody said, noted, answered or explained goes, whoever wrote it: it may name the person.
import type { PoolClient } from 'pg';

// What was still open has nobody left to answer.
const DECIDE = `
  update privacy_requests set decided_at = psa_now(), decision = 'carried-out', asker_name = null, asker_contact = null
  where person_id = $1 and decided_at is null`;

const FORGET_STEPS = `
  update privacy_request_steps set note = null where request_id = any($1::int[]) and note is not null`;
const FORGET_KEEPS = `
  update privacy_request_keeps set what = null where request_id = any($1::int[]) and what is not null`;
const FORGET = `
  update privacy_requests set closed_at = coalesce(closed_at, psa_now()), message = null, answer = null, language = null, asker_name = null, asker_contact = null,
    extension_reason = case when extended_at is not null then '' end
  where id = any($1::int[])`;

/** Closes requests that were decided, and lets go of every word of theirs. */
export async function forgetWords(client: PoolClient, requestIds: readonly number[]): Promise<void> {
  for (const statement of [FORGET_STEPS, FORGET_KEEPS, FORGET]) await client.query(statement, [requestIds]);
}

/** In the transaction of the erasure, before the person goes. */
export async function forgetRequests(client: PoolClient, personId: number): Promise<void> {
  await client.query(DECIDE, [personId]);
  const { rows } = await client.query<{ id: number }>('select id from privacy_requests where person_id = $1', [
    personId,
  ]);
  if (rows.length > 0)
    await forgetWords(
      client,
      rows.map(({ id }) => id),
    );
}
