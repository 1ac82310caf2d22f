// Writes to the contacts of a recipient that a report is there to be fetched: a link to a page that asks who they are, and nothing of what is in it.
import type { PoolClient } from 'pg';
import type { Writer } from '#app/features/mail/mails.server.ts';
import { env } from '#app/platform/env.server.ts';

/** Queues the mail to everybody who may fetch the reports of these runs' recipients; about one run nobody is written to twice. */
export async function tellContacts(client: PoolClient, runIds: readonly number[]): Promise<void> {
  await client.query(
    `insert into mails (kind, contact_id, about)
     select 'report-published', c.id, u.id
     from runs u join agreements a on a.id = u.agreement_id join recipient_contacts c on c.recipient_id = a.recipient_id
     where u.id = any($1::int[]) and c.confirmed_at is not null and c.removed_at is null and c.bounced_at is null
     order by u.id, c.id
     on conflict do nothing`,
    [runIds],
  );
}

/** The month or quarter, while the report is there and the contact may still come in. */
const PUBLISHED = `
  select u.period from runs u
  join agreements a on a.id = u.agreement_id
  join recipient_contacts c on c.recipient_id = a.recipient_id
  join deliveries d on d.run_id = u.id and d.channel = 'portal' and d.state = 'delivered'
  join builds b on b.id = d.build_id and b.file_removed_at is null
  where c.id = $1 and u.id = $2 and c.confirmed_at is not null and c.removed_at is null`;

// Recipients read English.
export const reportPublished: Writer = {
  async write(client, to, runId) {
    const found = await client.query<{ period: string }>(PUBLISHED, [to.id, runId]);
    const [report] = found.rows;
    if (report === undefined) return null;
    return {
      subject: `Your report for ${report.period} is there`,
      paragraphs: [
        'The report that was agreed with your organisation is ready. Please sign in to fetch it; each download is recorded. It stays there until its file expires.',
        { label: 'Open your reports', href: `${env().origin}/reports` },
        'Nothing of the report is in this mail. There you can also check whether a file that you were given is genuine.',
      ],
    };
  },
};
