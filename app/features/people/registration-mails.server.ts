// Sends the mails around a registration. They go to people who are nobody here yet, so they name nobody and hold a link only.
import '#app/features/language/all-messages.server.ts';
import { languageFor } from '#app/features/language/language.ts';
import { mailsIn, type Messages } from '#app/features/language/messages.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { composeMail, type MailWords } from '#app/features/mail/compose.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { log } from '#app/platform/log.server.ts';
import { MailError, sendMail } from '#app/platform/mail.server.ts';

type Words = Messages['mails'];

export const registrationWords = (words: Words, link: string): MailWords => ({
  subject: words.registration.subject,
  paragraphs: [
    words.registration.why,
    { label: words.registration.link, href: link },
    words.registration.until,
    words.registration.notYou,
  ],
});

export const knownWords = (words: Words, origin: string): MailWords => ({
  subject: words.alreadyRegistered.subject,
  paragraphs: [
    words.alreadyRegistered.why,
    { label: words.alreadyRegistered.link, href: `${origin}/sign-in` },
    words.alreadyRegistered.notYou,
  ],
});

export const guardianWords = (words: Words, origin: string, link: string): MailWords => ({
  subject: words.guardian.subject,
  paragraphs: [
    words.guardian.why,
    words.guardian.what,
    { label: words.guardian.link, href: link },
    { label: words.guardian.notice, href: `${origin}/notice` },
    words.guardian.until,
  ],
});

async function send(to: string, language: string, choose: (words: Words, origin: string) => MailWords): Promise<void> {
  const known = languageFor(language, null);
  try {
    await sendMail({ to, ...composeMail(known, choose(mailsIn(known), env().origin)) });
  } catch (error) {
    const because = error instanceof MailError ? error.code : 'fault';
    log.error({ err: error }, 'a mail about a registration did not go');
    await inRoleSql('psa_door', {}, (client) =>
      appendEvent(client, { event: 'registration.unsent', details: { because } }),
    );
  }
}

export const sendRegistrationMail = (to: string, language: string, token: string): Promise<void> =>
  send(to, language, (words, origin) => registrationWords(words, `${origin}/register/confirm/${token}`));

export const sendKnownMail = (to: string, language: string): Promise<void> => send(to, language, knownWords);

export const sendGuardianMail = (to: string, language: string, token: string): Promise<void> =>
  send(to, language, (words, origin) => guardianWords(words, origin, `${origin}/register/guardian/${token}`));
