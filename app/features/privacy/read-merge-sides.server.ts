// Reads what is known of two people who may be one, in the transaction under way (as the worker, for staff).
import type { PoolClient } from 'pg';

import { readGivenRows } from './given-rows.server.ts';
import type { MergeConsent, MergeEmployment, MergeEnrolment, MergeSide, MergeSitting } from './merge-side.ts';

const MS = (instant: string): string => `floor(extract(epoch from ${instant}) * 1000)::float8`;

const PERSONS = `
  select p.id, p.email, p.first_name as "firstName", p.last_name as "lastName", p.phone, p.city, p.language, p.created_at as "createdAt",
    p.informed_at as "informedAt", p.restricted_at as "restrictedAt", p.objected_at as "objectedAt", p.notice_version as "noticeVersion",
    (select ${MS('max(a.acknowledged_at)')} from notice_acknowledgements a where a.person_id = p.id and a.version = p.notice_version) as "noticeAt",
    num_nonnulls(p.found_minor_at, p.found_false_at) > 0
      or exists (select from privacy_requests r where r.person_id = p.id and r.kind = 'erasure' and r.decided_at is null) as "isBeingErased",
    array(select e.email from person_emails e where e.person_id = p.id and e.email <> p.email order by 1) as aliases,
    array(select r.kind from privacy_requests r where r.person_id = p.id and r.decided_at is null order by 1) as "openRequests",
    (select count(*)::int from outcome_links l join sittings s on s.id = l.sitting_id
      where s.person_id = p.id and l.answer is not null and l.settled_at is null) as "answersWaiting",
    json_build_object(
      'progress', (select count(*) from progress_entries g join enrolments n on n.id = g.enrolment_id where n.person_id = p.id),
      'outcomes', (select count(*) from outcome_entries o join sittings s on s.id = o.sitting_id where s.person_id = p.id),
      'consents', (select count(*) from consent_entries c where c.person_id = p.id),
      'acknowledgements', (select count(*) from notice_acknowledgements a where a.person_id = p.id),
      'requests', (select count(*) from privacy_requests r where r.person_id = p.id),
      'notifications', (select count(*) from notifications n where n.person_id = p.id)) as counts
  from persons p where p.id = any($1::int[]) and p.erased_at is null order by p.id`;

const EMPLOYMENTS = `
  select e.person_id as "personId", e.id, e.employer_id as "employerId", coalesce(e.claimed_company, r.name) as company, e.country_code as "countryCode",
    e.job_role as "jobRole", e.started_on::text as "startedOn", e.ended_on::text as "endedOn", e.confirmed_by as "confirmedBy", e.concurrent
  from employments e join employers r on r.id = e.employer_id where e.person_id = any($1::int[]) order by e.id`;

const ENROLMENTS = `
  select n.person_id as "personId", n.id, n.employment_id as "employmentId", n.workshop_id as "workshopId", w.name as workshop, n.session_id as "sessionId",
    s.title as session, n.state, n.percent::int as percent, ${MS('n.enrolled_at')} as "enrolledAt", n.note is not null as "hasNote"
  from enrolments n join workshops w on w.id = n.workshop_id left join workshop_sessions s on s.id = n.session_id
  where n.person_id = any($1::int[]) order by n.id`;

const SITTINGS = `
  select person_id as "personId", id, employment_id as "employmentId", exam_code as "examCode", attempt::int as attempt, month::text as month, state, outcome,
    ask_no_more as "askNoMore"
  from sittings where person_id = any($1::int[]) order by id`;

const CONSENTS = `
  select distinct on (person_id, consent) person_id as "personId", consent, given, ${MS('recorded_at')} as at, id::int as "entryId"
  from consent_entries where person_id = any($1::int[]) order by person_id, consent, id desc`;

/** Whose accounts or addresses are those of staff or of a report's recipient, too. */
const SEATS = `
  select s.person_id as "personId", s.accounts,
    coalesce((select json_agg(json_build_object('id', m.id, 'name', m.name) order by m.id) from staff_members m where m.id = any(s.staff_ids)
      or lower(m.email) in (select e.email from person_emails e where e.person_id = s.person_id)), '[]') as staff,
    coalesce((select json_agg(json_build_object('id', c.id, 'name', c.name) order by c.id) from recipient_contacts c
      where c.removed_at is null and (c.id = any(s.contact_ids)
        or lower(c.email) in (select e.email from person_emails e where e.person_id = s.person_id))), '[]') as contacts
  from psa_seats_of($1::int[]) s`;

type PersonRow = Pick<
  MergeSide,
  | 'id'
  | 'email'
  | 'aliases'
  | 'firstName'
  | 'lastName'
  | 'phone'
  | 'city'
  | 'language'
  | 'createdAt'
  | 'informedAt'
  | 'restrictedAt'
  | 'objectedAt'
  | 'isBeingErased'
  | 'openRequests'
  | 'answersWaiting'
> & {
  readonly noticeVersion: number | null;
  readonly noticeAt: number | null;
  readonly counts: Omit<MergeSide['counts'], 'disclosed'>;
};
type Of = { readonly personId: number };

/** Both, or fewer where one is not there or was erased. */
export async function readMergeSides(client: PoolClient, ids: readonly number[]): Promise<Map<number, MergeSide>> {
  const ask = async <Row extends object>(text: string): Promise<Row[]> => (await client.query<Row>(text, [ids])).rows;
  const persons = await ask<PersonRow>(PERSONS);
  const employments = await ask<MergeEmployment & Of>(EMPLOYMENTS);
  const enrolments = await ask<MergeEnrolment & Of>(ENROLMENTS);
  const sittings = await ask<MergeSitting & Of>(SITTINGS);
  const consents = await ask<MergeConsent & Of>(CONSENTS);
  const seats = await ask<Pick<MergeSide, 'accounts' | 'staff' | 'contacts'> & Of>(SEATS);
  const sides = new Map<number, MergeSide>();
  for (const { noticeVersion, noticeAt, counts, ...person } of persons) {
    const isOf = ({ personId }: Of): boolean => personId === person.id;
    const own = seats.find(isOf);
    sides.set(person.id, {
      ...person,
      notice: noticeVersion === null ? null : { version: noticeVersion, at: noticeAt ?? 0 },
      employments: employments.filter(isOf),
      enrolments: enrolments.filter(isOf),
      sittings: sittings.filter(isOf),
      consents: consents.filter(isOf),
      counts: { ...counts, disclosed: (await readGivenRows(client, person.id)).length },
      accounts: own?.accounts ?? 0,
      staff: own?.staff ?? [],
      contacts: own?.contacts ?? [],
    });
  }
  return sides;
}
