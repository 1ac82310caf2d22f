// Writes to whoever asked: the answer itself and nothing else about them, and the way to write again where something is still needed. And to staff, of cases that went quiet.
import { keyedHash } from '#app/features/access/keyed-hash.server.ts';
import { hashToken } from '#app/features/access/sign-in-cookie.ts';
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

/**
 * The link of this question, the same each time that its mail is written: the first copy may have arrived (bad-G4). It lives from then as long as the mail
 * says. Null where the case is closed.
 */
async function linkOf(client: PoolClient, messageId: number, caseId: number): Promise<string | null> {
  const token = keyedHash('support-reply', String(messageId)).toString('base64url');
  const made = await client.query(
    `update support_messages m set reply_token_sha256 = $3, reply_expires_at = psa_now() + make_interval(days => ${REPLY_DAYS})
     from support_cases c where c.id = m.case_id and m.id = $1 and c.id = $2 and c.person_id is null and c.closed_at is null`,
    [messageId, caseId, hashToken(token)],
  );
  return made.rowCount === 0 ? null : `${env().origin}/support/reply/${token}`;
}

export const supportAskedBack: Writer = {
  async write(client, to, messageId) {
    const body = await wordsOf(client, to, messageId);
    if (body === null) return null;
    const isOwn = to.body === null;
    const href = isOwn ? `${env().origin}${OWN_PAGE}` : await linkOf(client, messageId, to.id);
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

/** That the case was closed because whoever asked did not write any more: they can ask anew. */
export const supportClosed: Writer = {
  write(_client, to) {
    const words = mailsIn(to.language).supportClosed;
    const isOwn = to.body === null;
    return Promise.resolve({
      subject: words.subject,
      paragraphs: [
        words.greeting(to.firstName),
        words.what,
        ...(isOwn ? [] : [words.gone]),
        isOwn ? { label: words.link, href: `${env().origin}${OWN_PAGE}` } : support(words.link),
      ],
    });
  },
};

/** `about` is the case. Staff read English. Dropped where somebody wrote meanwhile. */
export const supportQuiet: Writer = {
  async write(client, _to, caseId) {
    const open = await client.query(
      `select from support_cases where id = $1 and closed_at is null and waits_for = 'asker' and warned_at is not null`,
      [caseId],
    );
    if (open.rowCount === 0) return null;
    return {
      subject: `Support case ${caseId} is closed in ${WARNED_DAYS} days`,
      paragraphs: [
        `Support case ${caseId} has waited for whoever asked for a long time. In ${WARNED_DAYS} days it is closed by itself, they are told so, and what was kept to answer them goes.`,
        { label: 'Open the case', href: `${env().origin}/admin/support/${caseId}` },
      ],
    };
  },
};
