// Finds the files that a breach touches: from a hash, a recipient, a contact's account or a period.
import type { PoolClient } from 'pg';

import type { NewBreach } from './breach-form.ts';

export type TouchedFile = {
  readonly buildId: number;
  /** It was handed out there; else it lay within reach of whoever was signed in. */
  readonly taken: boolean;
};

// A file that is just being sent counts as given: whether it arrived is known too late.
const GIVEN_AT = `coalesce(d.disclosed_at, case when d.channel <> 'portal' and d.state in ('sending', 'unknown') then d.claimed_at end)`;

const BY_PERIOD = `
  select distinct d.build_id as "buildId", true as taken
  from deliveries d join runs u on u.id = d.run_id join agreements a on a.id = u.agreement_id
  where ${GIVEN_AT} >= $1 and ${GIVEN_AT} <= $2 and ($3::int is null or a.recipient_id = $3)
  order by 1`;

// What was published by then and neither gone nor replaced before, whatever is published today: each of them could be fetched with that account. Which were is in the ledger.
const BY_ACCOUNT = `
  with published as (
    select b.id, exists (
      select from audit_events e
      where e.subject_kind = 'run' and e.subject_id = u.id::text and e.event = 'report.downloaded'
        and e.actor_kind = 'contact' and e.actor_id = c.id and e.occurred_at >= $1 and e.occurred_at <= $2
        and (e.details ->> 'build')::int = b.number
    ) as taken,
    (d.build_id = b.id and d.state = 'delivered' and d.delivered_at <= $2
      or exists (select from delivery_attempts t where t.delivery_id = d.id and t.build_id = b.id and t.outcome = 'delivered' and t.ended_at <= $2))
    and coalesce(least(b.file_removed_at, (select min(n.built_at) from builds n where n.run_id = u.id and n.number > b.number)), 'infinity') > $1 as reached
    from recipient_contacts c
    join agreements a on a.recipient_id = c.recipient_id
    join runs u on u.agreement_id = a.id
    join deliveries d on d.run_id = u.id and d.channel = 'portal'
    join builds b on b.run_id = u.id
    where c.id = $3
  )
  select id as "buildId", taken from published where taken or reached order by 1`;

/** The builds whose file has this hash: the same bytes can be the file of two. */
export async function findFilesByHash(client: PoolClient, sha256: string): Promise<TouchedFile[]> {
  const { rows } = await client.query<TouchedFile>(
    'select id as "buildId", true as taken from builds where sha256 = $1 order by id',
    [sha256],
  );
  return rows;
}

/** Where files are looked for: with a contact, what that account could fetch; else what reached this recipient, or all of them. */
type Sought = {
  readonly from: Date;
  readonly to: Date;
  readonly recipientId: number | null;
  readonly contactId: number | null;
};

async function findSought(client: PoolClient, { from, to, recipientId, contactId }: Sought): Promise<TouchedFile[]> {
  const { rows } = await client.query<TouchedFile>(contactId === null ? BY_PERIOD : BY_ACCOUNT, [
    from,
    to,
    contactId ?? recipientId,
  ]);
  return rows;
}

/** What `breach` touches as far as files tell. Where it has no end, until it became known. */
export async function findTouchedFiles(client: PoolClient, breach: NewBreach): Promise<TouchedFile[]> {
  if (breach.kind === 'lost-file') return findFilesByHash(client, breach.sha256);
  const { happenedFrom: from, knownAt } = breach;
  if (from === null || (breach.kind === 'other' && breach.reach !== 'period')) return [];
  return findSought(client, {
    from,
    to: breach.happenedTo ?? knownAt,
    recipientId: breach.kind === 'wrong-recipient' ? breach.recipientId : null,
    contactId: breach.kind === 'account-taken' ? breach.contactId : null,
  });
}

const RECORDED = `
  select happened_from as "from", recipient_id as "recipientId", contact_id as "contactId" from breaches where id = $1 and happened_from is not null`;

/** What a breach that `mayHaveGoneOn` touches, had it gone on until `to`. */
export async function findFilesUntil(client: PoolClient, breachId: number, to: Date): Promise<TouchedFile[]> {
  const { rows } = await client.query<Omit<Sought, 'to'>>(RECORDED, [breachId]);
  const [recorded] = rows;
  return recorded === undefined ? [] : findSought(client, { ...recorded, to });
}
