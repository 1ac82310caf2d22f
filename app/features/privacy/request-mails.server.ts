// Writes to people that something about their request is on their page: no mail says which right it is about, or what is answered (design.md §3.9).
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

const leading = (kind: LetterKind): Writer => ({
  write(_client, to) {
    const { mail: words, greeting } = mailsIn(to.language).letters;
    return Promise.resolve({
      subject: words.subject[kind],
      paragraphs: [
        greeting(to.firstName),
        words.what[kind],
        { label: words.link, href: `${env().origin}/me/data#requests` },
        words.notYou(privacyContacts().officer.email),
      ],
    });
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
