// Writes to somebody who waited that a place is theirs; dropped when they have withdrawn meanwhile.
import { mailsIn } from '#app/features/language/messages.ts';
import '#app/features/language/all-messages.server.ts';
import type { Writer } from '#app/features/mail/mails.server.ts';
import { env } from '#app/platform/env.server.ts';

export const placeFree: Writer = {
  async write(client, to, enrolmentId) {
    const { rowCount } = await client.query(
      `select from enrolments n join persons p on p.id = n.person_id
       where n.id = $1 and n.person_id = $2 and n.state = 'enrolled' and p.erased_at is null`,
      [enrolmentId, to.id],
    );
    if (rowCount === 0) return null;
    const words = mailsIn(to.language).placeFree;
    return {
      subject: words.subject,
      paragraphs: [
        words.hello(to.firstName),
        words.text,
        { label: words.open, href: `${env().origin}/me` },
        words.otherwise,
      ],
    };
  },
};
