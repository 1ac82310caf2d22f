// Writes a plan of registrations: a dozen set-based statements, whatever the number of rows.
import type { PoolClient } from 'pg';
import { appendChanges, recorded, recordMade, type RowChange } from './batch.server.ts';
import { makeBulkTable } from './bulk-table.server.ts';
import type { Change, RegistrationPlan } from './plan-registrations.ts';

export type AttestedNotice = { readonly version: number; /** Who attests it. */ readonly by: string };

async function addPeople(
  client: PoolClient,
  batchId: number,
  plan: RegistrationPlan,
  notice: AttestedNotice | null,
  tellAfterMinutes: number,
): Promise<void> {
  await client.query(
    recorded('employers', 'insert into employers (mpn_id, name) select * from unnest($2::text[], $3::text[])'),
    [batchId, plan.employers.map(({ mpnId }) => mpnId), plan.employers.map(({ name }) => name)],
  );
  await makeBulkTable(
    client,
    'intake_persons',
    'email text collate "C", first_name text, last_name text, phone text, language text',
    plan.persons.map(({ email, firstName, lastName, phone, language }) => [
      email,
      firstName,
      lastName,
      phone,
      language,
    ]),
  );
  await client.query(
    recorded(
      'persons',
      `insert into persons (email, first_name, last_name, phone, language, notice_version)
       select email, first_name, last_name, phone, language, $2 from intake_persons`,
    ),
    [batchId, notice?.version ?? null],
  );
  // Whoever is new here is told by mail, and is in no report before (C2b).
  await client.query(
    `insert into mails (kind, person_id, next_attempt_at)
     select 'imported', p.id, case when $1 > 0 then psa_now() + make_interval(mins => $1::int) end
     from intake_persons i join persons p on p.email = i.email`,
    [tellAfterMinutes],
  );
  await makeBulkTable(
    client,
    'intake_employments',
    'email text collate "C", mpn_id text collate "C", country_code text, job_role text',
    plan.employments.map(({ email, mpnId, countryCode, jobRole }) => [email, mpnId, countryCode, jobRole]),
  );
  // Whoever imports has the people from their employer, and answers for it: that is a confirmation by staff.
  await client.query(
    recorded(
      'employments',
      `insert into employments (person_id, employer_id, country_code, job_role, started_on, confirmed_by, confirmed_at)
       select p.id, r.id, i.country_code, i.job_role, (psa_now() at time zone 'Europe/Amsterdam')::date, 'staff', psa_now()
       from intake_employments i join persons p on p.email = i.email join employers r on r.id = psa_employer_of(i.mpn_id)`,
    ),
    [batchId],
  );
}

async function addEnrolments(client: PoolClient, batchId: number, plan: RegistrationPlan): Promise<void> {
  await makeBulkTable(
    client,
    'intake_enrolments',
    'email text collate "C", workshop_id int, percent smallint',
    plan.enrolments.map(({ email, workshopId, percent }) => [email, workshopId, percent]),
  );
  await client.query(
    `with made as (
       insert into enrolments (person_id, employment_id, workshop_id, percent)
       select p.id, e.id, i.workshop_id, i.percent
       from intake_enrolments i join persons p on p.email = i.email
       join employments e on e.person_id = p.id and e.ended_on is null and not e.concurrent
       returning id, percent
     ), recorded as (
       ${recordMade('enrolments')}
     )
     insert into progress_entries (enrolment_id, percent, actor_kind, actor_id, import_batch_id)
     select id, percent, psa_actor_kind(), psa_actor_id(), $1 from made`,
    [batchId],
  );
}

const asJson = (changes: readonly Change[]) => JSON.stringify(changes.map(({ id, after }) => ({ id, ...after })));

async function nameEmployers(
  client: PoolClient,
  batchId: number,
  { employerChanges }: RegistrationPlan,
): Promise<void> {
  if (employerChanges.length === 0) return;
  await client.query(
    `update employers e set name = coalesce(c.name, e.name), named_by = c.named_by
     from jsonb_to_recordset($1::text::jsonb) as c (id int, name text, named_by text) where e.id = c.id`,
    [asJson(employerChanges)],
  );
  await appendChanges(client, batchId, 'employers', employerChanges);
}

/** Facts and the notice's version of known people; those who are new have theirs from the start. */
function personChanges(plan: RegistrationPlan, notice: AttestedNotice | null): RowChange[] {
  const changes = new Map<number, RowChange>(plan.personChanges.map((change) => [change.id, change]));
  if (notice === null) return [...changes.values()];
  for (const { id, before } of plan.acknowledging) {
    if (id === null) continue;
    const other = changes.get(id);
    changes.set(id, {
      id,
      before: { ...other?.before, notice_version: before },
      after: { ...other?.after, notice_version: notice.version },
    });
  }
  return [...changes.values()];
}

async function changePeople(
  client: PoolClient,
  batchId: number,
  plan: RegistrationPlan,
  notice: AttestedNotice | null,
): Promise<void> {
  if (plan.personChanges.length > 0) {
    await client.query(
      `update persons p set first_name = coalesce(c.first_name, p.first_name), last_name = coalesce(c.last_name, p.last_name),
         phone = coalesce(c.phone, p.phone)
       from jsonb_to_recordset($1::text::jsonb) as c (id int, first_name text, last_name text, phone text) where p.id = c.id`,
      [asJson(plan.personChanges)],
    );
  }
  await appendChanges(client, batchId, 'persons', personChanges(plan, notice));
  if (plan.employmentChanges.length > 0) {
    await client.query(
      `update employments e set country_code = coalesce(c.country_code, e.country_code), job_role = coalesce(c.job_role, e.job_role),
         employer_id = coalesce(psa_employer_of(c.mpn_id), e.employer_id), confirmed_by = coalesce(c.confirmed_by, e.confirmed_by),
         confirmed_at = case when c.confirmed_by is null then e.confirmed_at else psa_now() end,
         claimed_mpn_id = case when c.confirmed_by is null then e.claimed_mpn_id end,
         claimed_company = case when c.confirmed_by is null then e.claimed_company end
       from jsonb_to_recordset($1::text::jsonb) as c (id int, country_code text, job_role text, mpn_id text, confirmed_by text) where e.id = c.id`,
      [asJson(plan.employmentChanges)],
    );
    await appendChanges(client, batchId, 'employments', plan.employmentChanges);
  }
}

async function changeEnrolments(client: PoolClient, batchId: number, plan: RegistrationPlan): Promise<void> {
  const changes = new Map<number, RowChange>();
  for (const { id } of plan.admitted)
    changes.set(id, { id, before: { state: 'waiting' }, after: { state: 'enrolled' } });
  for (const { id, before, after } of plan.progress) {
    const admitted = changes.get(id);
    changes.set(id, {
      id,
      before: { ...admitted?.before, percent: before },
      after: { ...admitted?.after, percent: after },
    });
  }
  if (changes.size === 0) return;
  await client.query(`update enrolments set state = 'enrolled' where id = any($1::int[])`, [
    plan.admitted.map(({ id }) => id),
  ]);
  await client.query(
    `insert into progress_entries (enrolment_id, percent, actor_kind, actor_id, import_batch_id)
     select id, percent, psa_actor_kind(), psa_actor_id(), $1 from unnest($2::int[], $3::smallint[]) as c (id, percent)`,
    [batchId, plan.progress.map(({ id }) => id), plan.progress.map(({ after }) => after)],
  );
  await appendChanges(client, batchId, 'enrolments', [...changes.values()]);
}

async function acknowledge(client: PoolClient, plan: RegistrationPlan, notice: AttestedNotice): Promise<void> {
  await client.query(
    `insert into notice_acknowledgements (person_id, version, language, how, attested_by)
     select p.id, $1, coalesce(t.language, other.language), 'attested', $2
     from unnest($3::text[]) as given (email) join persons p on p.email = given.email
     left join privacy_notice_texts t on t.version = $1 and t.language = p.language
     cross join (select language from privacy_notice_texts where version = $1 order by language = 'en' desc, language limit 1) other`,
    [notice.version, notice.by, plan.acknowledging.map(({ email }) => email)],
  );
}

/** Writes the plan in the transaction given. Appended history and the register change together or not at all. */
export async function applyRegistrations(
  client: PoolClient,
  batchId: number,
  plan: RegistrationPlan,
  notice: AttestedNotice | null,
  tellAfterMinutes: number,
): Promise<void> {
  await nameEmployers(client, batchId, plan);
  await addPeople(client, batchId, plan, notice, tellAfterMinutes);
  await changePeople(client, batchId, plan, notice);
  await addEnrolments(client, batchId, plan);
  await changeEnrolments(client, batchId, plan);
  if (notice !== null) await acknowledge(client, plan, notice);
}
