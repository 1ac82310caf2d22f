// Lists the people whom a breach touches, page by page or all of them to take along; that somebody looked is in the ledger.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { csvText } from '#app/platform/csv-text.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { COUNT_LIMIT_MS, UNKEPT, whoOf, type Reach } from './breach-people.server.ts';

export type TouchedPerson = {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly country: string;
  readonly employer: string;
  /** Stands there by name, and behind how many exam rows. */
  readonly named: boolean;
  readonly examRows: number;
};

const LIST = (who: string): string => `
  with ${who}, touched as (
    select person_id, bool_or(sheet <> 'exams') as named, count(*) filter (where sheet = 'exams')::int as exam_rows, max(employment_id) as employment_id
    from who where person_id > $2 group by person_id order by person_id limit $3
  )
  select p.id, trim(concat(p.first_name, ' ', p.last_name)) as name, p.email, p.language, coalesce(k.name, '') as country, coalesce(r.name, '') as employer,
    t.named, t.exam_rows as "examRows"
  from touched t
  join persons p on p.id = t.person_id
  left join employments e on e.id = t.employment_id
  left join countries k on k.code = e.country_code
  left join employers r on r.id = e.employer_id
  order by p.id`;

export const PEOPLE_A_PAGE = 50;
const MOST_EXPORTED = 2_000_000;

const listIn = async (client: PoolClient, who: string, { buildIds }: Reach, after: number, most: number) =>
  (await client.query<TouchedPerson>(LIST(who), [buildIds, after, most])).rows;

/** Files with more rows than this hold so many of the people that whoever is next is sought among the next of the register. */
const MANY_ROWS = 20_000;
const SOUGHT_AT_ONCE = 5_000;
const ROWS = `
  select coalesce(sum((s ->> 'rows')::int), 0)::float8 as rows from builds b cross join lateral jsonb_array_elements(b.sheets) s where b.id = any($1::int[])`;
const NEXT_PEOPLE = `select p.id from persons p where p.id > $1 order by p.id limit ${SOUGHT_AT_ONCE}`;

// The rows of a few people in the files: these are looked up, and not whom each of a million rows is about. `$2` after whom.
const SOUGHT = `
  sought as materialized (${NEXT_PEOPLE.replace('$1', '$2')}), own as materialized (
    select n.id as ref, false as of_exam, n.person_id, n.employment_id from sought s join enrolments n on n.person_id = s.id
    union all select t.id, true, t.person_id, t.employment_id from sought s join sittings t on t.person_id = s.id
  ), who as (
    select p.sheet, o.person_id, o.employment_id
    from build_pages p cross join lateral unnest(p.refs) as x (ref) join own o on o.ref = x.ref and o.of_exam = (p.sheet = 'exams')
    where p.build_id = any($1::int[]) and (p.sheet = 'exams' or p.sheet = any(psa_enrolment_sheets()))
  )`;

async function listPage(client: PoolClient, reach: Reach, after: number): Promise<TouchedPerson[]> {
  const most = PEOPLE_A_PAGE + 1;
  const { rows } = await client.query<{ rows: number }>(ROWS, [reach.buildIds]);
  if (reach.everybody || (rows[0]?.rows ?? 0) <= MANY_ROWS) return listIn(client, whoOf(reach), reach, after, most);
  const found: TouchedPerson[] = [];
  for (let from: number | undefined = after; from !== undefined && found.length < most;) {
    found.push(...(await listIn(client, SOUGHT, reach, from, most - found.length)));
    const next: { rows: { id: number }[] } = await client.query<{ id: number }>(NEXT_PEOPLE, [from]);
    from = next.rows.length < SOUGHT_AT_ONCE ? undefined : next.rows.at(-1)?.id;
  }
  return found;
}

/** A page of them in the order of their numbers, after the one given. That somebody looked is in the ledger. */
export function listPeople(
  actor: StaffActor,
  breachId: number,
  reach: Reach,
  after: number,
): Promise<{ people: TouchedPerson[]; next: number | null; unkeptFiles: number }> {
  return inRoleSql(
    'psa_worker',
    actorSettings(actor),
    async (client) => {
      const found = await listPage(client, reach, after);
      const people = found.slice(0, PEOPLE_A_PAGE);
      if (people.length > 0)
        await appendEvent(client, {
          event: 'people.read',
          details: { page: 'breach', breach: breachId, count: people.length },
        });
      const unkept = await client.query<{ files: number }>(UNKEPT, [reach.buildIds]);
      return {
        people,
        next: found.length > PEOPLE_A_PAGE ? (people.at(-1)?.id ?? null) : null,
        unkeptFiles: unkept.rows[0]?.files ?? 0,
      };
    },
    { timeoutMs: COUNT_LIMIT_MS },
  );
}

/** All of them as CSV, to write to them by other means; recorded. */
export function exportPeople(actor: StaffActor, breachId: number, reach: Reach): Promise<string> {
  return inRoleSql(
    'psa_worker',
    actorSettings(actor),
    async (client) => {
      const people = await listIn(client, whoOf(reach), reach, 0, MOST_EXPORTED);
      await appendEvent(client, {
        event: 'breach.people-exported',
        subjectId: breachId,
        details: { count: people.length },
      });
      return csvText([
        ['Number', 'Name', 'E-mail', 'Language', 'Country', 'Company', 'By name', 'Exam rows, without name'],
        ...people.map(({ id, name, email, language, country, employer, named, examRows }) =>
          [id, name, email, language, country, employer, named ? 'yes' : 'no', examRows].map(String),
        ),
      ]);
    },
    { timeoutMs: COUNT_LIMIT_MS },
  );
}
