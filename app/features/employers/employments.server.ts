// Keeps the queue of employments that somebody must confirm: until then the person is in no report (design.md §2).
import { randomUUID } from 'node:crypto';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent, appendEvents } from '#app/features/ledger/ledger.server.ts';
import type { Undoable } from '#app/features/undo/undo.ts';
import { readUndoable } from '#app/features/undo/undoable.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { EMPLOYMENTS_A_PAGE } from './employment-list.ts';
import { domainOf, isPublicMailDomain } from './mail-domain.server.ts';

export type UnconfirmedEmployment = {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  /** As the register has it. */
  readonly company: string;
  readonly mpnId: string;
  /** What the person typed, where it differs. */
  readonly typedCompany: string | null;
  /** The company's name is only what the first of its people to register typed. */
  readonly isNamedByRegistration: boolean;
  readonly startedOn: Date;
  /** How many others of the same company and domain wait. */
  readonly others: number;
  /** The domain that could confirm them, too; null for one of a public mail service. */
  readonly domain: string | null;
  /** The other employer that the domain belongs to: it confirms nobody here. */
  readonly domainOf: { readonly id: number; readonly name: string } | null;
};

type Row = Omit<UnconfirmedEmployment, 'domain' | 'domainOf'> & { ownerId: number | null; owner: string | null };

/** Those who wait, as `e` with `p` and `r`. */
export const WAITS = `employments e join persons p on p.id = e.person_id and p.erased_at is null and e.confirmed_by is null and e.ended_on is null
  join employers r on r.id = e.employer_id`;

const WAITING = `
  select e.id, trim(concat(p.first_name, ' ', p.last_name)) as name, p.email, r.name as company, r.mpn_id as "mpnId",
    case when lower(e.claimed_company) <> lower(r.name) then e.claimed_company end as "typedCompany",
    r.named_by = 'registration' as "isNamedByRegistration", e.started_on as "startedOn",
    (count(*) over (partition by e.employer_id, split_part(p.email, '@', 2)) - 1)::int as others,
    o.id as "ownerId", o.name as owner
  from ${WAITS}
  left join employer_domains d on d.domain = split_part(p.email, '@', 2) and d.employer_id <> e.employer_id left join employers o on o.id = d.employer_id
  order by e.started_on, e.id`;

/** Who waits to be confirmed, those who wait longest first, a page of 50, and how many there are in all. */
export function listUnconfirmed(
  actor: StaffActor,
  page: number,
): Promise<{
  employments: UnconfirmedEmployment[];
  total: number;
  /** By the reader, a moment ago. */ undoable: Undoable[];
}> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const counted = await client.query<{ total: number }>(`select count(*)::int as total from (${WAITING}) waiting`);
    const { rows } = await client.query<Row>(`${WAITING} limit ${EMPLOYMENTS_A_PAGE} offset $1`, [
      (page - 1) * EMPLOYMENTS_A_PAGE,
    ]);
    if (rows.length > 0)
      await appendEvent(client, {
        event: 'people.read',
        fields: ['name', 'email', 'company'],
        details: { page: 'employments', count: rows.length },
      });
    const employments = rows.map(({ ownerId, owner, ...row }) => {
      const domain = domainOf(row.email);
      return {
        ...row,
        domain: isPublicMailDomain(domain) ? null : domain,
        domainOf: ownerId === null || owner === null ? null : { id: ownerId, name: owner },
      };
    });
    const undoable = await readUndoable(client, ['employment-confirmed', 'claim-refused']);
    return { employments, total: counted.rows[0]?.total ?? 0, undoable };
  });
}

export type EmploymentRefusal = 'not-waiting' | 'public-domain' | 'domain-taken';

export const EMPLOYMENT_REFUSALS: Readonly<Record<EmploymentRefusal, string>> = {
  'not-waiting': 'This employment does not wait any more: somebody confirmed it, or it has ended. Nothing was changed.',
  'public-domain': 'Anybody can have an address of this domain, so it can’t confirm others. Confirm this person alone.',
  'domain-taken':
    'This domain belongs to another employer, so that it confirms nobody here. Nothing was changed: confirm this person alone, or take the domain from the other employer first.',
};

/**
 * Confirms an employment and, with the domain of its address, everybody of the company who has one. Gives how many were confirmed; each is an event.
 * It can be taken back for ten minutes.
 */
export function confirmEmployment(
  actor: StaffActor,
  { employmentId, withDomain }: { employmentId: number; withDomain: boolean },
): Promise<Result<number, EmploymentRefusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const found = await client.query<{ email: string; employerId: number }>(
      'select p.email, e.employer_id as "employerId" from employments e join persons p on p.id = e.person_id where e.id = $1',
      [employmentId],
    );
    const [person] = found.rows;
    if (person === undefined) return refused('not-waiting');
    const domain = domainOf(person.email);
    if (withDomain && isPublicMailDomain(domain)) return refused('public-domain');
    const { rows: confirmed } = await client.query<{ auditKey: string; by: string; id: number }>(
      `select c.id, c.confirmed_by as by, p.audit_key::text as "auditKey" from psa_confirm_employment($1, $2, $3) c
       join employments e on e.id = c.id join persons p on p.id = e.person_id order by c.id`,
      [employmentId, withDomain, randomUUID()],
    );
    if (confirmed.length === 0) {
      const taken = await client.query('select from employer_domains where domain = $1 and employer_id <> $2', [
        domain,
        person.employerId,
      ]);
      return refused(withDomain && taken.rowCount !== 0 ? 'domain-taken' : 'not-waiting');
    }
    await appendEvents(
      client,
      confirmed.map(({ id, by, auditKey }) => ({
        event: 'employment.confirmed' as const,
        subjectId: auditKey,
        details: { employmentId: id, how: by },
      })),
    );
    return ok(confirmed.length);
  });
}

/** Ends a claim that is not so: the person is in no report, sees it, and can say where they work. It can be taken back for ten minutes. */
export function refuseClaim(actor: StaffActor, employmentId: number): Promise<Result<null, EmploymentRefusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const found = await client.query<{ auditKey: string }>(
      'select p.audit_key as "auditKey" from employments e join persons p on p.id = e.person_id where e.id = $1',
      [employmentId],
    );
    const [person] = found.rows;
    const done = await client.query<{ refused: boolean }>('select psa_refuse_claim($1, $2) as refused', [
      employmentId,
      randomUUID(),
    ]);
    if (person === undefined || done.rows[0]?.refused !== true) return refused('not-waiting');
    await appendEvent(client, { event: 'employment.refused', subjectId: person.auditKey });
    return ok(null);
  });
}
