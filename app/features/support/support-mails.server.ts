// Writes to whoever asked: the answer itself and nothing else about them, and the way to write again where something is still needed. And to staff, of cases that went quiet.
import { makeToken, hashToken } from '#app/features/access/sign-in-cookie.ts';
import '#app/features/language/all-messages.server.ts';
import { mailsIn } from '#app/features/language/messages.ts';
import type { Paragraph } from '#app/features/mail/compose.ts';
import type { Addressee, Writer } from '#app/features/mail/mails.server.ts';
import { env } from '#app/platform/env.server.ts';
import type { PoolClient } from 'pg';
import { REPLY_DAYS, WARNED_DAYS } from './case-kinds.ts';

/** As it was written: lines that belong together are a paragraph each. */
const linesOf = (body: string): string[] => body.split(/\n+/).filter((line) => line.trim() !== '');

/** Of a person it is in their own case; null where they were erased meanwhile. */
async function wordsOf(client: PoolClient, to: Addressee, messageId: number): Promise<string | null> {
  if (to.body !== null) return to.body;
  const { rows } = await client.query<{ body: string }>(
    'select m.body from support_messages m join support_cases c on c.id = m.case_id where m.id = $1 and c.person_id = $2',
    [messageId, to.id],
  );
  return rows[0]?.body ?? null;
}

const OWN_PAGE = '/me/support';

export const supportAnswered: Writer = {
  async write(client, to, messageId) {
    const body = await wordsOf(client, to, messageId);
    if (body === null) return null;
    const words = mailsIn(to.language).supportAnswered;
    const isOwn = to.body === null;
    return {
      subject: words.subject,
      paragraphs: [
        words.greeting(to.firstName),
        words.what,
        ...linesOf(body),
        ...(isOwn ? [{ label: words.link, href: `${env().origin}${OWN_PAGE}` }] : [words.again, support(words.page)]),
      ],
    };
  },
};

const support = (label: string): Paragraph => ({ label, href: `${env().origin}/support` });

/** A link of its own each time that it is written: the one before is over by that. False where the case is closed. */
async function linkOf(client: PoolClient, messageId: number, caseId: number): Promise<string | null> {
  const token = makeToken();
  const made = await client.query(
    `update support_cases set reply_token_sha256 = $2, reply_expires_at = psa_now() + make_interval(days => ${REPLY_DAYS})
     where id = $1 and person_id is null and closed_at is null and waits_for = 'asker'
       and $3 = (select max(id) from support_messages where case_id = $1 and kind = 'asked-back')`,
    [caseId, hashToken(token), messageId],
  );
  return made.rowCount === 0 ? null : `${env().origin}/support/reply/${token}`;
}

export const supportAskedBack: Writer = {
  async write(client, to, messageId) {
    const body = await wordsOf(client, to, messageId);
    if (body === null) return null;
    const isOwn = to.body === null;
    const href = isOwn ? `${env().origin}${OWN_PAGE}` : await linkOf(client, messageId, to.id);
    // Asked again since, answered or closed.
    if (href === null) return null;
    const words = mailsIn(to.language).supportAskedBack;
    return {
      subject: words.subject,
      paragraphs: [
        words.greeting(to.firstName),
        words.what,
        ...linesOf(body),
        { label: words.link, href },
        ...(isOwn ? [] : [words.until]),
      ],
    };
  },
};

/** `about` is the case. Staff read English. */
export const supportQuiet: Writer = {
  async write(client, _to, caseId) {
    const open = await client.query('select from support_cases where id = $1 and closed_at is null', [caseId]);
    if (open.rowCount === 0) return null;
    return {
      subject: `Support case ${caseId} is closed in ${WARNED_DAYS} days`,
      paragraphs: [
        `Nobody has written in support case ${caseId} for a long time. In ${WARNED_DAYS} days it is closed by itself, and what was kept to answer it goes.`,
        { label: 'Open the case', href: `${env().origin}/admin/support/${caseId}` },
      ],
    };
  },
};
