// Tells a recipient's contact that there are notifications: that there are some, and where; the rest is behind the sign-in.
import { mailsIn } from '#app/features/language/messages.ts';
import type { Writer } from '#app/features/mail/mails.server.ts';
import { env } from '#app/platform/env.server.ts';

export const notificationsMade: Writer = {
  async write(client, to) {
    const found = await client.query(
      'select from recipient_contacts where id = $1 and confirmed_at is not null and removed_at is null',
      [to.id],
    );
    if (found.rowCount === 0) return null;
    // Recipients read English.
    const words = mailsIn('en').notificationsMade;
    return {
      subject: words.subject,
      paragraphs: [words.what, { label: words.link, href: `${env().origin}/reports#notifications` }],
    };
  },
};
