// Brings to a restored database which mails have gone since the backup, with what followed from their having gone: nobody is told twice that they were imported, or
// asked twice about an exam (bad-H10). A mail about something that the backup does not know yet is written again once that is made again.
import type { ClientBase } from 'pg';

import type { RememberedMail } from '#app/features/mail/mail-journal.server.ts';

const MAKE = `
  create temporary table remembered (at timestamptz, kind text, about int, person_id int, contact_id int, staff_id int, sitting_id int, month text, step_kind text)
  on commit drop`;

const FILL = `
  insert into remembered
  select r.at, r.kind, r.about, p.id, c.id, s.id, (r.asked->>'sitting')::int, r.asked->>'month', r.asked->>'kind'
  from jsonb_to_recordset($1::text::jsonb) as r (at timestamptz, kind text, about int, "to" text, asked jsonb)
  left join persons p on split_part(r."to", ' ', 1) = 'person' and p.audit_key::text = split_part(r."to", ' ', 2)
  left join recipient_contacts c on split_part(r."to", ' ', 1) = 'contact' and c.id::text = split_part(r."to", ' ', 2)
  left join staff_members s on split_part(r."to", ' ', 1) = 'staff' and s.id::text = split_part(r."to", ' ', 2)
  where num_nonnulls(p.id, c.id, s.id) = 1`;

const MARK_SENT = `
  update mails m set state = 'sent', sent_at = r.at, detail = null, next_attempt_at = null from remembered r
  where m.state <> 'sent' and m.kind = r.kind and m.about = r.about
    and (m.person_id = r.person_id or m.contact_id = r.contact_id or m.staff_id = r.staff_id)`;

const ADD_SENT = `
  insert into mails (kind, person_id, contact_id, staff_id, about, state, attempts, queued_at, claimed_at, sent_at)
  select kind, person_id, contact_id, staff_id, about, 'sent', 1, at, at, at from remembered on conflict do nothing`;

const FOLLOWED: readonly string[] = [
  // Who was told that they were imported may be reported (C2b).
  `update persons p set informed_at = r.at from remembered r
   where r.kind = 'imported' and r.person_id = p.id and p.informed_at is null`,
  `update follow_ups f set state = 'done', result = 'sent', settled_at = r.at from remembered r
   where f.sitting_id = r.sitting_id and f.month = r.month and f.kind = r.step_kind and f.state = 'planned'`,
  // Asked by a plan that was made since: with this row no other is made for this exam and month.
  `insert into follow_ups (sitting_id, month, step, kind, due_on, state, result, settled_at)
   select s.id, r.month, case r.step_kind when 'mail' then 1 else 2 end, r.step_kind, (r.at at time zone 'UTC')::date, 'done', 'sent', r.at
   from remembered r join sittings s on s.id = r.sitting_id on conflict do nothing`,
];

const AT_ONCE = 5_000;

/** For `loadDatabase`: in its transaction, before anybody may come in. Gives how many mails the backup did not know to have gone. */
export async function applyMails(client: ClientBase, mails: readonly RememberedMail[]): Promise<number> {
  await client.query(MAKE);
  for (let start = 0; start < mails.length; start += AT_ONCE)
    await client.query(FILL, [JSON.stringify(mails.slice(start, start + AT_ONCE))]);
  await client.query('analyze remembered');
  const marked = await client.query(MARK_SENT);
  const added = await client.query(ADD_SENT);
  for (const step of FOLLOWED) await client.query(step);
  return (marked.rowCount ?? 0) + (added.rowCount ?? 0);
}
