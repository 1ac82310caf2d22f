// Asks the gate about every row of finished files, at the moment when they would go.
import type { PoolClient } from 'pg';

// A cell of statistics is nobody's.
const STALE = `
  select distinct p.build_id as "buildId"
  from builds b
  join build_pages p on p.build_id = b.id
  cross join lateral unnest(p.refs) as listed (ref)
  where b.id = any($1::int[]) and not exists (
    select from reporting.gate g join enrolments n on n.employment_id = g.employment_id
    where p.sheet = any(psa_enrolment_sheets()) and g.run_id = b.run_id and n.id = listed.ref and n.state = 'enrolled' and g.reason = 'in'
  ) and not exists (
    select from reporting.gate g join sittings t on t.employment_id = g.employment_id
    where p.sheet = 'exams' and g.run_id = b.run_id and t.id = listed.ref
      and t.state in ('booked', 'taken') and g.reason = 'in'
  ) and not exists (
    select from recordings c where p.sheet = 'recordings' and c.id = listed.ref and c.available_until >= (psa_now() at time zone 'Europe/Amsterdam')::date
  ) and p.sheet <> 'statistics'`;

/**
 * The builds among these that hold a row which the gate would not let out now. Takes the lock that everything which can close
 * the gate for someone waits for, until the transaction ends: either it is seen here, or it sees what went (I8).
 */
export async function findStaleBuilds(
  client: PoolClient,
  builds: readonly { readonly runId: number; readonly buildId: number }[],
): Promise<Set<number>> {
  await client.query('select pg_advisory_xact_lock(psa_disclosure_lock())');
  await client.query(`select set_config('psa.run_ids', $1, true)`, [`{${builds.map(({ runId }) => runId).join(',')}}`]);
  const found = await client.query<{ buildId: number }>(STALE, [builds.map(({ buildId }) => buildId)]);
  return new Set(found.rows.map(({ buildId }) => buildId));
}
