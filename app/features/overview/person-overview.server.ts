// Reads one person for staff who found them: where they work, what they learn, their exams with who said how they went, and the follow-up for whoever
// may see it. That somebody looked is recorded.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { isPermitted } from '#app/features/access/permissions.ts';
import { MONTH_NOW } from '#app/features/exams/exams.server.ts';
import { IS_OPEN, NOT_ASKED_BECAUSE, SITTINGS } from '#app/features/exams/standing.server.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type {
  PersonContact,
  PersonEmployment,
  PersonEnrolment,
  PersonOverview,
  PersonSitting,
} from './person-overview.ts';

const EMPLOYMENTS = `
  select e.id, r.id as "employerId", r.name as company, r.mpn_id as "mpnId", e.country_code as country, e.job_role as "jobRole",
    e.started_on::timestamp at time zone 'Europe/Amsterdam' as "startedOn", e.ended_on::timestamp at time zone 'Europe/Amsterdam' as "endedOn",
    e.confirmed_by as "confirmedBy"
  from employments e join employers r on r.id = e.employer_id where e.person_id = $1 order by e.ended_on is not null, e.started_on desc, e.id`;

const ENROLMENTS = `
  select n.id, w.id as "workshopId", w.name as workshop, s.title as session, n.state, n.percent::int as percent, n.enrolled_at as since
  from enrolments n join workshops w on w.id = n.workshop_id left join workshop_sessions s on s.id = n.session_id
  where n.person_id = $1 order by n.state = 'cancelled', n.enrolled_at desc, n.id`;

const OF_SITTINGS = `
  select s.id, s.exam_code as "examCode", s.attempt::int as attempt, s.month::text as month, s.state, s.outcome,
    case when ${IS_OPEN} then ${NOT_ASKED_BECAUSE} end as "notAskedBecause",
    case o.actor_kind when 'person' then 'learner' when 'staff' then 'staff' when 'system' then 'import' end as "by", m.name as "byName", o.recorded_at as "at",
    exists (select from outcome_conflicts c where c.sitting_id = s.id and c.closed_at is null) as "isContested"
  from ${SITTINGS}
  left join lateral (select * from outcome_entries o where o.sitting_id = s.id and o.outcome = coalesce(s.outcome, s.state) order by o.id desc limit 1) o on true
  left join staff_members m on o.actor_kind = 'staff' and o.import_batch_id is null and m.id = o.actor_id
  where p.id = $1 order by s.month desc, s.exam_code, s.attempt desc`;

const CONTACTS = `
  select f.sitting_id as "sittingId", f.kind, f.state, f.result, coalesce(f.settled_at, f.due_on::timestamp at time zone 'Europe/Amsterdam') as on
  from follow_ups f join sittings s on s.id = f.sitting_id and s.month = f.month where s.person_id = $1 order by f.sitting_id, f.step`;

type Row = Omit<PersonSitting, 'origin' | 'contacts'> & {
  by: 'learner' | 'import' | 'staff' | null;
  byName: string | null;
  at: Date | null;
};

/** Of staff who imported a file, the import said it, not they. */
const originOf = ({ by, byName, at }: Row): PersonSitting['origin'] =>
  by === null || at === null ? null : { by: by === 'staff' && byName === null ? 'import' : by, name: byName, at };

async function readSittings(client: PoolClient, actor: StaffActor, personId: number): Promise<PersonSitting[]> {
  const { rows } = await client.query<Row>(OF_SITTINGS, [personId]);
  const contacts = isPermitted(actor, 'follow-up:list')
    ? (await client.query<PersonContact & { sittingId: number }>(CONTACTS, [personId])).rows
    : null;
  return rows.map((row) => {
    const { id, examCode, attempt, month, state, outcome, notAskedBecause, isContested } = row;
    const own = contacts?.filter(({ sittingId }) => sittingId === id) ?? null;
    return {
      id,
      examCode,
      attempt,
      month,
      state,
      outcome,
      notAskedBecause,
      isContested,
      origin: originOf(row),
      contacts: own,
    };
  });
}

/** Null for nobody, and for somebody erased. */
export function findPersonOverview(actor: StaffActor, personId: number): Promise<PersonOverview | null> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const found = await client.query<Pick<PersonOverview, 'id' | 'name' | 'email' | 'now'>>(
        `select id, trim(concat(first_name, ' ', last_name)) as name, email, ${MONTH_NOW} as now from persons where id = $1 and erased_at is null`,
        [personId],
      );
      const [person] = found.rows;
      if (person === undefined) return null;
      const employments = await client.query<PersonEmployment>(EMPLOYMENTS, [personId]);
      const enrolments = await client.query<PersonEnrolment>(ENROLMENTS, [personId]);
      const sittings = await readSittings(client, actor, personId);
      await appendEvent(client, {
        event: 'people.read',
        fields: ['name', 'email', 'company', 'workshop_name', 'exam', 'month', 'outcome'],
        details: { page: 'person', count: 1, personId },
      });
      return { ...person, employments: employments.rows, enrolments: enrolments.rows, sittings };
    },
    { isolation: 'repeatable read' },
  );
}
