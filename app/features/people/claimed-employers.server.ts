// Where people say they work, before anybody confirmed it (design.md §2). What they typed is all that they are shown of the employer; and an employer
// that nobody but them named goes with the last of them.
import type { PoolClient } from 'pg';

import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { partnerIdOf } from './partner-id.ts';

export type Claim = { readonly company: string; readonly mpnId: string };

/** The employer that a partner ID means; one that nobody knew is named as it was typed, until an import or staff do. */
export async function findOrNameEmployer(client: PoolClient, { company, mpnId }: Claim): Promise<number> {
  const partnerId = partnerIdOf(mpnId);
  await client.query(
    `insert into employers (mpn_id, name, named_by) select $1, $2, 'registration' where psa_employer_of($1) is null on conflict (mpn_id) do nothing`,
    [partnerId, company],
  );
  // In a statement of its own: what another one made meanwhile is seen by the next.
  const { rows } = await client.query<{ id: number | null }>('select psa_employer_of($1) as id', [partnerId]);
  const id = rows[0]?.id;
  if (id === undefined || id === null) throw new Error('The employer was not made');
  return id;
}

const FORGET = `
  delete from employers r where r.id = any($1::int[]) and r.named_by = 'registration'
    and not exists (select from employments e where e.employer_id = r.id) and not exists (select from recipients c where c.employer_id = r.id)
    and not exists (select from employer_domains d where d.employer_id = r.id) and not exists (select from employer_aliases a where a.employer_id = r.id)`;

/** Deletes those of these employers that only a registration named and nobody claims any more: what was typed goes with whoever typed it (R4). */
export const forgetClaimedEmployers = async (client: PoolClient, ids: readonly number[]): Promise<void> => {
  await client.query(FORGET, [ids]);
};

const OPEN = `
  select e.id, e.employer_id as "employerId", e.confirmed_by is not null as confirmed
  from employments e where e.person_id = $1 and e.ended_on is null and not e.concurrent for update`;

// The domain of the address confirms it, as at a registration. A first claim after an employment that ended takes over country and job role.
const SAY = `
  with by_domain as (
    select exists (select from employer_domains d join persons p on p.id = $1 where d.employer_id = $2 and d.domain = split_part(p.email, '@', 2)) as yes
  ), claim as (
    select case when yes then 'email-domain' end as by, case when yes then psa_now() end as at, case when not yes then $3 end as mpn_id,
      case when not yes then $4 end as company from by_domain
  ), changed as (
    update employments e set employer_id = $2, confirmed_by = c.by, confirmed_at = c.at, claimed_mpn_id = c.mpn_id, claimed_company = c.company
    from claim c where e.id = $5 returning e.id
  )
  insert into employments (person_id, employer_id, country_code, job_role, started_on, confirmed_by, confirmed_at, claimed_mpn_id, claimed_company)
  select $1, $2, b.country_code, b.job_role, (psa_now() at time zone 'Europe/Amsterdam')::date, c.by, c.at, c.mpn_id, c.company
  from claim c, (select country_code, job_role from employments where person_id = $1 order by started_on desc, id desc limit 1) b
  where not exists (select from changed)`;

/** Says where one works, as long as nobody has confirmed anything else. */
export function claimEmployer(actor: PersonActor, claim: Claim): Promise<Result<null, 'confirmed'>> {
  const { personId } = actor;
  return inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const person = await client.query<{ key: string }>(
      'select audit_key::text as key from persons where id = $1 for update',
      [personId],
    );
    const open = await client.query<{ id: number; employerId: number; confirmed: boolean }>(OPEN, [personId]);
    const [current] = open.rows;
    if (current?.confirmed === true) return refused('confirmed');
    const employerId = await findOrNameEmployer(client, claim);
    await client.query(SAY, [personId, employerId, partnerIdOf(claim.mpnId), claim.company, current?.id ?? null]);
    if (current !== undefined && current.employerId !== employerId)
      await forgetClaimedEmployers(client, [current.employerId]);
    await appendEvent(client, {
      event: 'employment.claimed',
      subjectId: person.rows[0]?.key ?? '',
      fields: ['company', 'mpn_id'],
    });
    return ok(null);
  });
}
