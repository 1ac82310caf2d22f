// Tells a recipient's contact that there are notifications: that there are some, and where; the rest is behind the sign-in.
import { mailsIn } from '#app/features/language/messages.ts';
import type { Writer } from '#app/features/mail/mails.server.ts';
import { env } from '#app/platform/env.server.ts';

/** Somebody who may come in, with something made since they were last written to. */
const NEWS = `
  select from recipient_contacts c where c.id = $1 and c.confirmed_at is not null and c.removed_at is null
    and exists (select from notifications n where n.recipient_id = c.recipient_id and n.made_at > coalesce(
      (select max(m.sent_at) from mails m where m.contact_id = c.id and m.kind = 'notifications-made'), '-infinity'))`;

export const notificationsMade: Writer = {
  async write(client, to) {
    const found = await client.query(NEWS, [to.id]);
    if (found.rowCount === 0) return null;
    // Recipients read English.
    const words = mailsIn('en').notificationsMade;
    return {
      subject: words.subject,
      paragraphs: [words.what, { label: words.link, href: `${env().origin}/reports#notifications` }],
    };
  },
};
