// Marks contacts whose address takes no mail, and tells administrators: nothing more is written there before somebody looked (bad-G7).
import type { PoolClient } from 'pg';

import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { queueAttention } from './attention.server.ts';
import { readBounce, type NotBounced } from './read-bounce.server.ts';

/** Marks a contact, once; in the transaction that found it out. True when it was not marked before. */
export async function markBounced(client: PoolClient, contactId: number, status: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'update recipient_contacts set bounced_at = psa_now() where id = $1 and bounced_at is null and removed_at is null',
    [contactId],
  );
  if (rowCount === 0) return false;
  await appendEvent(client, { event: 'contact.bounced', subjectId: contactId, details: { status } });
  await queueAttention(client, 'administrator');
  return true;
}

/** A notification that comes later than this is about nothing that anybody waits for. */
const ANSWERED_WITHIN = '30 days';

export type BounceRefusal = NotBounced | 'not-ours';

export const BOUNCE_REFUSALS: Readonly<Record<BounceRefusal, string>> = {
  'too-large': 'This is larger than any delivery status notification',
  'no-mail': 'This is no mail',
  'no-notification': 'This is no delivery status notification (RFC 3464)',
  'names-no-mail': 'The notification does not hold the headers of the mail that came back',
  'not-ours': 'The notification is about no mail that went to a report recipient from here in the last thirty days',
};

/** What came of it. Who the contact is stands on the portal. */
export type BounceOutcome = {
  readonly contact: number;
  readonly outcome: 'marked' | 'marked-before' | 'not-for-good';
  readonly status: string;
};

type Sent = { readonly mailId: number; readonly contactId: number; readonly address: string };

/** The mail of ours that has this id, if it went to a contact not long ago. */
async function findSent(client: PoolClient, messageId: string): Promise<Sent | undefined> {
  const [, id, host] = /^<mail-([1-9]\d{0,8})@([^@>]+)>$/.exec(messageId) ?? [];
  if (id === undefined || host !== new URL(env().origin).hostname) return undefined;
  const { rows } = await client.query<Sent>(
    `select m.id as "mailId", c.id as "contactId", lower(coalesce(m.to_address, c.email)) as address
     from mails m join recipient_contacts c on c.id = m.contact_id
     where m.id = $1 and (m.state = 'dead' or m.state = 'sent' and m.sent_at > psa_now() - interval '${ANSWERED_WITHIN}') for update of m`,
    [Number(id)],
  );
  return rows[0];
}

/**
 * Takes in a notification. It counts only for a mail that we sent to a contact, and only for the address to which it went: whoever makes one up would have
 * to know both.
 */
export async function takeBounce(bytes: Uint8Array): Promise<Result<BounceOutcome, BounceRefusal>> {
  const read = await readBounce(bytes);
  if (!read.ok) return read;
  return inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) => {
    const sent = await findSent(client, read.value.messageId);
    const told = read.value.recipients.find(({ addresses }) => sent !== undefined && addresses.includes(sent.address));
    if (sent === undefined || told === undefined) return refused('not-ours');
    const { contactId: contact } = sent;
    if (!told.isPermanent) return ok({ contact, outcome: 'not-for-good' as const, status: told.status });
    await client.query(`update mails set state = 'dead', sent_at = null, detail = $2 where id = $1`, [
      sent.mailId,
      told.status,
    ]);
    const isNew = await markBounced(client, contact, told.status);
    return ok({ contact, outcome: isNew ? ('marked' as const) : ('marked-before' as const), status: told.status });
  });
}
