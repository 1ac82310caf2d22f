// Finds persons for staff who work with them.
import type { PoolClient } from 'pg';

import type { StaffActor } from '#app/features/access/actor.ts';
import { actorSettings } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { searchedLine } from '#app/platform/text.ts';
import { normaliseEmail, type PersonSummary } from './person.ts';

const MOST = 8;

/** In small letters and without accents, word by word; everything that is typed counts as text: `%` and `_` are no wildcards. */
const WORDS = `array(select w from unnest(string_to_array(regexp_replace(psa_fold($1), '[%_\\\\\\s]+', ' ', 'g'), ' ')) w where w <> '')`;

type FoundPerson = PersonSummary & { readonly auditKey: string };

/**
 * The persons whose address (any that they were known by) is what was typed; else those in whose name each word begins a part, or whose address begins
 * so; where those are few, names that are spelled alike. `most` at most, the best first. Erased persons are never found.
 */
export async function searchPeople(client: PoolClient, typed: string, most: number): Promise<FoundPerson[]> {
  const exact = await client.query<{ id: number }>('select person_id as id from person_emails where email = $1', [
    normaliseEmail(typed),
  ]);
  const ids =
    exact.rows.length > 0
      ? exact.rows.map(({ id }) => id)
      : (await client.query<{ id: number }>(`select id from psa_search_people(${WORDS}, ${most})`, [typed])).rows.map(
          ({ id }) => id,
        );
  const { rows } = await client.query<FoundPerson>(
    `select p.id, trim(concat(p.first_name, ' ', p.last_name)) as name, p.email, coalesce(r.name, '') as company, p.audit_key::text as "auditKey"
     from persons p
     left join employments e on e.person_id = p.id and e.ended_on is null and not e.concurrent
     left join employers r on r.id = e.employer_id
     where p.erased_at is null and p.id = any($1::int[]) order by array_position($1::int[], p.id)`,
    [ids],
  );
  return rows;
}

/** Suggestions for a field that asks for a person: eight at most. Nobody for fewer than two characters. */
export async function findPersons(actor: StaffActor, typed: string): Promise<PersonSummary[]> {
  const wanted = searchedLine(typed, 254);
  if (wanted.length < 2) return [];
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const found = await searchPeople(client, wanted, MOST);
    await appendEvent(client, {
      event: 'people.read',
      fields: ['name', 'email', 'company'],
      details: { page: 'person-search', count: found.length },
    });
    return found.map(({ id, name, email, company }) => ({ id, name, email, company }));
  });
}
