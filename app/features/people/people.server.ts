// Finds persons for staff who work with them.
import type { StaffActor } from '#app/features/access/actor.ts';
import { actorSettings } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { searchedLine } from '#app/platform/text.ts';
import { normaliseEmail, type PersonSummary } from './person.ts';

const MOST = 8;

/** Everything that is typed counts as text: `%` and `_` are no wildcards. */
const literal = (typed: string): string => typed.replace(/[\\%_]/g, '\\$&');

/**
 * The persons whose address (any that they were known by) is what was typed, else those whose name or address begins so: eight at most,
 * by name. Nobody for fewer than two characters. Erased persons are never found.
 */
export async function findPersons(actor: StaffActor, typed: string): Promise<PersonSummary[]> {
  const wanted = normaliseEmail(searchedLine(typed, 254));
  if (wanted.length < 2) return [];
  const rows = await inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const result = await client.query<PersonSummary & { exact: boolean }>(
      `select p.id, trim(concat(p.first_name, ' ', p.last_name)) as name, p.email, coalesce(r.name, '') as company,
           exists (select from person_emails a where a.person_id = p.id and a.email = $1) as exact
         from persons p
         left join employments e on e.person_id = p.id and e.ended_on is null and not e.concurrent
         left join employers r on r.id = e.employer_id
         where p.erased_at is null and (
           p.id in (select person_id from person_emails where email = $1)
           or p.email like $2 or concat(p.first_name, ' ', p.last_name) ilike $2 or p.last_name ilike $2)
         order by exact desc, name, p.id
         limit ${MOST}`,
      [wanted, `${literal(wanted)}%`],
    );
    await appendEvent(client, {
      event: 'people.read',
      fields: ['name', 'email', 'company'],
      details: { page: 'person-search', count: result.rows.length },
    });
    return result.rows;
  });
  const exact = rows.filter((row) => row.exact);
  return (exact.length > 0 ? exact : rows).map(({ id, name, email, company }) => ({ id, name, email, company }));
}
