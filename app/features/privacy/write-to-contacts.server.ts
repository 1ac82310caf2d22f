// Tells a recipient's contacts that there are notifications: one mail a day at most, and the last notification is always followed by one. The
// mail itself says that there are some and where, so that one that waits covers what is made until it goes.
import type { PoolClient } from 'pg';

import { queueMail } from '#app/features/mail/mails.server.ts';

export type MadeNotification = { readonly id: number; readonly recipientId: number };

/** Of each recipient by itself, in the order of their ids, so that two that write to the same contacts don't both begin. */
const TAKE_TURN = 'select pg_advisory_xact_lock(7240122, $1)';

/** Contacts who may come in and whose mail arrives, and since when their next mail may go: null at once. */
const CONTACTS = `
  select c.id, (
    select max(coalesce(m.sent_at, m.claimed_at)) + interval '1 day' from mails m
    where m.contact_id = c.id and m.kind = 'notifications-made' and m.state in ('sent', 'sending')
      and coalesce(m.sent_at, m.claimed_at) > psa_now() - interval '1 day') as "dueAt"
  from recipient_contacts c
  where c.recipient_id = $1 and psa_contact_counts(c.confirmed_at, c.removed_at) and c.bounced_at is null order by c.id`;

// Held until this transaction ends, a mail that waits can't go before what it covers is there to be read. One that goes already covers nothing.
const HOLD_WAITING = `
  select contact_id as "contactId" from mails
  where contact_id = any($1::int[]) and kind = 'notifications-made' and state = 'queued' order by id for update`;

/** Queues what the contacts of these notifications are owed, in the transaction that made them; called once in it. */
export async function writeToContacts(client: PoolClient, made: readonly MadeNotification[]): Promise<void> {
  const newest = new Map<number, number>();
  for (const { id, recipientId } of made) newest.set(recipientId, Math.max(id, newest.get(recipientId) ?? 0));
  for (const [recipientId, about] of [...newest].toSorted(([one], [other]) => one - other)) {
    await client.query(TAKE_TURN, [recipientId]);
    const ids = await client.query<{ id: number }>('select id from recipient_contacts where recipient_id = $1', [
      recipientId,
    ]);
    const waiting = await client.query<{ contactId: number }>(HOLD_WAITING, [ids.rows.map(({ id }) => id)]);
    // In a statement after that one: what was claimed while it waited is seen as claimed.
    const contacts = await client.query<{ id: number; dueAt: Date | null }>(CONTACTS, [recipientId]);
    for (const { id, dueAt } of contacts.rows)
      if (waiting.rows.every(({ contactId }) => contactId !== id))
        await queueMail(client, { kind: 'notifications-made', contactId: id, about, dueAt });
  }
}
