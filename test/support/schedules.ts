// What tests of schedules know of runs, and how an agreement is changed under them.
import { runDue, type ScheduleCount } from '#app/features/delivery/schedules.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import type { TestDatabase } from './database.ts';

/** As a worker does once a minute. */
export const tick = async (): Promise<ScheduleCount> => runDue(await databaseNow());

/** Runs as they are: slug, period and state, in the order in which they were planned. */
export async function listMade(database: TestDatabase, where = 'true'): Promise<string[]> {
  const rows = await database.query<{ made: string }>(
    `select r.slug || ' ' || u.period || ' ' || u.state as made from runs u join agreements a on a.id = u.agreement_id
     join recipients r on r.id = a.recipient_id where ${where} order by u.id`,
  );
  return rows.map(({ made }) => made);
}

export type Terms = {
  readonly cadence: 'monthly' | 'quarterly';
  readonly anchorDay: number;
  readonly localTime: string;
  readonly zone: string;
};

/** A further version, approved, that is otherwise than the last one only in when it wants its reports. */
export async function changeSchedule(
  database: TestDatabase,
  slug: string,
  inForceFrom: string,
  { cadence, anchorDay, localTime, zone }: Terms,
): Promise<void> {
  await database.query(
    `with last as (
       select v.* from agreement_versions v join agreements a on a.id = v.agreement_id join recipients r on r.id = a.recipient_id
       where r.slug = $1 order by v.number desc limit 1
     ), made as (
       insert into agreement_versions (agreement_id, number, in_force_from, cadence, anchor_day, local_time, zone, language,
         reidentification_rule, channels, contact, targets, approved_at)
       select agreement_id, number + 1, $2::date, $3, $4, $5, $6, language, reidentification_rule, channels, contact, targets, psa_now() from last
       returning id
     ) insert into agreement_fields (version_id, dataset, field)
       select made.id, f.dataset, f.field from made, last join agreement_fields f on f.version_id = last.id`,
    [slug, inForceFrom, cadence, anchorDay, localTime, zone],
  );
}

/** Forgets every run, agreement and person; the notice and the staff stay. */
export const forgetAll = (database: TestDatabase): Promise<unknown> =>
  database.query(
    `truncate notifications, mails, runs, builds, build_pages, deliveries, delivery_attempts, agreements, agreement_versions, agreement_fields, recipients,
       recipient_contacts, persons, person_emails, employers, employments, enrolments, sittings, audit_events, audit_seals restart identity cascade`,
  );
