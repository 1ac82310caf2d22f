// Applies what a version says of its files as a whole: whether one without rows goes out, and how much of the list may come or go before
// somebody looks at it first.
import type { PoolClient } from 'pg';

type Terms = {
  readonly runId: number;
  readonly emptyReports: boolean;
  readonly holdAbove: number | null;
  /** People's rows of this recipient's last report; null where there was none, or where no share is agreed. */
  readonly before: number | null;
  readonly came: number;
  readonly gone: number;
};

// Rows are compared by what stands on them, an enrolment, and not by what it says: a percentage that grew is no change of the list. Exam rows are
// of another month each time.
const TERMS = `
  with built as (
    select u.id as run_id, u.agreement_id, psa_last_month(u.period) as month, v.empty_reports, v.hold_above, b.id as build_id
    from runs u join agreement_versions v on v.id = u.version_id join builds b on b.run_id = u.id
    where b.id = any($1::int[])
  ), compared as (
    select t.run_id, t.build_id, p.id as previous_id
    from built t join lateral (
      select b.id from runs u join lateral (select id from builds where run_id = u.id order by number desc limit 1) b on true
      where u.agreement_id = t.agreement_id and u.state in ('ready', 'done') and psa_last_month(u.period) < t.month
      order by psa_last_month(u.period) desc limit 1
    ) p on true
    where t.hold_above is not null
  ), listed as (
    select c.run_id, r.ref, bool_or(g.build_id = c.build_id) as now, bool_or(g.build_id = c.previous_id) as before
    from compared c join build_pages g on g.build_id in (c.build_id, c.previous_id) and g.sheet = 'registration'
    cross join lateral unnest(g.refs) r (ref) group by c.run_id, r.ref
  ), counted as (
    select run_id, count(*) filter (where before)::int as before, count(*) filter (where not before)::int as came, count(*) filter (where not now)::int as gone
    from listed group by run_id
  )
  select t.run_id as "runId", t.empty_reports as "emptyReports", t.hold_above as "holdAbove", n.before, coalesce(n.came, 0) as came, coalesce(n.gone, 0) as gone
  from built t left join counted n on n.run_id = t.run_id`;

/** What the terms make of a finished build: `nothing` goes out at all, it waits for a release, or it goes as it is. */
export type TermsOutcome = { readonly outcome: 'nothing' | 'hold' | 'as-it-is'; readonly reason: string | null };

/** Pure: 12 of 40 rows that came or went are 30 %. */
export function applyTerms({ emptyReports, holdAbove, before, came, gone }: Terms, rows: number): TermsOutcome {
  if (rows === 0 && !emptyReports) {
    return { outcome: 'nothing', reason: 'There is nothing to report, and no report without rows is agreed' };
  }
  if (holdAbove === null || before === null) return { outcome: 'as-it-is', reason: null };
  const share = (100 * (came + gone)) / Math.max(before, 1);
  if (share <= holdAbove) return { outcome: 'as-it-is', reason: null };
  return {
    outcome: 'hold',
    reason: `Since the last report ${came} rows came and ${gone} went, of ${before} (${Math.round(share)} %); above ${holdAbove} % it waits for a release`,
  };
}

/** Run → what the terms of its version make of the build that was just recorded; `rowsOf` tells how many rows it holds in all. */
export async function readTerms(
  client: PoolClient,
  buildIds: readonly number[],
  rowsOf: (runId: number) => number,
): Promise<Map<number, TermsOutcome>> {
  const { rows } = await client.query<Terms>(TERMS, [buildIds]);
  return new Map(rows.map((terms) => [terms.runId, applyTerms(terms, rowsOf(terms.runId))]));
}
