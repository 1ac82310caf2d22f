/**
 * Search among 100,000 people, as a trainer asks: names by their beginnings, by two words, misspelled, by the beginning of an address; against the
 * bare question to the database. Both in this process, over one warm database, 95th percentiles.
 */
import type { StaffActor } from '#app/features/access/actor.ts';
import { search } from '#app/features/search/search.server.ts';

import { fillWithPeople, openBenchDatabase } from './bench-database.ts';
import { median, percentile95, timesOf } from './measure.ts';

const PEOPLE = 100_000;
const EMPLOYERS = 2_000;
const ASKED = 60;
const ROUNDS = 5;

/** Two letters swapped, as fingers do. */
const misspelled = (word: string): string => `${word.slice(0, 2)}${word[3] ?? ''}${word[2] ?? ''}${word.slice(4)}`;

export async function benchSearch100k(): Promise<{ lines: string[] }> {
  const database = await openBenchDatabase();
  try {
    await fillWithPeople(database, PEOPLE, EMPLOYERS);
    const { client } = database;
    await client.query(
      `insert into staff_members (email, name) values ('trainer@academy.example', 'Ilse Vermeer');
       insert into staff_roles (staff_id, role, granted_by) select id, 'trainer', 'benchmark' from staff_members`,
    );
    const { rows } = await client.query<{ first: string; last: string; email: string }>(
      `select first_name as first, last_name as last, email from persons where id % ${Math.floor(PEOPLE / ASKED)} = 7 order by id`,
    );
    const asked = rows.map(({ first, last, email }, index) => {
      const ways = [
        first.slice(0, 3),
        last,
        `${first} ${last.slice(0, 3)}`,
        misspelled(last),
        email.slice(0, 12),
        last.slice(0, 2),
      ];
      return (ways[index % ways.length] ?? last).toLowerCase();
    });
    const actor: StaffActor = { kind: 'staff', staffId: 1, roles: ['trainer'], name: 'Ilse Vermeer' };
    await client.query(`select set_config('psa.actor_kind', 'staff', false), set_config('psa.actor_id', '1', false)`);
    const bare = (typed: string) =>
      client.query(`select id from psa_search_people(string_to_array(psa_fold($1), ' '), 8)`, [typed]);
    const ours: number[] = [];
    const floor: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      floor.push(percentile95(await timesOf(asked, bare)));
      ours.push(percentile95(await timesOf(asked, (typed) => search(actor, typed))));
    }
    return {
      lines: [
        `p95 of a search ${median(ours).toFixed(1)} ms, of the bare query ${median(floor).toFixed(1)} ms: ${(median(ours) / median(floor)).toFixed(2)} x (${asked.length} searches, ${ROUNDS} rounds)`,
      ],
    };
  } finally {
    await database.close();
  }
}
