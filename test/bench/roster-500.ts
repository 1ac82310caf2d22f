/**
 * A roster of 500 people: opening it, saving one cell, and saving a pasted column, through the whole server. Each as a ratio to the bare
 * query that does the least of it, on the same database in the same run.
 */
import { startSignIn } from '#app/features/access/sign-ins.server.ts';
import { ensureBuild } from '#app/portal-build.ts';
import { startServer } from '#app/server.ts';

import { fillWithPeople, openBenchDatabase, type BenchDatabase } from './bench-database.ts';
import { median, timed } from './measure.ts';

const PEOPLE = 2_000;
const ON_IT = 500;
const ROUNDS = 40;
const PASTES = 10;

async function arrange({ client }: BenchDatabase): Promise<{ session: number; rows: number[] }> {
  await client.query(`
    insert into staff_members (email, name) values ('trainer@academy.example', 'Ilse Vermeer');
    insert into staff_roles (staff_id, role, granted_by) select id, 'trainer', 'benchmark' from staff_members;
    insert into workshops (name) values ('Everybody');
    insert into workshop_sessions (workshop_id, title) select max(id), 'Everybody' from workshops;
    insert into session_meetings (session_id, starts_at, ends_at)
      select s.id, now() + i * interval '1 day', now() + i * interval '1 day' + interval '2 hours' from workshop_sessions s, generate_series(1, 3) i;
    insert into enrolments (person_id, employment_id, workshop_id, session_id)
      select e.person_id, e.id, s.workshop_id, s.id from workshop_sessions s, employments e where e.person_id <= ${ON_IT};
    insert into attendances (enrolment_id, meeting_id, attended, actor_kind, actor_id)
      select n.id, m.id, true, 'staff', 1 from enrolments n join session_meetings m on m.session_id = n.session_id`);
  await client.query('vacuum analyze');
  const { rows } = await client.query<{ id: number; session: number }>(
    'select id, session_id as session from enrolments where session_id is not null order by id',
  );
  return { session: rows[0]?.session ?? 0, rows: rows.map(({ id }) => id) };
}

async function medianOf(rounds: number, work: (round: number) => Promise<unknown>): Promise<number> {
  await work(0);
  const times: number[] = [];
  for (let round = 1; round <= rounds; round++) times.push(await timed(() => work(round)));
  return median(times);
}

const ratio = (name: string, ms: number, bare: number): string =>
  `${name}: ${ms.toFixed(1)} ms, ${(ms / bare).toFixed(1)} × the bare query (${bare.toFixed(2)} ms)`;

export async function benchRoster500(): Promise<{ name: string; lines: string[] }> {
  await ensureBuild();
  const database = await openBenchDatabase();
  const { client } = database;
  let server: Awaited<ReturnType<typeof startServer>> | undefined;
  try {
    await fillWithPeople(database, PEOPLE, 40);
    const { session, rows } = await arrange(database);
    server = await startServer({ port: 0 });
    const { url } = server;
    const { cookie } = await startSignIn(new Request(url), { seat: { kind: 'staff', id: 1 }, method: 'demo' });
    const headers = { Cookie: cookie.split(';')[0] ?? '', Origin: url };
    const ask = async (path: string, body?: URLSearchParams): Promise<void> => {
      const answer = await fetch(url + path, { headers, ...(body === undefined ? {} : { method: 'POST', body }) });
      const text = await answer.text();
      if (!answer.ok || text.includes('"did":"conflict"')) throw new Error(`${path} answers ${answer.status}`);
    };
    const held = new Map(rows.map((row) => [row, 0]));
    const save = (some: readonly number[], value: number): Promise<void> => {
      const cells = some.map((row) => ({ row, column: 'progress', was: String(held.get(row)), value: String(value) }));
      for (const row of some) held.set(row, value);
      return ask(`/train/sessions/${session}/cells`, new URLSearchParams({ cells: JSON.stringify(cells) }));
    };
    const bareRead = await medianOf(ROUNDS, () =>
      client.query(
        `select n.id, p.first_name, p.last_name, p.email, r.name, n.percent, n.note,
           (select json_object_agg(a.meeting_id, a.attended) from attendances a where a.enrolment_id = n.id and a.attended is not null) as marks
         from enrolments n join persons p on p.id = n.person_id join employments e on e.id = n.employment_id join employers r on r.id = e.employer_id
         where n.session_id = $1 and n.state = 'enrolled' order by lower(p.last_name)`,
        [session],
      ),
    );
    const bareSave = await medianOf(ROUNDS, (round) =>
      client.query(
        `insert into progress_entries (enrolment_id, percent, actor_kind, actor_id) values ($1, $2, 'staff', 1)`,
        [rows.at(-1), round % 2],
      ),
    );
    held.set(rows.at(-1) ?? 0, ROUNDS % 2);
    const barePaste = await medianOf(PASTES, (round) =>
      client.query(
        `insert into progress_entries (enrolment_id, percent, actor_kind, actor_id) select n, $2, 'staff', 1 from unnest($1::int[]) n`,
        [rows, round % 2],
      ),
    );
    for (const row of rows) held.set(row, PASTES % 2);
    return {
      name: 'roster-500',
      lines: [
        ratio('open', await medianOf(ROUNDS, () => ask(`/train/sessions/${session}`)), bareRead),
        ratio('save a cell', await medianOf(ROUNDS, (round) => save(rows.slice(0, 1), 2 + (round % 90))), bareSave),
        ratio('save a pasted column of 500', await medianOf(PASTES, (round) => save(rows, 3 + round)), barePaste),
      ],
    };
  } finally {
    await server?.close();
    await database.close();
  }
}
