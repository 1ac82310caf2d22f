// Tells somebody at their old address that it is theirs no more: whoever changed it behind their back is found out. The new one is not named.
import { mailsIn } from '#app/features/language/messages.ts';
import '#app/features/language/all-messages.server.ts';
import type { Writer } from '#app/features/mail/mails.server.ts';
import { privacyContacts } from '#app/features/settings/brand.server.ts';

export const addressChanged: Writer = {
  write(_client, to) {
    const words = mailsIn(to.language).addressChanged;
    return Promise.resolve({
      subject: words.subject,
      paragraphs: [words.greeting(to.firstName), words.what, words.notYou(privacyContacts().officer.email)],
    });
  },
};
