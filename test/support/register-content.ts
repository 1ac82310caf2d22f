// What stands in the register, without ids and times: two imports of the same content are equal here.
import type { TestDatabase } from './database.ts';

/** Everything that imports fill, in an order of its own values. */
export function readContent(database: TestDatabase): Promise<Record<string, unknown>[]> {
  return database.query(`
    select 'person' as what, concat_ws('|', p.email, p.first_name, p.last_name, p.phone, p.notice_version, r.mpn_id, r.name, e.country_code, e.job_role, e.confirmed_by) as facts
    from persons p left join employments e on e.person_id = p.id left join employers r on r.id = e.employer_id
    union all
    select 'enrolment', concat_ws('|', p.email, w.name, n.state, n.percent, (select string_agg(g.percent::text, ',' order by g.id) from progress_entries g where g.enrolment_id = n.id))
    from enrolments n join persons p on p.id = n.person_id join workshops w on w.id = n.workshop_id
    union all
    select 'sitting', concat_ws('|', p.email, s.exam_code, s.attempt, s.month, s.state, s.outcome, (select string_agg(o.outcome, ',' order by o.id) from outcome_entries o where o.sitting_id = s.id))
    from sittings s join persons p on p.id = s.person_id
    union all
    select 'workshop', concat_ws('|', name, exam_code) from workshops
    order by 1, 2`);
}

/** Empties everything that imports fill. */
export async function emptyRegister(database: TestDatabase): Promise<void> {
  await database.query(
    `truncate persons, person_emails, employers, employments, enrolments, progress_entries, sittings, outcome_entries, workshops, exams,
       import_batches, import_changes, notice_acknowledgements, suppressed_emails cascade`,
  );
}
