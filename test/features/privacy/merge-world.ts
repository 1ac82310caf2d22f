// Two people drawn at random, written to the tables as they are, and what must hold once they are one.
import type { StaffActor } from '#app/features/access/actor.ts';
import type { TestDatabase } from '#test/support/database.ts';
import fc from 'fast-check';

export const ADMINISTRATOR: StaffActor = { kind: 'staff', staffId: 1, roles: ['administrator'], name: 'Bram Visser' };

const EXAMS = ['AZ-104', 'DP-700'] as const;
const MONTHS = ['2026-08', '2026-09', '2026-12'] as const;

export type Drawn = {
  readonly employers: readonly { employer: number; confirmed: boolean; ended: boolean }[];
  readonly enrolments: readonly {
    workshop: number;
    state: 'enrolled' | 'waiting' | 'cancelled';
    percent: number;
    session: boolean;
  }[];
  readonly sittings: readonly {
    exam: (typeof EXAMS)[number];
    month: (typeof MONTHS)[number];
    is: 'booked' | 'taken' | 'not-taken' | 'cancelled' | 'passed' | 'failed';
  }[];
  readonly consents: readonly { consent: 'member-sharing' | 'marketing-email'; given: boolean; hour: number }[];
  readonly phone: string | null;
  readonly restricted: boolean;
  readonly objected: boolean;
  readonly informed: boolean;
  readonly acknowledged: boolean;
};

const once = <T>(key: (value: T) => unknown) => ({ selector: key, maxLength: 3 });

export const drawnPerson: fc.Arbitrary<Drawn> = fc.record({
  employers: fc
    .uniqueArray(
      fc.record({ employer: fc.integer({ min: 1, max: 2 }), confirmed: fc.boolean(), ended: fc.boolean() }),
      { minLength: 1, maxLength: 2, selector: ({ employer }) => employer },
    )
    // At most one of them is open.
    .map((employers) => employers.map((one, index) => (index === 0 ? one : { ...one, ended: true }))),
  enrolments: fc.uniqueArray(
    fc.record({
      workshop: fc.integer({ min: 1, max: 2 }),
      state: fc.constantFrom('enrolled' as const, 'waiting' as const, 'cancelled' as const),
      percent: fc.constantFrom(0, 40, 80),
      session: fc.boolean(),
    }),
    once(({ workshop, state }) => `${workshop} ${state === 'cancelled' ? 'over' : 'open'}`),
  ),
  sittings: fc.uniqueArray(
    fc.record({
      exam: fc.constantFrom(...EXAMS),
      month: fc.constantFrom(...MONTHS),
      is: fc.constantFrom(
        'booked' as const,
        'taken' as const,
        'not-taken' as const,
        'cancelled' as const,
        'passed' as const,
        'failed' as const,
      ),
    }),
    {
      maxLength: 5,
      selector: ({ exam, month, is }) =>
        is === 'booked' || is === 'taken' ? `${exam} open` : `${exam} ${month} ${is}`,
    },
  ),
  consents: fc.array(
    fc.record({
      consent: fc.constantFrom('member-sharing' as const, 'marketing-email' as const),
      given: fc.boolean(),
      hour: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 3 },
  ),
  phone: fc.constantFrom(null, '+31612345678', '+31687654321'),
  restricted: fc.boolean(),
  objected: fc.boolean(),
  informed: fc.boolean(),
  acknowledged: fc.boolean(),
});

/** What every pair of a run shares: two employers, two workshops with a session each, a member of staff. */
export async function arrangeWorld(database: TestDatabase): Promise<void> {
  await database.query(`insert into staff_members (email, name) values ('bram@psa.example', 'Bram Visser')`);
  await database.query(`insert into employers (mpn_id, name) values ('1000001', 'Bluecloud'), ('1000002', 'Nordwind')`);
  await database.query(`insert into exams (code) values ('AZ-104'), ('DP-700') on conflict do nothing`);
  await database.query(
    `insert into workshops (name, exam_code, places) values ('Administrator', 'AZ-104', 1), ('Engineer', 'DP-700', null)`,
  );
  await database.query(`insert into workshop_sessions (workshop_id, title) select id, 'Autumn' from workshops`);
  await database.query(
    `insert into session_meetings (session_id, starts_at, ends_at) select id, now(), now() + interval '1 hour' from workshop_sessions`,
  );
  await database.query(
    `insert into recordings (workshop_id, session_id, title, url, available_until)
     select workshop_id, id, 'Evening', 'https://video.example/1', '2040-01-01' from workshop_sessions order by id limit 1`,
  );
}

/** Writes a person as drawn, with history of everything. Gives the id. */
export async function writePerson(database: TestDatabase, email: string, drawn: Drawn): Promise<number> {
  const [person] = await database.query<{ id: number }>(
    `insert into persons (email, first_name, last_name, phone, restricted_at, objected_at, informed_at)
     values ($1, 'Sanne', 'Vries', $2, case when $3 then now() end, case when $4 then now() end, case when $5 then now() end) returning id`,
    [email, drawn.phone, drawn.restricted, drawn.objected, drawn.informed],
  );
  const id = person?.id ?? 0;
  const employments: number[] = [];
  for (const { employer, confirmed, ended } of drawn.employers) {
    const [made] = await database.query<{ id: number }>(
      `insert into employments (person_id, employer_id, country_code, job_role, started_on, ended_on, confirmed_by, confirmed_at)
       values ($1, $2, 'NL', 'Engineer', '2020-01-01', case when $3 then date '2021-01-01' end, case when $4 then 'staff' end, case when $4 then now() end) returning id`,
      [id, employer, ended, confirmed],
    );
    employments.push(made?.id ?? 0);
  }
  const employment = employments[0] ?? 0;
  for (const { workshop, state, percent, session } of drawn.enrolments)
    await database.query(
      `with made as (
         insert into enrolments (person_id, employment_id, workshop_id, state, percent, session_id) values ($1, $2, $3, $4, $5, case when $6 then $3::int end) returning id
       ), attended as (
         insert into attendances (enrolment_id, meeting_id, attended, actor_kind, actor_id) select id, $3, true, 'staff', 1 from made where $6
       ) insert into progress_entries (enrolment_id, percent, actor_kind, actor_id) select id, $5, 'person', $1 from made`,
      [id, employment, workshop, state, percent, session],
    );
  for (const [index, { exam, month, is }] of drawn.sittings.entries()) {
    const outcome = is === 'passed' || is === 'failed' ? is : null;
    await database.query(
      `with made as (
         insert into sittings (person_id, employment_id, exam_code, attempt, month, state, outcome, outcome_changed_at)
         values ($1, $2, $3, $4, $5, $6, $7::text, case when $7::text is not null then now() end) returning id
       ), asked as (
         insert into follow_ups (sitting_id, month, step, kind, due_on, state, result, settled_at)
         select id, $5, step, 'mail', '2030-01-01', case when step = 1 then 'done' else 'planned' end, case when step = 1 then 'sent' end, case when step = 1 then now() end
         from made, generate_series(1, 2) step where $6 in ('booked', 'taken') and $7::text is null
       ) insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id) select id, $7, 'staff', 1 from made where $7::text is not null`,
      [id, employment, exam, index + 1, month, outcome === null ? is : 'taken', outcome],
    );
  }
  for (const { consent, given, hour } of drawn.consents)
    await database.query(
      `insert into consent_entries (person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id, recorded_at)
       values ($1, $2, $3, 1, 'en', 'my-data', 'person', $1, timestamptz '2026-01-01' + make_interval(hours => $4))`,
      [id, consent, given, hour],
    );
  if (drawn.acknowledged)
    await database.query(
      `insert into notice_acknowledgements (person_id, version, language, how) values ($1, 1, 'en', 'portal')`,
      [id],
    );
  await database.query(
    `insert into privacy_requests (person_id, kind, due_on, message) values ($1, 'complaint', '2030-01-01', $2)`,
    [id, email],
  );
  await database.query(
    `insert into identities (tenant_id, object_id, person_id) values (gen_random_uuid(), gen_random_uuid(), $1)`,
    [id],
  );
  await database.query(`insert into mails (kind, person_id) values ('imported', $1)`, [id]);
  await database.query(`insert into recording_openings (recording_id, person_id) select id, $1 from recordings`, [id]);
  return id;
}

const HISTORY = {
  emails: 'select count(*)::int from person_emails where person_id = any($1)',
  employments: 'select count(*)::int from employments where person_id = any($1)',
  enrolments: 'select count(*)::int from enrolments where person_id = any($1)',
  sittings: 'select count(*)::int from sittings where person_id = any($1)',
  progress:
    'select count(*)::int from progress_entries g join enrolments n on n.id = g.enrolment_id where n.person_id = any($1)',
  attendances:
    'select count(*)::int from attendances a join enrolments n on n.id = a.enrolment_id where n.person_id = any($1)',
  outcomes:
    'select count(*)::int from outcome_entries o join sittings s on s.id = o.sitting_id where s.person_id = any($1)',
  followUps:
    'select count(*)::int from follow_ups f join sittings s on s.id = f.sitting_id where s.person_id = any($1)',
  consents: `select count(*)::int from consent_entries where how <> 'merge' and person_id = any($1)`,
  acknowledgements: 'select count(*)::int from notice_acknowledgements where person_id = any($1)',
  requests: 'select count(*)::int from privacy_requests where person_id = any($1)',
  identities: 'select count(*)::int from identities where person_id = any($1)',
  openings: 'select count(*)::int from recording_openings where person_id = any($1)',
  mails: `select count(*)::int from mails where kind <> 'people-merged' and person_id = any($1)`,
} as const;

/** How many rows of each kind these people have between them. */
export async function countHistory(database: TestDatabase, ids: readonly number[]): Promise<Record<string, number>> {
  const columns = Object.entries(HISTORY).map(([name, text]) => `(${text}) as "${name}"`);
  return (await database.query<Record<string, number>>(`select ${columns.join(', ')}`, [ids]))[0] ?? {};
}

const FAULTS = {
  'two open enrolments': `select from enrolments where person_id = $1 and state <> 'cancelled' group by workshop_id having count(*) > 1`,
  'two open sittings': `select from sittings where person_id = $1 and outcome is null and state in ('booked', 'taken') group by exam_code having count(*) > 1`,
  'a number twice': 'select from sittings where person_id = $1 group by exam_code, attempt having count(*) > 1',
  'attempts with gaps': 'select from sittings where person_id = $1 group by exam_code having max(attempt) > 7000',
  'two employments at once':
    'select from employments where person_id = $1 and ended_on is null and not concurrent having count(*) > 1',
  'the same outcome twice in a month': `select from sittings where person_id = $1 and outcome is not null group by exam_code, month, outcome having count(*) > 1`,
  'asked although it is over': `select from follow_ups f join sittings s on s.id = f.sitting_id where s.person_id = $1 and f.state = 'planned' and s.state not in ('booked', 'taken')`,
  'a row under another’s employment':
    'select from enrolments n join employments e on e.id = n.employment_id where n.person_id = $1 and e.person_id <> $1',
} as const;

export async function findFaults(database: TestDatabase, id: number): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, text] of Object.entries(FAULTS))
    if ((await database.query(`select 1 from (${text}) f`.replaceAll('select from', 'select 1 from'), [id])).length > 0)
      faults.push(name);
  return faults;
}
