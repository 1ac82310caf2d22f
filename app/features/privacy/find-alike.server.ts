// Finds people who may be one: of the same name, and with the same phone, company or country. Names that many share say nothing and are left out.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { AlikePair, AlikePerson } from './alike.ts';

const SHOWN = 25;
/** A name that more people of a company or country share tells nobody apart. */
const MANY = 6;
const LIST_LIMIT_MS = 30_000;

/** Those of one name who share this, too: no join of everybody with everybody. */
const groupedBy = (column: string): string =>
  `select '${column}' as why, array_agg(id) as ids from named where ${column} is not null group by name, ${column} having count(*) between 2 and ${MANY}`;

const PAIRS = `
  with named as materialized (
    select p.id, p.phone collate "C" as phone, btrim(psa_fold(p.first_name || ' ' || p.last_name)) collate "C" as name, e.employer_id, e.country_code
    from persons p left join employments e on e.person_id = p.id and e.ended_on is null and not e.concurrent
    where num_nonnulls(p.erased_at, p.found_minor_at, p.found_false_at) = 0
  ), groups as (
    ${groupedBy('phone')} union all ${groupedBy('employer_id')} union all ${groupedBy('country_code')}
  )
  select one, other, bool_or(why = 'phone') as phone, bool_or(why = 'employer_id') as company, bool_or(why = 'country_code') as country
  from groups cross join unnest(ids) one cross join unnest(ids) other
  where one < other and not exists (select from people_apart x where x.low_id = one and x.high_id = other)
  group by one, other order by 3 desc, 4 desc, one, other limit ${SHOWN + 1}`;

const PEOPLE = `
  select p.id, trim(concat(p.first_name, ' ', p.last_name)) as name, p.email, coalesce(e.claimed_company, r.name) as company, p.created_at as "createdAt",
    s.accounts > 0 or s.seen_at is not null as "signsIn"
  from psa_seats_of($1::int[]) s join persons p on p.id = s.person_id and p.erased_at is null
  left join employments e on e.person_id = p.id and e.ended_on is null and not e.concurrent left join employers r on r.id = e.employer_id
  order by s.seen_at desc nulls last, s.accounts desc, p.created_at desc, p.id`;

/** Of these people, whoever signs in or came last stands first: the one to keep, unless staff choose otherwise. */
async function readPeople(client: PoolClient, ids: readonly number[]): Promise<AlikePerson[]> {
  return (await client.query<AlikePerson>(PEOPLE, [ids])).rows;
}

type PairRow = { one: number; other: number; phone: boolean; company: boolean; country: boolean };

/** Pairs that nobody decided about, the likeliest first, and whether there are more. */
export function listAlike(actor: StaffActor): Promise<{ pairs: AlikePair[]; hasMore: boolean }> {
  return inRoleSql(
    'psa_worker',
    actorSettings(actor),
    async (client) => {
      const { rows } = await client.query<PairRow>(PAIRS);
      const shown = rows.slice(0, SHOWN);
      const people = await readPeople(client, [...new Set(shown.flatMap(({ one, other }) => [one, other]))]);
      if (people.length > 0)
        await appendEvent(client, {
          event: 'people.read',
          fields: ['name', 'email', 'company'],
          details: { page: 'duplicates', count: people.length },
        });
      const pairs = shown.flatMap(({ one, other, phone, company, country }) => {
        const [keep, goes] = people.filter(({ id }) => id === one || id === other);
        return keep === undefined || goes === undefined ? [] : { keep, goes, phone, company, country };
      });
      return { pairs, hasMore: rows.length > SHOWN };
    },
    { timeoutMs: LIST_LIMIT_MS },
  );
}

/** Two that were chosen, the one to keep first; null where one is not there, or both are the same. */
export async function orderTwo(actor: StaffActor, one: number, other: number): Promise<[number, number] | null> {
  const people = await inRoleSql('psa_worker', actorSettings(actor), (client) => readPeople(client, [one, other]));
  const [keep, goes] = people.map(({ id }) => id);
  return keep === undefined || goes === undefined || one === other ? null : [keep, goes];
}

/** Remembers that two who look alike are two. False where one of them is not here. */
export function tellApart(actor: StaffActor, one: number, other: number): Promise<boolean> {
  const pair = [Math.min(one, other), Math.max(one, other)];
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const { rows } = await client.query<{ key: string }>(
      'select audit_key::text as key from persons where id = any($1::int[]) order by id',
      [pair],
    );
    const [first, second] = rows;
    if (first === undefined || second === undefined) return false;
    const made = await client.query(
      'insert into people_apart (low_id, high_id, decided_by) values ($1, $2, psa_actor_id()) on conflict do nothing',
      pair,
    );
    if (made.rowCount === 1)
      await appendEvent(client, { event: 'people.told-apart', subjectId: first.key, details: { from: second.key } });
    return true;
  });
}
