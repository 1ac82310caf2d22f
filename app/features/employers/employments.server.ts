// Keeps the queue of employments that somebody must confirm: until then the person is in no report (design.md §2).
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { EMPLOYMENTS_A_PAGE } from './employment-list.ts';
import { domainOf, isPublicMailDomain } from './mail-domain.ts';

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
};

type Row = Omit<UnconfirmedEmployment, 'domain'>;

const WAITING = `
  select e.id, trim(concat(p.first_name, ' ', p.last_name)) as name, p.email, r.name as company, r.mpn_id as "mpnId",
    case when lower(e.claimed_company) <> lower(r.name) then e.claimed_company end as "typedCompany",
    r.named_by = 'registration' as "isNamedByRegistration", e.started_on as "startedOn",
    (count(*) over (partition by e.employer_id, split_part(p.email, '@', 2)) - 1)::int as others
  from employments e join persons p on p.id = e.person_id join employers r on r.id = e.employer_id
  where e.confirmed_by is null and e.ended_on is null and p.erased_at is null
  order by e.started_on, e.id`;

/** Who waits to be confirmed, those who wait longest first, a page of 50, and how many there are in all. */
export function listUnconfirmed(
  actor: StaffActor,
  page: number,
): Promise<{ employments: UnconfirmedEmployment[]; total: number }> {
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
    const employments = rows.map((row) => {
      const domain = domainOf(row.email);
      return { ...row, domain: isPublicMailDomain(domain) ? null : domain };
    });
    return { employments, total: counted.rows[0]?.total ?? 0 };
  });
}

export type EmploymentRefusal = 'not-waiting' | 'public-domain';

export const EMPLOYMENT_REFUSALS: Readonly<Record<EmploymentRefusal, string>> = {
  'not-waiting': 'This employment does not wait any more: somebody confirmed it, or it has ended. Nothing was changed.',
  'public-domain': 'Anybody can have an address of this domain, so it can’t confirm others. Confirm this person alone.',
};

/** Confirms an employment and, with the domain of its address, everybody of the company who has one. Gives how many were confirmed. */
export function confirmEmployment(
  actor: StaffActor,
  { employmentId, withDomain }: { employmentId: number; withDomain: boolean },
): Promise<Result<number, EmploymentRefusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const found = await client.query<{ email: string; auditKey: string }>(
      'select p.email, p.audit_key as "auditKey" from employments e join persons p on p.id = e.person_id where e.id = $1',
      [employmentId],
    );
    const [person] = found.rows;
    if (person === undefined) return refused('not-waiting');
    if (withDomain && isPublicMailDomain(domainOf(person.email))) return refused('public-domain');
    const done = await client.query<{ count: number }>('select psa_confirm_employment($1, $2) as count', [
      employmentId,
      withDomain,
    ]);
    const count = done.rows[0]?.count ?? 0;
    if (count === 0) return refused('not-waiting');
    await appendEvent(client, {
      event: 'employment.confirmed',
      subjectId: person.auditKey,
      details: { count, withDomain },
    });
    return ok(count);
  });
}

/** Ends a claim that is not so: the person is in no report, sees it, and can say where they work. */
export function refuseClaim(actor: StaffActor, employmentId: number): Promise<Result<null, EmploymentRefusal>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const found = await client.query<{ auditKey: string }>(
      'select p.audit_key as "auditKey" from employments e join persons p on p.id = e.person_id where e.id = $1',
      [employmentId],
    );
    const [person] = found.rows;
    const done = await client.query<{ refused: boolean }>('select psa_refuse_claim($1) as refused', [employmentId]);
    if (person === undefined || done.rows[0]?.refused !== true) return refused('not-waiting');
    await appendEvent(client, { event: 'employment.refused', subjectId: person.auditKey });
    return ok(null);
  });
}
