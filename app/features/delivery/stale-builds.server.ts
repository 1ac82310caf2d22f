// Asks the gate about every row of finished files, at the moment when they would go.
import type { PoolClient } from 'pg';

// What the files list less what may go: two sets, hashed once each. Asked row by row, PostgreSQL takes a few rows for granted and compares every row
// with every other; ten thousand rows then took seconds, with everybody waiting. A cell of statistics is nobody's.
const STALE = `
  with listed as (
    select p.build_id, case when p.sheet = any(psa_enrolment_sheets()) then 'enrolments' else p.sheet end as kind, unnest(p.refs) as ref
    from build_pages p where p.build_id = any($1::int[]) and p.sheet <> 'statistics'
  ), asked as (
    select b.id as build_id, g.employment_id from builds b join reporting.gate g on g.run_id = b.run_id
    where b.id = any($1::int[]) and case g.reason when 'in' then true else false end
  ), allowed as (
    select a.build_id, 'enrolments', n.id from asked a join enrolments n on n.employment_id = a.employment_id where n.state = 'enrolled'
    union all
    select a.build_id, 'exams', t.id from asked a join sittings t on t.employment_id = a.employment_id where t.state in ('booked', 'taken')
    union all
    select b.id, 'recordings', c.id from builds b join reporting.scope s on s.run_id = b.run_id cross join recordings c
    where b.id = any($1::int[]) and c.available_until >= s.on_day
  )
  select distinct build_id as "buildId" from (table listed except table allowed) stale`;

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
