// Brings to a restored database which mails have gone since the backup, with what followed from their having gone: nobody is told twice that they were imported, or
// asked twice about an exam (bad-H10). A mail about something that the backup does not know yet is written again once that is made again.
import type { ClientBase } from 'pg';

import type { RememberedMail } from '#app/features/mail/mail-journal.server.ts';
import type { MailKind } from '#app/features/mail/mails.server.ts';

const MAKE = `
  create temporary table remembered (at timestamptz, kind text, about int, person_id int, contact_id int, staff_id int, case_id int, sitting_id int, month text, step_kind text, said text)
  on commit drop`;

const FILL = `
  insert into remembered
  select r.at, r.kind, r.about, p.id, c.id, s.id, u.id, (r.asked->>'sitting')::int, r.asked->>'month', r.asked->>'kind', r.said
  from jsonb_to_recordset($1::text::jsonb) as r (at timestamptz, kind text, about int, "to" text, asked jsonb, said text)
  left join persons p on split_part(r."to", ' ', 1) = 'person' and p.audit_key::text = split_part(r."to", ' ', 2)
  left join recipient_contacts c on split_part(r."to", ' ', 1) = 'contact' and c.id::text = split_part(r."to", ' ', 2)
  left join staff_members s on split_part(r."to", ' ', 1) = 'staff' and s.id::text = split_part(r."to", ' ', 2)
  left join support_cases u on split_part(r."to", ' ', 1) = 'case' and u.id::text = split_part(r."to", ' ', 2) and u.asked_at <= r.at
  where num_nonnulls(p.id, c.id, s.id, u.id) = 1`;

// A notice is named by its number and by what it said: one that was published after the backup is not here, and another may get its number.
const OTHER_NOTICE = `
  r.kind = 'notice-changed' and (not exists (select from privacy_notices n where n.version = r.about) or r.said <> psa_notice_digest(r.about))`;
// What somebody decided or did about a row of before the backup is undone by it, and told again once it is decided anew, perhaps otherwise.
const DONE_HERE: Readonly<Partial<Record<MailKind, string>>> = {
  'request-identity': `select from privacy_request_steps s where s.id = r.about and s.step = 'identity-asked' and s.at <= r.at`,
  'request-extended': 'select from privacy_requests q where q.id = r.about and q.extended_at <= r.at',
  'request-decided': 'select from privacy_requests q where q.id = r.about and q.decided_at <= r.at',
  'conflict-decided': 'select from outcome_conflicts c where c.id = r.about and c.closed_at <= r.at',
  'place-free': `select from enrolments n where n.id = r.about and n.state <> 'waiting'`,
};
const UNDONE = Object.entries(DONE_HERE)
  .map(([kind, done]) => `r.kind = '${kind}' and not exists (${done})`)
  .join(' or ');

const SET_ASIDE: readonly string[] = [
  `delete from remembered r where ${UNDONE}`,
  // Counts again once the very same is published again.
  `insert into lost_tellings (person_id, version, said, mailed_at)
   select person_id, about, said, min(at) from remembered r where ${OTHER_NOTICE} and said is not null and person_id is not null
   group by person_id, about, said
   on conflict (person_id, version, said) do update set mailed_at = coalesce(lost_tellings.mailed_at, excluded.mailed_at)`,
  `delete from remembered r where ${OTHER_NOTICE}`,
];

// No trigger runs here: of a case, address and words go as the mail has gone (R3).
const MARK_SENT = `
  update mails m set state = 'sent', sent_at = r.at, detail = null, next_attempt_at = null,
    to_address = case when m.case_id is null then m.to_address end, body = null
  from remembered r
  where m.state <> 'sent' and m.kind = r.kind and m.about = r.about
    and (m.person_id = r.person_id or m.contact_id = r.contact_id or m.staff_id = r.staff_id or m.case_id = r.case_id)`;

const ADD_SENT = `
  insert into mails (kind, person_id, contact_id, staff_id, case_id, about, state, attempts, queued_at, claimed_at, sent_at)
  select kind, person_id, contact_id, staff_id, case_id, about, 'sent', 1, at, at, at from remembered
  -- One that says what waits for staff in an hour keeps none of the same hour from going.
  where kind <> 'attention' on conflict do nothing`;

const FOLLOWED: readonly string[] = [
  // From when they were told: what applies to them thirty days later is counted from then (C6).
  `insert into notice_tellings (person_id, version, due_at, mailed_at)
   select p.id, r.about, min(r.at), min(r.at) from remembered r join persons p on p.id = r.person_id
   where r.kind = 'notice-changed' and p.notice_version < r.about group by p.id, r.about
   on conflict (person_id, version) do update set mailed_at = coalesce(notice_tellings.mailed_at, excluded.mailed_at)`,
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

// Mails that went bear their numbers: one of the same number would be taken for the same mail.
const BEYOND = `select setval(pg_get_serial_sequence('mails', 'id'), greatest((select last_value from mails_id_seq), $1::bigint + 1000))`;

const AT_ONCE = 5_000;

/** For `loadDatabase`: in its transaction, before anybody may come in. Gives how many mails the backup did not know to have gone. */
export async function applyMails(client: ClientBase, mails: readonly RememberedMail[]): Promise<number> {
  await client.query(MAKE);
  for (let start = 0; start < mails.length; start += AT_ONCE)
    await client.query(FILL, [JSON.stringify(mails.slice(start, start + AT_ONCE))]);
  await client.query('analyze remembered');
  for (const step of SET_ASIDE) await client.query(step);
  const marked = await client.query(MARK_SENT);
  const added = await client.query(ADD_SENT);
  for (const step of FOLLOWED) await client.query(step);
  await client.query(BEYOND, [mails.reduce((most, { id }) => Math.max(most, id), 0)]);
  return (marked.rowCount ?? 0) + (added.rowCount ?? 0);
}
