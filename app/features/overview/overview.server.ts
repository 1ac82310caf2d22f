// Counts how the academy stands: what needs a person first, progress per workshop, outcomes per month, unknown ones by age, what comes next. Counts
// only: nobody is named here, and every number has an address at which its rows stand.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { DeadMails, MonthCounts, Overview, Pending, SessionToCome, WorkshopProgress } from './overview.ts';

const NOW = `to_char(psa_now() at time zone 'Europe/Amsterdam', 'YYYY-MM')`;

const PENDING = `
  select (select count(*)::int from runs where state = 'awaiting-release') as held,
    (select count(*)::int from runs where state = 'failed') as failed,
    (select count(*)::int from runs where state = 'missed') as missed,
    (select count(*)::int from deliveries where state = 'dead') as "deadDeliveries",
    (select count(*)::int from employments where confirmed_by is null and ended_on is null) as unconfirmed,
    (select count(*)::int from recipient_contacts where removed_at is null and confirmed_at is not null and not psa_contact_counts(confirmed_at, removed_at)) as "lapsedContacts",
    (select count(*)::int from outcome_conflicts where closed_at is null) as conflicts,
    (select count(*)::int from privacy_requests where decided_at is null) as requests,
    (select count(*)::int from mails where state = 'dead') as "deadMails"`;

const DEAD_MAILS = `select kind, count(*)::int as count from mails where state = 'dead' group by kind order by kind`;

const PROGRESS = `
  select w.id, w.name, count(n.id)::int as enrolled,
    array[count(*) filter (where n.percent = 0), count(*) filter (where n.percent between 1 and 24), count(*) filter (where n.percent between 25 and 49),
      count(*) filter (where n.percent between 50 and 74), count(*) filter (where n.percent between 75 and 99), count(*) filter (where n.percent = 100)]::int[] as shares,
    coalesce(percentile_disc(0.5) within group (order by n.percent), 0)::int as median
  from workshops w join enrolments n on n.workshop_id = w.id and n.state = 'enrolled'
  group by w.id, w.name order by enrolled desc, w.name`;

const MONTHS = `
  select m.month, count(s.id) filter (where s.outcome = 'passed')::int as passed, count(s.id) filter (where s.outcome = 'failed')::int as failed,
    count(s.id) filter (where s.outcome is null and s.state in ('booked', 'taken') and s.month < ${NOW})::int as unknown,
    count(s.id) filter (where s.state = 'booked' and s.month >= ${NOW})::int as booked
  from (select to_char(d, 'YYYY-MM') as month from generate_series(date_trunc('month', psa_now() at time zone 'Europe/Amsterdam') - interval '9 months',
      date_trunc('month', psa_now() at time zone 'Europe/Amsterdam') + interval '2 months', interval '1 month') d) m
  left join sittings s on s.month = m.month and ($1::text is null or s.exam_code = $1)
  group by m.month order by m.month`;

const UNKNOWN = `
  select month::text as month, count(*)::int as unknown from sittings
  where outcome is null and state in ('booked', 'taken') and month < ${NOW} and not ask_no_more group by month order by month`;

const TO_COME = `
  select s.id, w.name as workshop, s.title, min(m.starts_at) as "startsAt", s.zone, s.places,
    (select count(*)::int from enrolments n where n.session_id = s.id and n.state = 'enrolled') as enrolled,
    (select count(*)::int from enrolments n where n.session_id = s.id and n.state = 'waiting') as waiting
  from workshop_sessions s join workshops w on w.id = s.workshop_id join session_meetings m on m.session_id = s.id
  where s.cancelled_at is null and m.starts_at > psa_now() group by s.id, w.name order by min(m.starts_at), s.id limit 8`;

const all = async <Row extends object>(
  client: PoolClient,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> => (await client.query<Row>(text, [...values])).rows;

/** `exam` narrows the outcomes to one exam; null is all of them. */
export function getOverview(actor: StaffActor, exam: string | null): Promise<Overview> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const [pending] = await all<Pending>(client, PENDING);
      if (pending === undefined) throw new Error('Nothing was counted');
      return {
        pending,
        deadMails: await all<DeadMails[number]>(client, DEAD_MAILS),
        workshops: await all<WorkshopProgress>(client, PROGRESS),
        months: await all<MonthCounts>(client, MONTHS, [exam]),
        unknown: await all<{ month: string; unknown: number }>(client, UNKNOWN),
        sessions: await all<SessionToCome>(client, TO_COME),
        exams: (await all<{ code: string }>(client, 'select code from exams order by code')).map(({ code }) => code),
      };
    },
    { readOnly: true },
  );
}
