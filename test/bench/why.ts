/**
 * "Why is this person (not) in it?" on a year of runs: 100,000 people, 2,000 employers and Microsoft, each reported on every month. Half of the
 * questions are about Microsoft's runs, some about people of another employer; against the bare question to the gate. 95th percentiles.
 */
import type { StaffActor } from '#app/features/access/actor.ts';
import { explainPerson } from '#app/features/reporting/why.server.ts';

import { agreeWithEverybody, fillWithPeople, openBenchDatabase, type BenchDatabase } from './bench-database.ts';
import { median, percentile95, timesOf } from './measure.ts';

const PEOPLE = 100_000;
const EMPLOYERS = 2_000;
const MONTHS = 12;
const ASKED = 120;
const ROUNDS = 5;

/** Twelve months of runs with their builds, and whose rows stand in them: by the record alone, without files. */
async function fillWithRuns({ client }: BenchDatabase): Promise<void> {
  await client.query(`
    insert into person_emails (email, person_id) select email, id from persons on conflict do nothing;
    set session_replication_role = replica;
    insert into runs (agreement_id, version_id, period, state, due_at)
      select a.id, v.id, to_char(now() - make_interval(months => m), 'YYYY-MM'), 'done', now()
      from generate_series(1, ${MONTHS}) m cross join agreements a join agreement_versions v on v.agreement_id = a.id;
    insert into builds (run_id, number, cut_off, file_name, sha256, bytes, sheets, checks, exposure, took_ms)
      select id, 1, now(), 'file.xlsx', repeat('a', 64), 1, '[{"id": "registration", "dataset": "F1", "fields": ["email"], "rows": 1}]', '[]', '[]', 1 from runs;
    insert into build_pages (build_id, sheet, first_row, refs)
      select build_id, 'registration', 1 + page * 4096, array_agg(id order by n) from (
        select b.id as build_id, n.id, row_number() over (partition by b.id order by n.id) as n, (row_number() over (partition by b.id order by n.id) - 1) / 4096 as page
        from builds b join runs u on u.id = b.run_id join agreements a on a.id = u.agreement_id join recipients r on r.id = a.recipient_id
        join employments e on r.employer_id is null or e.employer_id = r.employer_id
        join enrolments n on n.employment_id = e.id
      ) listed group by build_id, page;
    set session_replication_role = origin`);
  await client.query('vacuum analyze');
}

type Question = { readonly run: number; readonly email: string };

async function findQuestions({ client }: BenchDatabase): Promise<Question[]> {
  const { rows } = await client.query<Question>(
    `select p.email, (
       select u.id from runs u join agreements a on a.id = u.agreement_id join recipients r on r.id = a.recipient_id
       where case p.id / 10 % 4 when 0 then r.employer_id = e.employer_id when 1 then r.employer_id = 1 + (e.employer_id + 7) % ${EMPLOYERS} else r.employer_id is null end
       order by u.id offset p.id % ${MONTHS} limit 1
     ) as run
     from persons p join employments e on e.person_id = p.id where p.id % ${Math.floor(PEOPLE / ASKED)} = 7 order by p.id`,
  );
  return rows;
}

export async function benchWhy(): Promise<{ lines: string[] }> {
  const database = await openBenchDatabase();
  try {
    const { client } = database;
    await fillWithPeople(database, PEOPLE, EMPLOYERS);
    await agreeWithEverybody(database);
    await fillWithRuns(database);
    await client.query(`insert into staff_members (email, name) values ('officer@academy.example', 'Noor Dekker')`);
    const questions = await findQuestions(database);
    const actor: StaffActor = { kind: 'staff', staffId: 1, roles: ['privacy-officer'], name: 'Noor Dekker' };
    const ask = async ({ run, email }: Question): Promise<void> => {
      const answer = await explainPerson(actor, run, email);
      if (!answer.ok) throw new Error(answer.reason);
    };
    const bare = async ({ run, email }: Question): Promise<void> => {
      await client.query(`select set_config('psa.run_ids', $1, false)`, [`{${run}}`]);
      await client.query(
        'select reason from reporting.gate where run_id = $1 and person_id = (select person_id from person_emails where email = $2)',
        [run, email],
      );
    };
    const ours: number[] = [];
    const floor: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      floor.push(percentile95(await timesOf(questions, bare)));
      ours.push(percentile95(await timesOf(questions, ask)));
    }
    const runs = MONTHS * (EMPLOYERS + 1);
    return {
      lines: [
        `p95 of a question ${median(ours).toFixed(1)} ms, of the bare query ${median(floor).toFixed(1)} ms: ${(median(ours) / median(floor)).toFixed(2)} x (${questions.length} questions, ${runs} runs, ${ROUNDS} rounds)`,
      ],
    };
  } finally {
    await database.close();
  }
}
