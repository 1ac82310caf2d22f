// Keeps employers: what they are called, and which domains of addresses confirm that somebody works there.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { EMPLOYERS_A_PAGE, type EmployerFilter, type EmployerView, type ListedEmployer } from './employer-list.ts';
import { isPublicMailDomain } from './mail-domain.server.ts';

const FITS = `psa_contains(concat_ws(' ', r.name, r.mpn_id), $1)
  or exists (select from employer_domains d where d.employer_id = r.id and psa_contains(d.domain, $1))
  or exists (select from employer_aliases a where a.employer_id = r.id and psa_contains(concat_ws(' ', a.name, a.mpn_id), $1))`;

const LISTED = `
  r.id, r.name, r.mpn_id as "mpnId", r.named_by = 'registration' as "isNamedByRegistration",
  (select count(*)::int from employments e where e.employer_id = r.id and e.ended_on is null and e.confirmed_by is not null) as people,
  (select count(*)::int from employments e where e.employer_id = r.id and e.ended_on is null and e.confirmed_by is null) as waiting,
  array(select d.domain from employer_domains d where d.employer_id = r.id order by d.domain) as domains,
  exists (select from recipients c join agreements g on g.recipient_id = c.id
     join agreement_versions v on v.agreement_id = g.id and psa_binds(v.approved_at, v.withdrawn_at) where c.employer_id = r.id) as "isRecipient"`;

/** Those that fit what is searched for, by name, a page of 50, and how many there are in all. */
export function listEmployers(
  actor: StaffActor,
  { search, page }: EmployerFilter,
): Promise<{ employers: ListedEmployer[]; total: number }> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const counted = await client.query<{ total: number }>(
        `select count(*)::int as total from employers r where $1 = '' or ${FITS}`,
        [search],
      );
      const { rows } = await client.query<ListedEmployer>(
        `select ${LISTED} from employers r where $1 = '' or ${FITS} order by lower(r.name), r.id limit ${EMPLOYERS_A_PAGE} offset $2`,
        [search, (page - 1) * EMPLOYERS_A_PAGE],
      );
      return { employers: rows, total: counted.rows[0]?.total ?? 0 };
    },
    { readOnly: true },
  );
}

/** Null for one that is not there, or not any more. */
export function findEmployer(actor: StaffActor, id: number): Promise<EmployerView | null> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const { rows } = await client.query<EmployerView>(
        `select ${LISTED}, (select c.slug from recipients c where c.employer_id = r.id) as "recipientSlug",
           (select count(*)::int from recipient_contacts k join recipients c on c.id = k.recipient_id where c.employer_id = r.id and k.removed_at is null) as contacts,
           '[]'::json as aliases
         from employers r where r.id = $1`,
        [id],
      );
      const [employer] = rows;
      if (employer === undefined) return null;
      const aliases = await client.query<EmployerView['aliases'][number]>(
        'select mpn_id as "mpnId", name, merged_at as "mergedAt" from employer_aliases where employer_id = $1 order by merged_at, mpn_id',
        [id],
      );
      return { ...employer, aliases: aliases.rows };
    },
    { readOnly: true },
  );
}

export type EmployerRefusal = 'not-found' | 'public-domain' | 'domain-taken';

export const EMPLOYER_REFUSALS: Readonly<Record<EmployerRefusal, string>> = {
  'not-found': 'This employer is not here any more. Nothing was changed.',
  'public-domain': 'Anybody can have an address of this domain, so it can’t confirm where somebody works.',
  'domain-taken': 'This domain confirms people of another employer. Remove it there first.',
};

/** Gives it another name: recipients who were given the old one are told (P6). False: it is called that already. */
export function renameEmployer(actor: StaffActor, id: number, name: string): Promise<Result<boolean, 'not-found'>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const found = await client.query<{ name: string }>('select name from employers where id = $1 for update', [id]);
    const [employer] = found.rows;
    if (employer === undefined) return refused('not-found');
    await client.query(`update employers set name = $2, named_by = 'register' where id = $1`, [id, name]);
    if (employer.name === name) return ok(false);
    await appendEvent(client, { event: 'employer.renamed', subjectId: id, fields: ['company'] });
    return ok(true);
  });
}

/** From now on addresses of the domain confirm who registers; those who wait are confirmed by the queue. */
export function addDomain(actor: StaffActor, id: number, domain: string): Promise<Result<null, EmployerRefusal>> {
  if (isPublicMailDomain(domain)) return Promise.resolve(refused('public-domain'));
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const known = await client.query('select from employers where id = $1', [id]);
    if (known.rowCount === 0) return refused('not-found');
    const added = await client.query(
      'insert into employer_domains (domain, employer_id) values ($1, $2) on conflict (domain) do nothing',
      [domain, id],
    );
    if (added.rowCount === 0) {
      const own = await client.query('select from employer_domains where domain = $1 and employer_id = $2', [
        domain,
        id,
      ]);
      return own.rowCount === 0 ? refused('domain-taken') : ok(null);
    }
    await appendEvent(client, { event: 'employer.domain-added', subjectId: id });
    return ok(null);
  });
}

/** Who was confirmed by it stays confirmed. */
export function removeDomain(actor: StaffActor, id: number, domain: string): Promise<Result<null, 'not-found'>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const removed = await client.query('delete from employer_domains where domain = $1 and employer_id = $2', [
      domain,
      id,
    ]);
    if (removed.rowCount === 0) return refused('not-found');
    await appendEvent(client, { event: 'employer.domain-removed', subjectId: id });
    return ok(null);
  });
}
