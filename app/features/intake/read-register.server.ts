// Reads from the register what a file names, in the transaction of the import.
import type { PoolClient } from 'pg';
import { MONTH_NOW } from '#app/features/exams/exams.server.ts';
import { env } from '#app/platform/env.server.ts';
import { foldName } from './plan-import.ts';
import {
  sittingKey,
  type KnownEmployer,
  type KnownEmployment,
  type KnownEnrolment,
  type KnownPerson,
  type KnownSitting,
  type Register,
} from './register.ts';
import { tombstoneOf } from '#app/features/people/tombstone.ts';

export type Named = {
  readonly emails: readonly string[];
  readonly mpnIds: readonly string[];
  readonly sittings: boolean;
};

async function column(client: PoolClient, text: string): Promise<Set<string>> {
  const found = await client.query<[string]>({ text, rowMode: 'array' });
  return new Set(found.rows.map(([value]) => value));
}

async function readSuppressed(client: PoolClient, emails: readonly string[]): Promise<Set<string>> {
  const some = await client.query('select from suppressed_emails limit 1');
  if (some.rowCount === 0) return new Set();
  const { tombstoneKey } = env();
  const byTombstone = new Map(emails.map((email) => [tombstoneOf(tombstoneKey, email), email]));
  const found = await client.query<{ hmac: string }>(
    'select email_hmac as hmac from suppressed_emails where email_hmac = any($1::text[])',
    [[...byTombstone.keys()]],
  );
  return new Set(found.rows.flatMap(({ hmac }) => byTombstone.get(hmac) ?? []));
}

type PersonRow = Omit<KnownPerson, 'employment' | 'endedEmployerIds' | 'enrolments'> & { readonly alias: string };

async function readEmployments(client: PoolClient, ids: readonly number[]) {
  const open = new Map<number, KnownEmployment>();
  const ended = new Map<number, number[]>();
  const found = await client.query<KnownEmployment & { personId: number; isOpen: boolean }>(
    `select e.id, e.person_id as "personId", e.employer_id as "employerId", e.country_code as "countryCode", e.job_role as "jobRole", e.ended_on is null as "isOpen",
       case when e.confirmed_by is null then jsonb_build_object('employerMpnId', r.mpn_id, 'mpnId', e.claimed_mpn_id, 'company', e.claimed_company) end as claim
     from employments e join employers r on r.id = e.employer_id where e.person_id = any($1::int[]) and not (e.ended_on is null and e.concurrent)`,
    [ids],
  );
  for (const { personId, isOpen, ...employment } of found.rows) {
    if (isOpen) open.set(personId, employment);
    // A claim that ended without being confirmed was no employment.
    else if (employment.claim === null) ended.set(personId, [...(ended.get(personId) ?? []), employment.employerId]);
  }
  return { open, ended };
}

async function readEnrolments(
  client: PoolClient,
  ids: readonly number[],
): Promise<Map<number, Map<number, KnownEnrolment>>> {
  const byPerson = new Map<number, Map<number, KnownEnrolment>>();
  const found = await client.query<KnownEnrolment & { personId: number; workshopId: number }>(
    `select id, person_id as "personId", workshop_id as "workshopId", state, percent from enrolments where person_id = any($1::int[])
     order by state = 'cancelled' desc`,
    [ids],
  );
  for (const { personId, workshopId, ...enrolment } of found.rows) {
    const enrolments = byPerson.get(personId) ?? new Map<number, KnownEnrolment>();
    byPerson.set(personId, enrolments.set(workshopId, enrolment));
  }
  return byPerson;
}

async function readPersons(client: PoolClient, emails: readonly string[]): Promise<Map<string, KnownPerson>> {
  const found = await client.query<PersonRow>(
    `select a.email as alias, p.id, p.email, p.first_name as "firstName", p.last_name as "lastName", p.phone, p.notice_version as "noticeVersion",
       coalesce(p.erased_at, p.restricted_at, p.objected_at, p.found_minor_at, p.found_false_at) is not null as "isBlocked"
     from unnest($1::text[]) as given (email) join person_emails a on a.email = given.email join persons p on p.id = a.person_id`,
    [emails],
  );
  const ids = [...new Set(found.rows.map(({ id }) => id))];
  if (ids.length === 0) return new Map();
  const { open, ended } = await readEmployments(client, ids);
  const enrolments = await readEnrolments(client, ids);
  return new Map(
    found.rows.map(({ alias, ...person }) => [
      alias,
      {
        ...person,
        employment: open.get(person.id) ?? null,
        endedEmployerIds: ended.get(person.id) ?? [],
        enrolments: enrolments.get(person.id) ?? new Map<number, KnownEnrolment>(),
      },
    ]),
  );
}

async function readSittings(
  client: PoolClient,
  persons: ReadonlyMap<string, KnownPerson>,
): Promise<Map<string, KnownSitting[]>> {
  const byKey = new Map<string, KnownSitting[]>();
  const found = await client.query<KnownSitting & { personId: number; examCode: string }>(
    `select id, person_id as "personId", exam_code as "examCode", month::text as month, state, outcome, attempt
     from sittings where person_id = any($1::int[]) order by attempt`,
    [[...new Set([...persons.values()].map(({ id }) => id))]],
  );
  for (const { personId, examCode, ...sitting } of found.rows) {
    const key = sittingKey(personId, examCode);
    byKey.set(key, [...(byKey.get(key) ?? []), sitting]);
  }
  return byKey;
}

export async function readRegister(client: PoolClient, named: Named): Promise<Register> {
  const month = await client.query<{ now: string }>(`select ${MONTH_NOW} as now`);
  const employers = await client.query<KnownEmployer & { mpnId: string }>(
    `select id, mpn_id as "mpnId", name, named_by as "namedBy", null as "formerName" from employers where mpn_id = any($1::text[])
     union all
     select r.id, a.mpn_id, r.name, 'register', a.name from employer_aliases a join employers r on r.id = a.employer_id where a.mpn_id = any($1::text[])`,
    [named.mpnIds],
  );
  const workshops = await client.query<{ id: number; name: string; examCode: string | null }>(
    'select id, name, exam_code as "examCode" from workshops',
  );
  const persons = await readPersons(client, named.emails);
  return {
    monthNow: month.rows[0]?.now ?? '',
    countryCodes: await column(client, 'select code from countries'),
    examCodes: await column(client, 'select code from exams'),
    employers: new Map(employers.rows.map(({ mpnId, ...employer }) => [mpnId, employer])),
    workshops: new Map(workshops.rows.map(({ id, name, examCode }) => [foldName(name), { id, examCode }])),
    persons,
    sittings: named.sittings ? await readSittings(client, persons) : new Map<string, KnownSitting[]>(),
    suppressed: await readSuppressed(client, named.emails),
  };
}
