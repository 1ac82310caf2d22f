// Reads all that the page of one's own data shows, in one transaction whose row security gives a person their own alone.
import type { PoolClient } from 'pg';

import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { readDisclosures } from '#app/features/reporting/disclosures.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { DATASETS, isFieldId, type FieldId } from '#reports/catalogue.ts';
import { readKeeps } from './keeps.server.ts';
import type { ConsentEntry, Employment, OwnData, OwnPerson, ReportedField } from './own-data.ts';

const DISCLOSURES_SHOWN = 500;

const PERSON = `
  select p.first_name as "firstName", p.last_name as "lastName", p.email, p.phone, p.city, p.language, p.notice_version as "noticeVersion",
    p.restricted_at as "restrictedAt", p.objected_at as "objectedAt",
    array(select a.email from person_emails a where a.person_id = p.id and a.email <> p.email order by 1) as "formerEmails"
  from persons p where p.id = $1`;

/** Until an employment is confirmed its person is shown what they typed themselves: the employer's row is not theirs to see. */
const EMPLOYMENTS = `
  select coalesce(e.claimed_company, r.name, '') as company, coalesce(e.claimed_mpn_id, r.mpn_id, '') as "mpnId", e.country_code as "countryCode", e.job_role as "jobRole", e.confirmed_by is not null as confirmed,
    e.ended_on::text as "endedOn"
  from employments e left join employers r on r.id = e.employer_id
  where e.person_id = $1 order by e.ended_on desc nulls first, e.concurrent, e.id desc`;

const TODAY = `(psa_now() at time zone v.zone)::date`;

/** Sheet and field → who gets it now: Microsoft, the employers that one works for, and with one's consent the Member of one's country. */
const AGREED = `
  select case when f.dataset in ('F1', 'F5') then 'registration' else 'exams' end as sheet, f.field,
    array_agg(distinct coalesce(r.name, e.name)) as recipients
  from recipients r
  join agreements a on a.recipient_id = r.id and a.paused_at is null
  join lateral (
    select v.id, v.ends_on, v.zone from agreement_versions v
    where v.agreement_id = a.id and psa_binds(v.approved_at, v.withdrawn_at) and v.in_force_from <= ${TODAY}
    order by v.in_force_from desc limit 1) v
    on v.ends_on is null or v.ends_on >= ${TODAY}
  join agreement_fields f on f.version_id = v.id and f.dataset in ('F1', 'F2', 'F3', 'F5')
  left join employers e on e.id = r.employer_id
  where r.kind = 'microsoft'
    or r.employer_id in (select employer_id from employments where person_id = $1 and ended_on is null)
    or r.slug in (select 'member-' || country_code from employments where person_id = $1 and ended_on is null)
      and (select given from consent_entries where person_id = $1 and consent = 'member-sharing' order by id desc limit 1)
  group by 1, 2`;

const LAST_SENT = `
  select case d.sheet when 'exams' then d.sheet else 'registration' end as sheet, f.field, max(d.disclosed_at) as at
  from reporting.disclosures d cross join lateral unnest(d.fields) f (field) where d.person_id = $1 group by 1, 2`;

const WORKSHOPS = `
  select w.name, n.percent from enrolments n join workshops w on w.id = n.workshop_id
  where n.person_id = $1 and n.state = 'enrolled' order by w.name`;
const EXAMS = `
  select exam_code as exam, month::text as month, outcome from sittings
  where person_id = $1 and state in ('booked', 'taken') order by month desc, exam_code`;

/** What is asked of somebody to prove who they are stands there until it is proved. */
const OWN_REQUESTS = `
  select r.id, r.kind, r.channel, r.message, r.received_at as "receivedAt", r.due_on::text as "dueOn", r.decision, r.answer,
    r.extension_reason as "extensionReason", r.follows_id as "followsId",
    case when r.identity_at is null and r.decided_at is null then (
      select s.note from privacy_request_steps s where s.request_id = r.id and s.step = 'identity-asked' order by s.id desc limit 1) end as "identityAsked",
    (select coalesce(json_agg(json_build_object('what', k.what, 'law', k.law, 'until', k.until::text) order by k.id), '[]')
     from privacy_request_keeps k where k.request_id = r.id) as keeps
  from privacy_requests r where r.person_id = $1 order by r.id desc`;

type Valued = {
  person: OwnPerson;
  employment: Employment | undefined;
  workshops: readonly { name: string; percent: number }[];
  exams: readonly { exam: string; month: string; outcome: string | null }[];
};

const some = (...values: readonly (string | null | undefined)[]): string[] =>
  values.filter((value): value is string => typeof value === 'string' && value !== '');

/** What stands in a field now. A field more in the catalogue does not compile until it is here. */
const VALUES: Readonly<Record<FieldId, (of: Valued) => string[]>> = {
  first_name: ({ person }) => some(person.firstName),
  last_name: ({ person }) => some(person.lastName),
  mpn_id: ({ employment }) => some(employment?.mpnId),
  phone: ({ person }) => some(person.phone),
  country: ({ employment }) => some(employment?.countryCode),
  email: ({ person }) => some(person.email),
  company: ({ employment }) => some(employment?.company),
  job_role: ({ employment }) => some(employment?.jobRole),
  workshop_name: ({ workshops }) => workshops.map(({ name }) => name),
  progress: ({ workshops }) => workshops.map(({ percent }) => String(percent)),
  exam_id: ({ exams }) => exams.map(({ exam }) => exam),
  exam_month: ({ exams }) => exams.map(({ month }) => month),
  result: ({ exams }) => exams.map(({ outcome }) => outcome ?? ''),
  // Of recordings, and counts of many (F4, F6): nothing of one person.
  recording_link: () => [],
  subject: () => [],
  quarter: () => [],
  people: () => [],
  completed: () => [],
  sittings: () => [],
  passed: () => [],
};

const FIELDS_OF: Readonly<Record<ReportedField['sheet'], readonly FieldId[]>> = {
  registration: DATASETS.F1.fields,
  exams: DATASETS.F3.fields,
};

async function readReported(client: PoolClient, personId: number, valued: Valued): Promise<ReportedField[]> {
  const agreed = await client.query<{ sheet: string; field: string; recipients: string[] }>(AGREED, [personId]);
  const sent = await client.query<{ sheet: string; field: string; at: Date }>(LAST_SENT, [personId]);
  return (['registration', 'exams'] as const).flatMap((sheet) =>
    FIELDS_OF[sheet].filter(isFieldId).map((field) => {
      const isThis = (row: { sheet: string; field: string }): boolean => row.sheet === sheet && row.field === field;
      return {
        sheet,
        field,
        values: VALUES[field](valued),
        recipients: agreed.rows.find(isThis)?.recipients ?? [],
        lastSentAt: sent.rows.find(isThis)?.at ?? null,
      };
    }),
  );
}

/** All that is shown of one's own data; null for whoever was erased a moment ago. */
export function findOwnData(actor: PersonActor): Promise<OwnData | null> {
  const { personId } = actor;
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const rowsOf = async <Row extends object>(text: string): Promise<Row[]> =>
        (await client.query<Row>(text, [personId])).rows;
      const [person] = await rowsOf<OwnPerson>(PERSON);
      if (person === undefined) return null;
      const employments = await rowsOf<Employment>(EMPLOYMENTS);
      const valued = {
        person,
        employment: employments.find(({ endedOn }) => endedOn === null),
        workshops: await rowsOf<Valued['workshops'][number]>(WORKSHOPS),
        exams: await rowsOf<Valued['exams'][number]>(EXAMS),
      };
      return {
        person,
        employments,
        reported: await readReported(client, personId, valued),
        disclosures: await readDisclosures(client, personId, DISCLOSURES_SHOWN),
        consents: await rowsOf<ConsentEntry>(
          'select consent, given, recorded_at as at, how from consent_entries where person_id = $1 order by id desc',
        ),
        requests: await rowsOf<OwnData['requests'][number]>(OWN_REQUESTS),
        kept: await readKeeps(client, personId),
        told: await rowsOf<OwnData['told'][number]>(
          // One line for what a recipient was told at once about the rows of one file.
          `select min(n.id) as id, coalesce(r.name, e.name, r.slug) as recipient, n.cause, n.fields, n.made_at as at, n.sha256
           from notifications n join recipients r on r.id = n.recipient_id left join employers e on e.id = r.employer_id
           where n.person_id = $1 group by 2, 3, 4, 5, 6 order by id desc`,
        ),
      };
    },
    { readOnly: true },
  );
}

/** What a form of the page is read against. */
export async function readKnown(
  actor: PersonActor,
): Promise<{ readonly phone: string | null; readonly countryCode: string | null }> {
  const { rows } = await inRoleSql(
    'psa_portal',
    actorSettings(actor),
    (client) =>
      client.query<{ phone: string | null; countryCode: string | null }>(
        `select p.phone, e.country_code as "countryCode" from persons p
         left join employments e on e.person_id = p.id and e.ended_on is null and not e.concurrent where p.id = $1`,
        [actor.personId],
      ),
    { readOnly: true },
  );
  return rows[0] ?? { phone: null, countryCode: null };
}
