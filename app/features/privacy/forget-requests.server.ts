// What becomes of the words of a request once there is nobody left whom it is about: that it was asked, when, how it was proved, who decided what and by which law
// something was kept stays, for the association to answer for. What anybody said, noted, answered or explained goes, whoever wrote it: it may name the person.
import type { ClientBase, PoolClient } from 'pg';

import { holdsAddress } from '#app/platform/find-address.server.ts';
import { addStep } from './request-steps.server.ts';

const OF_UNKNOWN = `
  select id, concat_ws(e'\\n', asker_name, asker_contact) as said from privacy_requests
  where person_id is null and num_nonnulls(asker_name, asker_contact) > 0`;
const OWN = `
  select id from privacy_requests where person_id = $1 or person_id is null and id = any($2::int[]) order by id for update`;
const FORGET_STEPS = `
  update privacy_request_steps set note = null where request_id = any($1::int[]) and note is not null`;
const FORGET_KEEPS = `
  update privacy_request_keeps set what = null where request_id = any($1::int[]) and what is not null`;
const NO_WORDS = `message = null, answer = null, language = null, asker_name = null, asker_contact = null,
  extension_reason = case when extended_at is not null then '' end`;
const FORGET = `update privacy_requests set closed_at = coalesce(closed_at, psa_now()), ${NO_WORDS} where id = any($1::int[])`;
// What was still open has nobody left to answer. Of somebody unknown it is closed with that, when no words may be left.
const DECIDE = `
  update privacy_requests set decided_at = psa_now(), decision = 'carried-out', ${NO_WORDS} where id = any($1::int[]) and decided_at is null`;

// The words go as of any other; name and address stay, for the answer alone. Kept back is nothing of it by a closed request: `forgetWords` ends it.
const ANSWER = `
  update privacy_requests r set decided_at = psa_now(), decision = 'carried-out', decided_by = $3, message = null, answer = null,
    extension_reason = case when extended_at is not null then '' end, language = p.language, asker_contact = p.email,
    asker_name = left(coalesce(nullif(trim(concat_ws(' ', p.first_name, p.last_name)), ''), p.email), 200)
  from persons p where r.id = $1 and p.id = $2 and r.person_id = p.id and r.decided_at is null`;

/** The request on which somebody is erased, and the officer who decided it. It stays open, with name and address, until they were told. */
export type Answering = { readonly requestId: number; readonly staffId: number };

/** Closes requests that were decided, and lets go of every word of theirs. */
export async function forgetWords(client: ClientBase, requestIds: readonly number[]): Promise<void> {
  for (const statement of [FORGET_STEPS, FORGET_KEEPS, FORGET]) await client.query(statement, [requestIds]);
}

/** The person's, and those of somebody unknown who gave one of their addresses, as whoever asks on the public page does. Nobody else changes them until the transaction ends. */
async function holdOwn(client: PoolClient, personId: number, emails: readonly string[]): Promise<number[]> {
  const unknown = await client.query<{ id: number; said: string }>(OF_UNKNOWN);
  const theirs = unknown.rows.filter(({ said }) => emails.some((email) => holdsAddress(said, email)));
  const { rows } = await client.query<{ id: number }>(OWN, [personId, theirs.map(({ id }) => id)]);
  return rows.map(({ id }) => id);
}

/** In the transaction of the erasure, before the person goes. `emails` are their addresses, in small letters. */
export async function forgetRequests(
  client: PoolClient,
  personId: number,
  emails: readonly string[],
  answering: Answering | null,
): Promise<void> {
  const ids = (await holdOwn(client, personId, emails)).filter((id) => id !== answering?.requestId);
  if (answering !== null) {
    const { requestId, staffId } = answering;
    await client.query(ANSWER, [requestId, personId, staffId]);
    for (const statement of [FORGET_STEPS, FORGET_KEEPS]) await client.query(statement, [[requestId]]);
  }
  await client.query(DECIDE, [ids]);
  await forgetWords(client, ids);
}

/** What was done for the request, in the transaction of the erasure: whatever comes after, its letter can be written. */
export async function noteErasure(
  client: PoolClient,
  { requestId, staffId }: Answering,
  details: { readonly notifications: number; readonly files: number },
): Promise<void> {
  await addStep(client, requestId, staffId, { step: 'erased', event: 'request.carried-out', details });
  const decided = { decision: 'carried-out' };
  await addStep(client, requestId, staffId, { step: 'decided', event: 'request.decided', details: decided });
}
