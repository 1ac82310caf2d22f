// Brings to a restored database what must not be undone by it: addresses that may not come back, restrictions, objections, findings and withdrawn consents, guardians who said no, who was shut out, what stopped reports, and
// cases of support and strangers’ requests that were closed. Takes nobody for absent who may have been here since. And ends what a database of yesterday must not let in: sign-ins, invitations, codes.
import type { ClientBase } from 'pg';

import { guardianRefusalOf } from '#app/features/people/tombstone.ts';
import { reasonOf, type ErasureList } from '#app/features/privacy/erasure-list.server.ts';
import { forgetWords } from '#app/features/privacy/forget-requests.server.ts';
import type { Mark, MarkKind } from '#app/features/privacy/mark-list.server.ts';
import { env } from '#app/platform/env.server.ts';

const MARKS = `jsonb_to_recordset($1::text::jsonb) as m (of text, at timestamptz)`;

// As of when it was written down: what follows from it (R4) is due as it was.
const personMark = (column: string): string =>
  `update persons p set ${column} = m.at from ${MARKS} where p.audit_key::text = m.of and p.${column} is null`;
/** By number: only of a row that was here before the mark was written down. */
const rowMark = (table: string, column: string, { since = 'created_at', also = '' } = {}): string =>
  `update ${table} t set ${column} = m.at${also} from ${MARKS} where t.id::text = m.of and t.${column} is null and t.${since} <= m.at`;

// A version that was published after the backup is not here: what was said of it waits until the same is published again, and counts against whatever tells of more.
const OBJECTED = `
  with said as (
    select p.id as person_id, split_part(m.of, '/', 2)::int as version, split_part(m.of, '/', 3) as digest, m.at
    from ${MARKS} join persons p on p.audit_key::text = split_part(m.of, '/', 1)
  ), here as (
    insert into notice_tellings (person_id, version, due_at, seen_at, answered_at, answer)
    select s.person_id, s.version, s.at, s.at, s.at, 'objected' from said s join privacy_notices n on n.version = s.version
    where psa_notice_digest(n.version) = s.digest
    on conflict (person_id, version) do update set answer = excluded.answer, answered_at = excluded.answered_at
      where notice_tellings.answer is null and notice_tellings.applied_at is null
    returning person_id
  ), lost as (
    insert into lost_tellings (person_id, version, said, objected_at)
    select s.person_id, s.version, s.digest, s.at from said s where psa_notice_digest(s.version) is distinct from s.digest
    on conflict (person_id, version, said) do update set objected_at = excluded.objected_at where lost_tellings.objected_at is null
    returning person_id
  )
  select person_id from here union all select person_id from lost`;

// What was agreed anew is lost, and may have been less than what stands here: nothing goes by itself before somebody has looked.
const AGREED_SINCE = `
  update agreements a set paused_at = m.at, paused_because = 'restored' from ${MARKS}
  where split_part(m.of, '/', 1) = a.id::text and a.created_at <= m.at and a.paused_at is null and m.at > $2::timestamptz
    and not exists (select from agreement_versions v where v.agreement_id = a.id and v.number::text = split_part(m.of, '/', 2) and v.approved_at is not null)`;

// As the closing did: with it goes at once what was kept of somebody without an account (R3). No trigger runs here.
const CLOSED = `
  with closed as (
    select c.id, c.person_id, m.at from ${MARKS} join support_cases c on c.id::text = m.of where c.closed_at is null and c.asked_at <= m.at
  ), words as (
    delete from support_messages s using closed where s.case_id = closed.id and closed.person_id is null
  ), mails as (
    update mails m set state = 'dropped', to_address = null, body = null from closed where m.case_id = closed.id and m.state in ('queued', 'sending')
  )
  update support_cases c set closed_at = closed.at, closed_how = 'answered', asker_name = null, asker_email = null, asker_phone = null
  from closed where c.id = closed.id`;

// Answered and closed: that it was decided is known, and how is lost. Its words go after that as they went at the closing.
const REQUEST_DECIDED = `
  update privacy_requests r set decided_at = coalesce(r.decided_at, m.at), decision = coalesce(r.decision, 'carried-out') from ${MARKS}
  where r.id::text = m.of and r.person_id is null and r.closed_at is null and r.received_at <= m.at returning r.id`;

// With it goes what was typed for the address before: by such a registration the guardian could be asked once more, or got past.
const GUARDIAN_REFUSED = `
  with typed as (
    delete from registrations r using ${MARKS} join jsonb_to_recordset($2::text::jsonb) as a (email text, hash text) on a.hash = m.of
    where r.email = a.email and r.submitted_at <= m.at
  )
  insert into guardian_refusals (email_hmac, refused_at) select decode(m.of, 'hex'), m.at from ${MARKS} on conflict (email_hmac) do nothing`;

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
  'notice-objected': OBJECTED,
  'guardian-refused': GUARDIAN_REFUSED,
  'shut-out': rowMark('staff_members', 'disabled_at'),
  'role-ended': rowMark('staff_roles', 'revoked_at', { since: 'granted_at' }),
  'contact-removed': rowMark('recipient_contacts', 'removed_at'),
  'agreement-paused': rowMark('agreements', 'paused_at', { also: `, paused_because = 'restored'` }),
  'version-approved': AGREED_SINCE,
  'version-withdrawn': rowMark('agreement_versions', 'withdrawn_at', { since: 'drafted_at' }),
  'case-closed': CLOSED,
  'request-closed': REQUEST_DECIDED,
};

/** The addresses that wait for an account, with the hashes by which refusals know them. */
async function readWaiting(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ email: string }>('select distinct email from registrations');
  const { tombstoneKey } = env();
  return JSON.stringify(
    rows.map(({ email }) => ({ email, hash: guardianRefusalOf(tombstoneKey, email).toString('hex') })),
  );
}

/** What a kind of mark is asked with beside the marks. */
async function alsoFor(client: ClientBase, kind: MarkKind, cutOff: string): Promise<string[]> {
  if (kind === 'version-approved') return [cutOff];
  return kind === 'guardian-refused' ? [await readWaiting(client)] : [];
}

/** `cutOff` is the instant of the backup. Gives how many marks it did not know. */
export async function applyMarks(client: ClientBase, marks: readonly Mark[], cutOff: string): Promise<number> {
  let set = 0;
  for (const [kind, of] of Map.groupBy(marks, ({ mark }) => mark)) {
    const values = [JSON.stringify(of), ...(await alsoFor(client, kind, cutOff))];
    const done = await client.query<{ id: number }>(MARKED[kind], values);
    if (kind === 'request-closed')
      await forgetWords(
        client,
        done.rows.map(({ id }) => id),
      );
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

/**
 * Who came by since the backup is not known any more, and nobody may go for that: everybody counts as having been here today. A warning that was sent is of another time, and they are
 * warned anew before the next one.
 */
export async function countAsUsed(client: ClientBase): Promise<void> {
  await client.query(
    `insert into account_uses as u (person_id, used_on) select id, psa_today() from persons
     on conflict (person_id) do update set used_on = excluded.used_on where u.used_on < excluded.used_on`,
  );
}

/** Who was signed in then may have left since: everybody comes in anew, and what was half way in begins again. */
export async function closeWaysIn(client: ClientBase): Promise<void> {
  await client.query(
    `update sign_ins set ended_at = psa_now(), ended_because = 'ended-by-staff' where ended_at is null;
     update invitations set withdrawn_at = psa_now() where used_at is null and withdrawn_at is null;
     delete from sign_in_codes; delete from sign_in_flows; delete from rate_counts;`,
  );
}
