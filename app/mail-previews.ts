// How each mail reads, with made-up names and links, for whoever works on the words: shown in development only.
import '#app/features/language/all-messages.server.ts';
import { mailsIn, type Messages } from '#app/features/language/messages.ts';
import { decidedWords } from '#app/features/exams/decided-words.ts';
import { composeMail, type ComposedMail, type MailWords, type Paragraph } from '#app/features/mail/compose.ts';
import {
  agreedWords,
  guardianWords,
  knownWords,
  registrationWords,
} from '#app/features/people/registration-mails.server.ts';
import { privacyContacts } from '#app/features/settings/brand.server.ts';
import { importedWords } from '#app/features/people/tell-imported.server.ts';
import { mergedWords } from '#app/features/privacy/people-merged-mail.server.ts';
import { env } from '#app/platform/env.server.ts';
import type { Language } from '#reports/catalogue.ts';

type Words = Messages['mails'];
const NAME = 'Sanne';
const NO_TOKEN = 'x'.repeat(43);

const WRITTEN: Readonly<Partial<Record<keyof Words, (words: Words, origin: string) => MailWords>>> = {
  registration: (words, origin) => registrationWords(words, `${origin}/register/confirm/${NO_TOKEN}`),
  alreadyRegistered: (words, origin) => knownWords(words, (path) => `${origin}${path}`),
  guardian: (words, origin) =>
    guardianWords(words, (path) => `${origin}${path}`, `${origin}/register/guardian/${NO_TOKEN}`),
  guardianAgreed: (words, origin) => agreedWords(words, (path) => `${origin}${path}`),
  imported: (words, origin) => importedWords(words, NAME, (path) => `${origin}${path}`),
  conflictDecided: ({ conflictDecided: words }, origin) =>
    decidedWords(words, { firstName: NAME, isChanged: true, origin, contact: privacyContacts().officer.email }),
  peopleMerged: (words) => mergedWords(words, NAME, false),
  breachLetter: ({ breachLetter: words }) => ({
    subject: words.subject,
    paragraphs: [
      words.greeting(NAME),
      words.sorry,
      ...Object.values(words.kinds),
      ...Object.values(words.consequences),
      ...Object.values(words.measures),
      words.advice,
      words.ask(privacyContacts().officer.name, privacyContacts().officer.email),
    ],
  }),
  addressChanged: ({ addressChanged: words }) => ({
    subject: words.subject,
    paragraphs: [words.greeting(NAME), words.what, words.notYou(privacyContacts().officer.email)],
  }),
};

/** Where a kind has no preview of its own: its words in their order. */
function inOrder({ subject, ...others }: Readonly<Record<string, unknown>>): MailWords {
  const paragraphs: Paragraph[] = Object.values(others).map((words) =>
    typeof words === 'function' ? String(Reflect.apply(words, undefined, [NAME])) : String(words),
  );
  return { subject: String(subject), paragraphs };
}

export type MailPreview = ComposedMail & { readonly kind: string; readonly paragraphs: readonly Paragraph[] };

/** Every kind of mail in a language. */
export function previewMails(language: Language): MailPreview[] {
  const mails = mailsIn(language);
  return Object.entries(mails).map(([kind, words]) => {
    const write = kind in WRITTEN ? WRITTEN[kind as keyof Words] : undefined;
    const written = write === undefined ? inOrder(words) : write(mails, env().origin);
    return { kind, paragraphs: written.paragraphs, ...composeMail(language, written) };
  });
}
