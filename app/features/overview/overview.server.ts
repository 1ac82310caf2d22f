// Counts how the academy stands: what needs a person first, progress per workshop, outcomes per month, unknown ones by age, what comes next. Counts
// only: nobody is named here, and every number has an address at which its rows stand.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { WAITS } from '#app/features/employers/employments.server.ts';
import { countOf, OPEN_CONFLICTS, SITTINGS, STANDS } from '#app/features/exams/standing.server.ts';
import { COUNT_SHARES, ENROLMENTS, IN_WORKSHOP, WAITING } from '#app/features/learning/enrolled.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { DeadMails, MonthCounts, Overview, Pending, SessionToCome, WorkshopProgress } from './overview.ts';

const PENDING = `
  select (select count(*)::int from runs where state = 'awaiting-release') as held,
    (select count(*)::int from runs u where u.state = 'failed' or u.state not in ('withdrawn', 'missed', 'awaiting-release')
      and exists (select from deliveries d where d.run_id = u.id and d.state = 'dead')) as failed,
    (select count(*)::int from runs where state = 'missed') as missed,
    (select count(*)::int from ${WAITS}) as unconfirmed,
    (select count(*)::int from recipient_contacts where removed_at is null and not psa_contact_counts(confirmed_at, removed_at)) as "silentContacts",
    (select count(*)::int from ${OPEN_CONFLICTS}) as conflicts,
    (select count(*)::int from privacy_requests where decided_at is null) as requests,
    (select count(*)::int from support_cases where closed_at is null and waits_for = 'staff' and warned_at is not null) as "quietCases",
    (select count(*)::int from mails where state = 'dead') as "deadMails"`;

const DEAD_MAILS = `select kind, count(*)::int as count from mails where state = 'dead' group by kind order by kind`;

const PROGRESS = `
  select w.id, w.name, count(n.id)::int as enrolled,
    ${COUNT_SHARES} as shares,
    coalesce(percentile_disc(0.5) within group (order by n.percent), 0)::int as median
  from workshops w join (${ENROLMENTS}) on n.workshop_id = w.id and ${IN_WORKSHOP}
  group by w.id, w.name order by enrolled desc, w.name`;

const MONTHS = `
  select m.month, coalesce(c.passed, 0) as passed, coalesce(c.failed, 0) as failed, coalesce(c.unknown, 0) as unknown,
    coalesce(c."not-asked", 0) as "notAsked", coalesce(c.open, 0) as booked
  from (select to_char(d, 'YYYY-MM') as month from generate_series(date_trunc('month', psa_now() at time zone 'Europe/Amsterdam') - interval '9 months',
      date_trunc('month', psa_now() at time zone 'Europe/Amsterdam') + interval '2 months', interval '1 month') d) m
  left join (
    select s.month, ${(['passed', 'failed', 'unknown', 'not-asked', 'open'] as const).map(countOf).join(', ')}
    from ${SITTINGS} where $1::text is null or s.exam_code = $1 group by s.month
  ) c on c.month = m.month
  order by m.month`;

const UNKNOWN = `
  select s.month::text as month, count(*)::int as unknown from ${SITTINGS} where ${STANDS.unknown} group by s.month order by s.month`;

const TO_COME = `
  select s.id, w.id as "workshopId", w.name as workshop, s.title, min(m.starts_at) as "startsAt", s.zone, s.places,
    (select count(*)::int from ${ENROLMENTS} where n.session_id = s.id and ${IN_WORKSHOP}) as enrolled,
    (select count(*)::int from ${ENROLMENTS} where n.session_id = s.id and ${WAITING}) as waiting
  from workshop_sessions s join workshops w on w.id = s.workshop_id join session_meetings m on m.session_id = s.id
  where s.cancelled_at is null and m.starts_at > psa_now() group by s.id, w.id, w.name order by min(m.starts_at), s.id limit 8`;

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
