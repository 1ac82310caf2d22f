// Sends the mails around a registration. They go to people who are nobody here yet, so they name nobody and hold a link only.
import '#app/features/language/all-messages.server.ts';
import { languageFor, withLanguage } from '#app/features/language/language.ts';
import { mailsIn, type Messages } from '#app/features/language/messages.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { composeMail, type MailWords } from '#app/features/mail/compose.ts';
import type { Writer } from '#app/features/mail/mails.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { log } from '#app/platform/log.server.ts';
import { MailError, sendMail } from '#app/platform/mail.server.ts';

type Words = Messages['mails'];
/** Gives the whole address of a page of ours, in the reader’s language. */
type LinkTo = (path: string) => string;

export const registrationWords = (words: Words, link: string): MailWords => ({
  subject: words.registration.subject,
  paragraphs: [
    words.registration.why,
    { label: words.registration.link, href: link },
    words.registration.until,
    words.registration.notYou,
  ],
});

export const knownWords = (words: Words, linkTo: LinkTo): MailWords => ({
  subject: words.alreadyRegistered.subject,
  paragraphs: [
    words.alreadyRegistered.why,
    { label: words.alreadyRegistered.link, href: linkTo('/sign-in') },
    words.alreadyRegistered.notYou,
  ],
});

export const agreedWords = (words: Words, linkTo: LinkTo): MailWords => ({
  subject: words.guardianAgreed.subject,
  paragraphs: [words.guardianAgreed.why, { label: words.guardianAgreed.link, href: linkTo('/sign-in') }],
});

export const guardianWords = (words: Words, linkTo: LinkTo, link: string): MailWords => ({
  subject: words.guardian.subject,
  paragraphs: [
    words.guardian.why,
    words.guardian.what,
    { label: words.guardian.link, href: link },
    { label: words.guardian.notice, href: linkTo('/notice') },
    words.guardian.until,
  ],
});

/** Once a guardian agreed: the account is there. */
export const guardianAgreed: Writer = {
  write: (_client, to) =>
    Promise.resolve(agreedWords(mailsIn(to.language), (path) => withLanguage(`${env().origin}${path}`, to.language))),
};

/** True when it went. */
async function send(
  to: string,
  language: string,
  choose: (words: Words, linkTo: LinkTo) => MailWords,
): Promise<boolean> {
  const known = languageFor(language, null);
  try {
    await sendMail({
      to,
      ...composeMail(
        known,
        choose(mailsIn(known), (path) => withLanguage(`${env().origin}${path}`, known)),
      ),
    });
    return true;
  } catch (error) {
    const because = error instanceof MailError ? error.code : 'fault';
    log.error({ err: error }, 'a mail about a registration did not go');
    await inRoleSql('psa_door', {}, (client) =>
      appendEvent(client, { event: 'registration.unsent', details: { because } }),
    );
    return false;
  }
}

export const sendRegistrationMail = (to: string, language: string, token: string): Promise<boolean> =>
  send(to, language, (words, linkTo) => registrationWords(words, linkTo(`/register/confirm/${token}`)));

export const sendKnownMail = (to: string, language: string): Promise<boolean> => send(to, language, knownWords);

export const sendGuardianMail = (to: string, language: string, token: string): Promise<boolean> =>
  send(to, language, (words, linkTo) => guardianWords(words, linkTo, linkTo(`/register/guardian/${token}`)));
