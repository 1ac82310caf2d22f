// The mail that says that a conflict was decided; which outcome counts stands on the page behind its link, and not in the mail.
import type { MailMessages } from '#app/features/language/messages.ts';
import type { MailWords } from '#app/features/mail/compose.ts';

export const decidedWords = (
  words: MailMessages['conflictDecided'],
  { firstName, isChanged, origin, contact }: { firstName: string; isChanged: boolean; origin: string; contact: string },
): MailWords => ({
  subject: words.subject,
  paragraphs: [
    words.hello(firstName),
    words.about,
    isChanged ? words.changed : words.stands,
    { label: words.open, href: `${origin}/me/exams` },
    words.wrong(contact),
  ],
});
