// Writes to the contacts of a recipient that a report is there to be fetched: a link to a page that asks who they are, and nothing of what is in it.
import type { PoolClient } from 'pg';
import type { Writer } from '#app/features/mail/mails.server.ts';
import { env } from '#app/platform/env.server.ts';

/** Of a report that was pulled before anybody read it: who was told of it is told that there is another. */
const RENEWED = `
  insert into mails (kind, contact_id, about)
  select 'report-renewed', c.id, d.build_id
  from deliveries d join runs u on u.id = d.run_id join agreements a on a.id = u.agreement_id
  join recipient_contacts c on c.recipient_id = a.recipient_id
  join mails m on m.kind = 'report-published' and m.contact_id = c.id and m.about = u.id and m.state in ('sending', 'sent', 'dropped')
  where u.id = any($1::int[]) and d.channel = 'portal' and psa_contact_counts(c.confirmed_at, c.removed_at) and c.bounced_at is null
    and exists (select from delivery_attempts t where t.delivery_id = d.id and t.outcome = 'delivered' and t.build_id <> d.build_id)
  order by u.id, c.id
  on conflict do nothing`;

const PUBLISHED = `
  insert into mails (kind, contact_id, about)
  select 'report-published', c.id, u.id
  from runs u join agreements a on a.id = u.agreement_id join recipient_contacts c on c.recipient_id = a.recipient_id
  where u.id = any($1::int[]) and psa_contact_counts(c.confirmed_at, c.removed_at) and c.bounced_at is null
  order by u.id, c.id
  on conflict do nothing`;

/** Queues the mail to everybody who may fetch the reports of these runs' recipients; about one build nobody is written to twice. */
export async function tellContacts(client: PoolClient, runIds: readonly number[]): Promise<void> {
  await client.query(RENEWED, [runIds]);
  await client.query(PUBLISHED, [runIds]);
}

/** The month or quarter, while the report is there and the contact may still come in. */
const periodOf = (about: 'u.id' | 'b.id'): string => `
  select u.period from runs u
  join agreements a on a.id = u.agreement_id
  join recipient_contacts c on c.recipient_id = a.recipient_id
  join deliveries d on d.run_id = u.id and d.channel = 'portal' and d.state = 'delivered'
  join builds b on b.id = d.build_id and b.file_removed_at is null
  where c.id = $1 and ${about} = $2 and psa_contact_counts(c.confirmed_at, c.removed_at)`;

// Recipients read English.
const tell = (about: 'u.id' | 'b.id', subjectOf: (period: string) => string, opening: string): Writer => ({
  async write(client, to, id) {
    const found = await client.query<{ period: string }>(periodOf(about), [to.id, id]);
    const [report] = found.rows;
    if (report === undefined) return null;
    return {
      subject: subjectOf(report.period),
      paragraphs: [
        `${opening} Please sign in to fetch it; each download is recorded. It stays there until its file expires.`,
        { label: 'Open your reports', href: `${env().origin}/reports` },
        'Nothing of the report is in this mail. There you can also check whether a file that you were given is genuine.',
      ],
    };
  },
});

export const reportPublished = tell(
  'u.id',
  (period) => `Your report for ${period} is there`,
  'The report that was agreed with your organisation is ready.',
);

export const reportRenewed = tell(
  'b.id',
  (period) => `Your report for ${period} was made anew and is there`,
  'The report that we told you of was taken back before anybody fetched it, and is there again.',
);
