// Tells somebody that two entries of theirs are one now, at both addresses: whoever was taken for somebody else finds out. Neither address is named
// to the other, and who reads the one that signs in no more is not called by a name.
import { mailsIn, type Messages } from '#app/features/language/messages.ts';
import '#app/features/language/all-messages.server.ts';
import type { MailWords } from '#app/features/mail/compose.ts';
import type { Writer } from '#app/features/mail/mails.server.ts';
import { privacyContacts } from '#app/features/settings/brand.server.ts';

export const mergedWords = (
  { peopleMerged: words }: Messages['mails'],
  firstName: string,
  isKept: boolean,
): MailWords => ({
  subject: words.subject,
  paragraphs: [
    words.greeting(isKept ? firstName : ''),
    words.what,
    isKept ? words.here : words.elsewhere,
    words.wrong(privacyContacts().officer.email),
  ],
});

/** `about` is the merge; below zero where the mail goes to the address that signs in no more. */
export const peopleMerged: Writer = {
  write: (_client, to, about) => Promise.resolve(mergedWords(mailsIn(to.language), to.firstName, about > 0)),
};
