// Takes in that mail came back, and tells administrators: nothing more is written to a contact before somebody looked (bad-G7), and of a person what rested on the mail's having
// arrived is taken back.
import type { PoolClient } from 'pg';

import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { queueAttention } from './attention.server.ts';
import { readMessageId } from './message-id.server.ts';
import { readBounce, type BouncedRecipient, type NotBounced } from './read-bounce.server.ts';

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

/** Writes down that no mail reaches a person, and tells administrators; in the transaction that found it out. The mail itself is what is kept of it. */
export async function recordUnreached(
  client: PoolClient,
  personId: number,
  kind: string,
  status: string,
): Promise<void> {
  const { rows } = await client.query<{ key: string }>('select audit_key::text as key from persons where id = $1', [
    personId,
  ]);
  const [person] = rows;
  if (person === undefined) return;
  await appendEvent(client, { event: 'person.unreached', subjectId: person.key, details: { kind, status } });
  await queueAttention(client, 'administrator');
}

// Of whom nothing is kept that they could be reached by, too. An open case waits for staff again: nobody read what they wrote.
const UNANSWERED = `
  with lost as (select coalesce(m.case_id, s.case_id) as id from mails m
    left join support_messages s on s.id = m.about and m.kind in ('support-answered', 'support-asked-back') where m.id = $1)
  update support_cases c set waits_for = 'staff', warned_at = null from lost
  where c.id = lost.id and c.closed_at is null and c.waits_for = 'asker'`;

/** What follows where a mail of support to whoever asked did not arrive: administrators are told, and see it on its case. Of any other mail nothing. */
export async function recordUnanswered(client: PoolClient, mailId: number): Promise<void> {
  await client.query(UNANSWERED, [mailId]);
  const { rowCount } = await client.query('select from mails where id = $1 and case_id is not null', [mailId]);
  if (rowCount !== 0) await queueAttention(client, 'administrator');
}

/** A notification that comes later than this is about nothing that anybody waits for. */
const ANSWERED_WITHIN = '30 days';

export type BounceRefusal = NotBounced | 'not-ours';

export const BOUNCE_REFUSALS: Readonly<Record<BounceRefusal, string>> = {
  'too-large': 'This is larger than any delivery status notification',
  'no-mail': 'This is no mail',
  'no-notification': 'This is no delivery status notification (RFC 3464)',
  'names-no-mail': 'The notification does not hold the headers of the mail that came back',
  'not-ours':
    'The notification is about no mail that went to a person, a report recipient or somebody who asked support from here in the last thirty days',
};

/** What came of it. Who it is stands on the portal. */
export type BounceOutcome = ({ readonly contact: number } | { readonly person: number } | { readonly case: number }) & {
  readonly outcome: 'marked' | 'marked-before' | 'not-for-good';
  readonly status: string;
};

/** By kind of mail, what rested on its having arrived. */
type TakenBack = Readonly<
  Partial<Record<string, { readonly bounced?: (client: PoolClient, mailId: number) => Promise<unknown> }>>
>;

type Sent = {
  readonly mailId: number;
  readonly kind: string;
  readonly isSent: boolean;
  readonly contactId: number | null;
  readonly personId: number | null;
  readonly caseId: number | null;
  readonly addresses: readonly string[];
};

// Whose address changed since is known by the one to which it went, too.
const SENT = `
  select m.id as "mailId", m.kind, m.state = 'sent' as "isSent", m.contact_id as "contactId", m.person_id as "personId", m.case_id as "caseId",
    case when m.to_address is not null then array[lower(m.to_address)] when m.contact_id is not null then array[lower(c.email)]
      else array(select lower(e.email) from person_emails e where e.person_id = m.person_id) end as addresses
  from mails m left join recipient_contacts c on c.id = m.contact_id
  where m.id = $1 and num_nonnulls(m.contact_id, m.person_id, m.case_id) = 1 and (m.case_id is null or $2)
    and (m.state = 'dead' or m.state = 'sent' and m.sent_at > psa_now() - interval '${ANSWERED_WITHIN}') for update of m`;

/** The mail of ours that has this id, if it went to one of them not long ago. */
async function findSent(client: PoolClient, messageId: string): Promise<Sent | undefined> {
  const named = readMessageId(messageId);
  return named === null ? undefined : (await client.query<Sent>(SENT, [named.mailId, named.isProof])).rows[0];
}

/** What is told of the address to which it went; of a mail whose id proves itself, of the one that it had. */
const toldOf = ({ caseId, addresses }: Sent, recipients: readonly BouncedRecipient[]): BouncedRecipient | undefined =>
  caseId !== null
    ? (recipients.find(({ isPermanent }) => isPermanent) ?? recipients[0])
    : recipients.find((recipient) => recipient.addresses.some((one) => addresses.includes(one)));

const whoseOf = ({ contactId, personId, caseId }: Sent) => {
  if (contactId !== null) return { contact: contactId };
  return caseId !== null ? { case: caseId } : { person: personId ?? 0 };
};

// Of a case it counts among those of now: nobody has looked at it before.
const LOST = `
  update mails set state = 'dead', sent_at = null, detail = $2, claimed_at = case when case_id is not null and state <> 'dead' then psa_now() else claimed_at end
  where id = $1`;

/**
 * Takes in a notification; `writers` say by kind what rested on the mail. It counts only for a mail that we sent, and only for the address to which it went: whoever
 * makes one up would have to know both.
 */
export async function takeBounce(bytes: Uint8Array, writers: TakenBack): Promise<Result<BounceOutcome, BounceRefusal>> {
  const read = await readBounce(bytes);
  if (!read.ok) return read;
  return inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) => {
    const sent = await findSent(client, read.value.messageId);
    const told = sent === undefined ? undefined : toldOf(sent, read.value.recipients);
    if (sent === undefined || told === undefined) return refused('not-ours');
    const { mailId, kind, isSent, contactId, personId } = sent;
    const { status } = told;
    const of = whoseOf(sent);
    if (!told.isPermanent) return ok({ ...of, outcome: 'not-for-good' as const, status });
    if (isSent) await writers[kind]?.bounced?.(client, mailId);
    await client.query(LOST, [mailId, status]);
    if (isSent && personId !== null) await recordUnreached(client, personId, kind, status);
    if (isSent) await recordUnanswered(client, mailId);
    const isNew = contactId === null ? isSent : await markBounced(client, contactId, status);
    return ok({ ...of, outcome: isNew ? ('marked' as const) : ('marked-before' as const), status });
  });
}
