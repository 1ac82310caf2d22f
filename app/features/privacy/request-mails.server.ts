// Writes to people that something about their request is on their page, as long as it is true: no mail says which right it is about, or what is answered (design.md §3.9).
import { languageFor } from '#app/features/language/language.ts';
import '#app/features/language/all-messages.server.ts';
import { mailsIn } from '#app/features/language/messages.ts';
import { composeMail } from '#app/features/mail/compose.ts';
import type { Writer } from '#app/features/mail/mails.server.ts';
import { privacyContacts } from '#app/features/settings/brand.server.ts';
import { env } from '#app/platform/env.server.ts';
import { isMailInUse, sendMail } from '#app/platform/mail.server.ts';
import type { LetterKind } from './request-kinds.ts';
import type { ShownRequest } from './show-request.server.ts';

/** Of a request r: how long each letter matters. What was asked, until it is known; and everything before the decision, until that. */
export const MATTERS: Readonly<Record<LetterKind, string>> = {
  receipt: 'r.decided_at is null',
  identity: 'r.identity_at is null and r.decided_at is null',
  extension: 'r.decided_at is null',
  decision: 'r.decided_at is not null',
};

/** Of what a mail is about (`$1`): the request, and since when it is so. */
const ABOUT: Readonly<Record<LetterKind, string>> = {
  receipt: 'select r.id, r.received_at as since from privacy_requests r where r.id = $1',
  identity: `select r.id, s.at as since from privacy_request_steps s join privacy_requests r on r.id = s.request_id where s.id = $1`,
  extension: 'select r.id, r.extended_at as since from privacy_requests r where r.id = $1',
  decision: 'select r.id, r.decided_at as since from privacy_requests r where r.id = $1',
};
// Nobody is told again what they were told by phone or letter.
const isTrue = (kind: LetterKind): string => `
  with it as (${ABOUT[kind]} and ${MATTERS[kind]})
  select from it where not exists (
    select from privacy_request_steps t where t.request_id = it.id and t.step = 'told' and t.at >= it.since)`;

const leading = (kind: LetterKind): Writer => ({
  async write(client, to, about) {
    const { rowCount } = await client.query(isTrue(kind), [about]);
    if (rowCount === 0) return null;
    const { mail: words, greeting } = mailsIn(to.language).letters;
    return {
      subject: words.subject[kind],
      paragraphs: [
        greeting(to.firstName),
        words.what[kind],
        { label: words.link, href: `${env().origin}/me/data#requests` },
        words.notYou(privacyContacts().officer.email),
      ],
    };
  },
});

export const requestReceived = leading('receipt');
export const requestIdentity = leading('identity');
export const requestExtended = leading('extension');
export const requestDecided = leading('decision');

/**
 * Tells what is to be told before it takes effect, or after it left no page to read it on: an objection that is rejected, an erasure. False where no mail goes out
 * at all; throws where it should have gone.
 */
export async function tellOfDecision(request: ShownRequest): Promise<boolean> {
  if (!isMailInUse() || request.email === null) return false;
  const language = languageFor(request.language, null);
  const { mail, greeting, decision: words, complain } = mailsIn(language).letters;
  const { officer, authority, authorities } = privacyContacts();
  const isErasure = request.kind === 'erasure';
  await sendMail({
    to: request.email,
    ...composeMail(language, {
      subject: mail.subject.decision,
      paragraphs: [
        greeting(request.firstName ?? ''),
        ...(isErasure ? [words['carried-out'], words.erased, words.told] : [mail.what.decision, words.back]),
        ...(isErasure ? [] : [{ label: mail.link, href: `${env().origin}/me/data#requests` }]),
        complain(authority.name, authority.address, authorities),
        mail.notYou(officer.email),
      ],
    }),
  });
  return true;
}
