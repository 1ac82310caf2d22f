// Brings to a restored database what must not be undone by it: addresses that may not come back, restrictions, objections, findings and withdrawn consents, and who was shut out. And
// ends what a database of yesterday must not let in: sign-ins, invitations, codes.
import type { ClientBase } from 'pg';

import { reasonOf, type ErasureList } from '#app/features/privacy/erasure-list.server.ts';
import type { Mark, MarkKind } from '#app/features/privacy/mark-list.server.ts';

const MARKS = `jsonb_to_recordset($1::text::jsonb) as m (of text, at timestamptz)`;

// As of when it was written down: what follows from it (R4) is due as it was.
const personMark = (column: string): string =>
  `update persons p set ${column} = m.at from ${MARKS} where p.audit_key::text = m.of and p.${column} is null`;
const rowMark = (table: string, column: string): string =>
  `update ${table} t set ${column} = m.at from ${MARKS} where t.id::text = m.of and t.${column} is null`;

const MARKED: Readonly<Record<MarkKind, string>> = {
  restricted: personMark('restricted_at'),
  objected: personMark('objected_at'),
  minor: personMark('found_minor_at'),
  'false-registration': personMark('found_false_at'),
  // As it was given, and by the same way: what else was known of the withdrawal is lost.
  withdrawn: `
    insert into consent_entries (person_id, consent, given, notice_version, notice_language, how, actor_kind, recorded_at)
    select c.person_id, c.consent, false, c.notice_version, c.notice_language, c.how, 'system', m.at
    from (select distinct on (e.person_id, e.consent) e.*, p.audit_key from consent_entries e join persons p on p.id = e.person_id
      order by e.person_id, e.consent, e.id desc) c
    join ${MARKS} on m.of = c.audit_key::text || '/' || c.consent
    where c.given`,
  'shut-out': rowMark('staff_members', 'disabled_at'),
  'role-ended': rowMark('staff_roles', 'revoked_at'),
  'contact-removed': rowMark('recipient_contacts', 'removed_at'),
};

/** Gives how many marks the backup did not know. */
export async function applyMarks(client: ClientBase, marks: readonly Mark[]): Promise<number> {
  let set = 0;
  for (const [kind, of] of Map.groupBy(marks, ({ mark }) => mark)) {
    const done = await client.query(MARKED[kind], [JSON.stringify(of)]);
    set += done.rowCount ?? 0;
  }
  return set;
}

/** Gives how many addresses are kept out that the backup did not know. */
export async function applySuppressions(client: ClientBase, list: ErasureList): Promise<number> {
  await client.query('delete from suppressed_emails where email_hmac = any($1::text[])', [[...list.readmitted]]);
  const entries = [...list.suppressed].map(([hash, { because, at }]) => ({
    hash,
    because: reasonOf(because),
    at: at.toISOString(),
  }));
  const added = await client.query(
    `insert into suppressed_emails (email_hmac, reason, suppressed_at)
     select hash, because, at from jsonb_to_recordset($1::text::jsonb) as r (hash text, because text, at timestamptz) on conflict do nothing`,
    [JSON.stringify(entries)],
  );
  return added.rowCount ?? 0;
}

/** Who was signed in then may have left since: everybody comes in anew, and what was half way in begins again. */
export async function closeWaysIn(client: ClientBase): Promise<void> {
  await client.query(
    `update sign_ins set ended_at = psa_now(), ended_because = 'ended-by-staff' where ended_at is null;
     update invitations set withdrawn_at = psa_now() where used_at is null and withdrawn_at is null;
     delete from sign_in_codes; delete from sign_in_flows; delete from rate_counts;`,
  );
}
