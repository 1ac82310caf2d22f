// Sends what is to be written to people, once: a mail is queued in the transaction that makes it due, its text is made as it goes, and it is
// dropped where it is not true any more by then. A retry carries the same Message-ID (bad-G1).
import type { PoolClient } from 'pg';

import { languageFor } from '#app/features/language/language.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { isMailInUse, MailError, openMailer, type Mailer } from '#app/platform/mail.server.ts';
import type { Language } from '#reports/catalogue.ts';
import { queueAttention } from './attention.server.ts';
import { markBounced, recordUnanswered, recordUnreached } from './bounces.server.ts';
import { composeMail, type MailWords } from './compose.ts';
import { rememberMail, type WhatItWasAbout } from './mail-journal.server.ts';
import { messageIdOf } from './message-id.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };

export const MAIL_KINDS = [
  'imported',
  'guardian-agreed',
  'place-free',
  'session-recorded',
  'session-changed',
  'session-cancelled',
  'session-reopened',
  'outcome-asked',
  'outcome-reminded',
  'conflict-decided',
  'notifications-made',
  'address-changed',
  'report-published',
  'report-renewed',
  'attention',
  'people-merged',
  'contacts-to-confirm',
  'notice-changed',
  'request-received',
  'request-identity',
  'request-extended',
  'request-decided',
  'request-reminder',
  'breach-clock-first',
  'breach-clock-second',
  'breach-clock-last',
  'breach-letter',
  'account-goes',
  'support-answered',
  'support-asked-back',
  'support-closed',
  'support-quiet',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

const CLAIMED_AT_ONCE = 40;
/** Mails that are written and sent side by side. */
const SENT_AT_ONCE = 4;
/** A claim whose sender was not heard of for this long is anybody's again. */
const LEASE = '10 minutes';
/** Half an hour after the first, then doubling up to a day. */
const MOST_ATTEMPTS = 36;
const LONGEST_WAIT_MINUTES = 24 * 60;
const FIRST_WAIT_MINUTES = 30;

export type Addressee = {
  /** Of persons, of recipient_contacts, of staff_members or of support_cases, as the kind says. */
  readonly id: number;
  readonly email: string;
  readonly firstName: string;
  readonly language: Language;
  /** What is to be said to somebody without an account; null where it stands elsewhere. */
  readonly body: string | null;
};

/** How one kind of mail is written. */
export type Writer = {
  /** The words, or null where the mail is not true any more: it is dropped. `about` is the row that it was queued for. */
  readonly write: (client: PoolClient, to: Addressee, about: number) => Promise<MailWords | null>;
  /** What follows from its having gone, in the transaction that says so. */
  readonly sent?: (client: PoolClient, to: Addressee, about: number) => Promise<void>;
  /** What rested on its having arrived is taken back: it came back. In the transaction that says so, while the mail stands as sent. */
  readonly bounced?: (client: PoolClient, mailId: number) => Promise<unknown>;
  /** What `about` stands for in rows that were there long before: a database of yesterday may know them, and not yet the row itself. */
  readonly remember?: (client: PoolClient, about: number) => Promise<WhatItWasAbout>;
};
export type Writers = Readonly<Partial<Record<MailKind, Writer>>>;

export type MailOrder = {
  readonly kind: MailKind;
  /** The row that it is about. */
  readonly about?: number;
  /** Where it goes, if not to the address in use. */
  readonly toAddress?: string;
  /** Not before then; as soon as may be when left out. */
  readonly dueAt?: Date | null;
} & (
  | { readonly personId: number }
  | { readonly contactId: number }
  // Somebody without an account: where it goes and what it says are kept until it has gone.
  | { readonly caseId: number; readonly toAddress: string; readonly body: string }
);

/** Queues a mail in the transaction given. The same kind about the same row is written to nobody twice. */
export async function queueMail(client: PoolClient, mail: MailOrder): Promise<void> {
  await client.query(
    `insert into mails (kind, person_id, contact_id, about, to_address, next_attempt_at, case_id, body) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict do nothing`,
    [
      mail.kind,
      'personId' in mail ? mail.personId : null,
      'contactId' in mail ? mail.contactId : null,
      mail.about ?? 0,
      mail.toAddress ?? null,
      mail.dueAt ?? null,
      'caseId' in mail ? mail.caseId : null,
      'caseId' in mail ? mail.body : null,
    ],
  );
}

type Claimed = {
  id: number;
  kind: MailKind;
  about: number;
  attempts: number;
  addresseeId: number;
  contactId: number | null;
  personId: number | null;
  caseId: number | null;
  email: string;
  firstName: string;
  language: string | null;
  body: string | null;
  claimedAt: Date;
  /** 'person KEY', 'contact ID', 'staff ID' or 'case ID'. */
  addressee: string;
};

const CLAIM = `
  with due as (
    select id from mails
    where kind = any($1::text[]) and (
      state = 'queued' and (next_attempt_at is null or next_attempt_at <= psa_now())
      or state = 'sending' and claimed_at < psa_now() - interval '${LEASE}')
    order by queued_at, id limit ${CLAIMED_AT_ONCE} for update skip locked
  ), claimed as (
    update mails m set state = 'sending', claimed_at = psa_now(), attempts = attempts + 1 from due where m.id = due.id returning m.*
  )
  select c.id, c.kind, c.about, c.attempts, coalesce(c.person_id, c.contact_id, c.staff_id, c.case_id) as "addresseeId", c.contact_id as "contactId",
    c.person_id as "personId", c.case_id as "caseId",
    coalesce(c.to_address, p.email, r.email, s.email) as email,
    coalesce(p.first_name, '') as "firstName", coalesce(p.language, u.language) as language, c.body, c.claimed_at as "claimedAt",
    coalesce('person ' || p.audit_key, 'contact ' || c.contact_id, 'staff ' || c.staff_id, 'case ' || c.case_id) as addressee
  from claimed c left join persons p on p.id = c.person_id left join recipient_contacts r on r.id = c.contact_id
    left join staff_members s on s.id = c.staff_id left join support_cases u on u.id = c.case_id
  order by c.id`;

const OWN_CLAIM = `id = $1 and state = 'sending' and attempts = $2`;

type FollowUp = (client: PoolClient) => Promise<unknown>;

async function settle(mail: Claimed, assignments: string, values: readonly unknown[] = [], andThen?: FollowUp) {
  await inRoleSql('psa_worker', SYSTEM, async (client) => {
    const settled = await client.query(`update mails set ${assignments} where ${OWN_CLAIM}`, [
      mail.id,
      mail.attempts,
      ...values,
    ]);
    if (settled.rowCount !== 0) await andThen?.(client);
  });
}

/**
 * What follows where a mail will not be tried again: administrators are told, but of no mail that says just that. `refusal` is what the server said of an
 * address that it will never take, else null.
 */
async function tellGivenUp(
  client: PoolClient,
  { id, kind, contactId, personId }: Claimed,
  refusal: string | null,
): Promise<void> {
  if (refusal !== null && contactId !== null) await markBounced(client, contactId, refusal);
  if (refusal !== null && personId !== null) await recordUnreached(client, personId, kind, refusal);
  await recordUnanswered(client, id);
  if (kind !== 'attention') await queueAttention(client, 'administrator');
}

async function recordFailure(mail: Claimed, error: unknown): Promise<void> {
  const known = error instanceof MailError ? error : null;
  log.error({ err: error, mail: mail.id, kind: mail.kind }, 'a mail did not go');
  // An address or a mail that the server will never take is not tried again (bad-G2). Our own trouble with the server (a login, a sender, an outage)
  // is no fault of the mail: it is tried for a month.
  const isForGood = (known?.reply ?? 0) >= 500;
  const tookNone = isForGood && known?.ofAddressee === true;
  const isDead = tookNone || (isForGood && known?.code === 'EMESSAGE') || mail.attempts >= MOST_ATTEMPTS;
  await settle(
    mail,
    `state = $3, detail = $4, next_attempt_at = case when $3 = 'queued' then psa_now() + make_interval(mins => $5) end`,
    [
      isDead ? 'dead' : 'queued',
      String(known?.reply ?? known?.code ?? 'fault').slice(0, 40),
      Math.min(FIRST_WAIT_MINUTES * 2 ** (mail.attempts - 1), LONGEST_WAIT_MINUTES),
    ],
    isDead ? (client) => tellGivenUp(client, mail, tookNone ? String(known.reply) : null) : undefined,
  );
}

async function sendOne(mailer: Mailer, mail: Claimed, writer: Writer): Promise<'sent' | 'dropped' | 'failed'> {
  const to = {
    id: mail.addresseeId,
    email: mail.email,
    firstName: mail.firstName,
    language: languageFor(mail.language, null),
    body: mail.body,
  };
  try {
    const { words, was } = await inRoleSql('psa_worker', SYSTEM, async (client) => ({
      words: await writer.write(client, to, mail.about),
      was: await writer.remember?.(client, mail.about),
    }));
    if (words === null) {
      await settle(mail, `state = 'dropped'`);
      return 'dropped';
    }
    await mailer.send({
      to: to.email,
      ...composeMail(to.language, words),
      messageId: messageIdOf(mail.id, mail.caseId !== null),
    });
    const { id, kind, about, addressee, claimedAt } = mail;
    await rememberMail({ at: claimedAt.toISOString(), id, kind, about, to: addressee, ...was });
  } catch (error) {
    await recordFailure(mail, error);
    return 'failed';
  }
  await inRoleSql('psa_worker', SYSTEM, async (client) => {
    const marked = await client.query(
      `update mails set state = 'sent', sent_at = psa_now(), detail = null, next_attempt_at = null where ${OWN_CLAIM}`,
      [mail.id, mail.attempts],
    );
    if (marked.rowCount !== 0) await writer.sent?.(client, to, mail.about);
  });
  return 'sent';
}

type Counter = { sent: number; dropped: number; failed: number };
export type MailCount = Readonly<Counter>;

/** Sends what was claimed, some at a time; gives back what was not begun when it is over. */
async function sendClaimed(mailer: Mailer, writers: Writers, rows: Claimed[], count: Counter, isOver: () => boolean) {
  const waiting = rows.values();
  const sendNext = async (): Promise<void> => {
    for (const mail of waiting) {
      const writer = writers[mail.kind];
      if (isOver() || writer === undefined) await settle(mail, `state = 'queued', attempts = attempts - 1`);
      else count[await sendOne(mailer, mail, writer)]++;
    }
  };
  await Promise.all(Array.from({ length: SENT_AT_ONCE }, sendNext));
}

/** Sends what is due of the kinds that have a writer, until nothing is, `limitMs` have passed, or `stopping` says so. */
export async function sendMails(
  writers: Writers,
  { limitMs = Infinity, stopping }: { limitMs?: number; stopping?: AbortSignal | undefined } = {},
): Promise<MailCount> {
  const count: Counter = { sent: 0, dropped: 0, failed: 0 };
  if (!isMailInUse()) return count;
  const end = performance.now() + limitMs;
  const isOver = (): boolean => stopping?.aborted === true || performance.now() >= end;
  const mailer = openMailer();
  try {
    while (!isOver()) {
      const { rows } = await inRoleSql('psa_worker', SYSTEM, (client) =>
        client.query<Claimed>(CLAIM, [Object.keys(writers)]),
      );
      if (rows.length === 0) break;
      await sendClaimed(mailer, writers, rows, count, isOver);
    }
  } finally {
    mailer.close();
  }
  return count;
}

/** True while somebody else is sending mails of this kind. */
export function isBeingSent(kind: MailKind): Promise<boolean> {
  return inRoleSql(
    'psa_worker',
    SYSTEM,
    async (client) => {
      const found = await client.query(
        `select from mails where kind = $1 and state = 'sending' and claimed_at >= psa_now() - interval '${LEASE}' limit 1`,
        [kind],
      );
      return found.rowCount !== 0;
    },
    { readOnly: true },
  );
}
