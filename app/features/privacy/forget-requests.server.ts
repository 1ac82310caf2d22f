// What becomes of the requests of somebody who is erased: that they were asked and decided stays, what was said does not.
import type { PoolClient } from 'pg';

// What was still open has nobody left to answer.
const DECIDE = `
  update privacy_requests set decided_at = psa_now(), decision = 'carried-out' where person_id = $1 and decided_at is null`;
const CLOSE = `
  update privacy_requests set closed_at = psa_now() where person_id = $1 and closed_at is null`;
const FORGET = `
  update privacy_requests set message = null, answer = null, language = null,
    extension_reason = case when extension_reason is not null then '' end
  where person_id = $1 and num_nonnulls(message, answer, language, extension_reason) > 0`;
const FORGET_STEPS = `
  update privacy_request_steps s set note = null from privacy_requests r
  where r.id = s.request_id and r.person_id = $1 and s.note is not null`;
const FORGET_KEEPS = `
  delete from privacy_request_keeps k using privacy_requests r where r.id = k.request_id and r.person_id = $1`;

/** In the transaction of the erasure, before the person goes. */
export async function forgetRequests(client: PoolClient, personId: number): Promise<void> {
  for (const statement of [DECIDE, CLOSE, FORGET, FORGET_STEPS, FORGET_KEEPS])
    await client.query(statement, [personId]);
}
