// Writes to contacts before they lapse, so that they confirm who fetches for their organisation: once a quarter each.
import type { Writer } from '#app/features/mail/mails.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { ASKED_DAYS_BEFORE } from './own-contacts.server.ts';

const LAPSES_SOON = `c.removed_at is null and c.bounced_at is null and psa_contact_counts(c.confirmed_at, c.removed_at)
  and c.confirmed_at + interval '3 months' <= psa_now() + interval '${ASKED_DAYS_BEFORE} days'`;

/** The job: gives how many are asked. About one confirmation, which its day tells, nobody is written to twice. */
export function askContacts(): Promise<number> {
  return inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, async (client) => {
    const { rowCount } = await client.query(
      `insert into mails (kind, contact_id, about)
       select 'contacts-to-confirm', c.id, floor(extract(epoch from c.confirmed_at) / 86400)::int from recipient_contacts c
       where ${LAPSES_SOON} on conflict do nothing`,
    );
    return rowCount ?? 0;
  });
}

// Recipients read English.
export const contactsToConfirm: Writer = {
  async write(client, to) {
    const found = await client.query<{ until: string }>(
      `select to_char(c.confirmed_at + interval '3 months', 'FMDD FMMonth YYYY') as until from recipient_contacts c
       where c.id = $1 and ${LAPSES_SOON}`,
      [to.id],
    );
    const [contact] = found.rows;
    if (contact === undefined) return null;
    return {
      subject: 'Who fetches your reports?',
      paragraphs: [
        `Each quarter we ask who may fetch the reports for your organisation. You can until ${contact.until}; please sign in before then, and say that this is still right for you and for your colleagues.`,
        { label: 'Open your reports', href: `${env().origin}/reports#contacts` },
        'Whom nobody confirms gets nothing from then on. Nothing of a report is in this mail.',
      ],
    };
  },
};
