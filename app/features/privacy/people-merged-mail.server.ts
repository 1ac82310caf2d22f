// Tells somebody that two entries of theirs are one now, at both addresses: whoever was taken for somebody else finds out. Neither address is named
// to the other, and who reads the one that signs in no more is not called by a name.
import { mailsIn, type Messages } from '#app/features/language/messages.ts';
import '#app/features/language/all-messages.server.ts';
import type { MailWords } from '#app/features/mail/compose.ts';
import type { Writer } from '#app/features/mail/mails.server.ts';
import { DATA_PROTECTION_OFFICER } from '#app/features/people/contacts-of-notice.ts';

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
    words.wrong(DATA_PROTECTION_OFFICER.email),
  ],
});

/** `about` is the merge; below zero where the mail goes to the address that signs in no more. */
export const peopleMerged: Writer = {
  write: (_client, to, about) => Promise.resolve(mergedWords(mailsIn(to.language), to.firstName, about > 0)),
};
