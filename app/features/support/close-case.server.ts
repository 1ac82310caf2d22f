// Closes a support case: with it goes at once all that was kept of somebody without an account, the words among it (R3). A person's own stay with their account.
import type { PoolClient } from 'pg';

import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import type { ClosedHow } from './case-kinds.ts';

// Before the case itself: one that is nobody's holds no words once it is closed.
const FORGET_WORDS = `
  delete from support_messages m using support_cases c where c.id = m.case_id and c.id = $1 and c.person_id is null`;
const CLOSE = `
  update support_cases set closed_at = psa_now(), closed_by = $2, closed_how = $3, request_id = $4, asker_name = null, asker_email = null, asker_phone = null
  where id = $1 and closed_at is null`;

/** In the transaction under way, which holds the case. */
export async function closeHeldCase(
  client: PoolClient,
  id: number,
  how: ClosedHow,
  { by = null, requestId = null }: { by?: number | null; requestId?: number | null } = {},
): Promise<void> {
  await client.query(FORGET_WORDS, [id]);
  const closed = await client.query(CLOSE, [id, by, how, requestId]);
  if (closed.rowCount !== 0) await appendEvent(client, { event: 'support.closed', subjectId: id, details: { how } });
}

const FORGET_MAILS = 'delete from mails where case_id is not null and lower(to_address) = any($1::text[])';

/** In the transaction of an erasure, before the person goes: that they asked something stays, as a number. What they asked by one of these addresses without signing in, too. */
export async function forgetCases(client: PoolClient, personId: number, emails: readonly string[]): Promise<void> {
  // Mails before their cases, as a bounce locks them; and those that an answer made until the cases were held.
  await client.query(FORGET_MAILS, [emails]);
  const { rows } = await client.query<{ id: number }>(
    'select id from support_cases where person_id = $1 or lower(asker_email) = any($2::text[]) order by id for update',
    [personId, emails],
  );
  for (const { id } of rows) {
    await closeHeldCase(client, id, 'erased');
    await client.query('delete from support_messages where case_id = $1', [id]);
  }
  await client.query(FORGET_MAILS, [emails]);
}
