// Applies what a version says of its files as a whole: whether one without rows goes out, and how much of the list may come or go before
// somebody looks at it first. And holds what has other columns than the last report under the same version.
import type { PoolClient } from 'pg';
import { BuiltSheets } from './built-sheets.ts';
import { compareColumns } from './compare-columns.ts';

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
    select u.id as run_id, v.empty_reports, v.hold_above, b.id as build_id, b.sheets, psa_last_published(u.id) as previous_id
    from runs u join agreement_versions v on v.id = u.version_id join builds b on b.run_id = u.id
    where b.id = any($1::int[])
  ), listed as (
    select t.run_id, r.ref, bool_or(g.build_id = t.build_id) as now, bool_or(g.build_id = t.previous_id) as before
    from built t join build_pages g on g.build_id in (t.build_id, t.previous_id) and g.sheet = any(psa_enrolment_sheets())
    cross join lateral unnest(g.refs) r (ref) where t.hold_above is not null and t.previous_id is not null group by t.run_id, r.ref
  ), counted as (
    select run_id, count(*) filter (where before)::int as before, count(*) filter (where not before)::int as came, count(*) filter (where not now)::int as gone
    from listed group by run_id
  )
  select t.run_id as "runId", t.empty_reports as "emptyReports", t.hold_above as "holdAbove", n.before, coalesce(n.came, 0) as came,
    coalesce(n.gone, 0) as gone, t.sheets, p.sheets as "sheetsBefore", psa_columns_blocked(t.run_id) as "columnsBlocked"
  from built t left join counted n on n.run_id = t.run_id left join builds p on p.id = t.previous_id`;

/** What the terms make of a finished build: `nothing` goes out at all, it waits for a release, or it goes as it is. */
export type TermsOutcome = { readonly outcome: 'nothing' | 'hold' | 'as-it-is'; readonly reasons: readonly string[] };

/** Pure: 12 of 40 rows that came or went are 30 %. */
export function applyTerms({ emptyReports, holdAbove, before, came, gone }: Terms, rows: number): TermsOutcome {
  if (rows === 0 && !emptyReports) {
    return { outcome: 'nothing', reasons: ['There is nothing to report, and no report without rows is agreed'] };
  }
  if (holdAbove === null || before === null) return { outcome: 'as-it-is', reasons: [] };
  const share = (100 * (came + gone)) / Math.max(before, 1);
  if (share <= holdAbove) return { outcome: 'as-it-is', reasons: [] };
  return {
    outcome: 'hold',
    reasons: [
      `Since the last report ${came} rows came and ${gone} went, of ${before} (${Math.round(share)} %); above ${holdAbove} % it waits for a release`,
    ],
  };
}

type Compared = Terms & {
  readonly sheets: unknown;
  readonly sheetsBefore: unknown;
  readonly columnsBlocked: boolean;
};

/** Other columns hold a report whatever else holds it; the database lets it go no further until the agreement agrees to them. */
function settle({ sheets, sheetsBefore, columnsBlocked, ...terms }: Compared, rows: number): TermsOutcome {
  const settled = applyTerms(terms, rows);
  if (!columnsBlocked || settled.outcome === 'nothing') return settled;
  const differences = compareColumns(BuiltSheets.parse(sheets), BuiltSheets.parse(sheetsBefore));
  const words = `It has other columns than the last report, and the agreement says nothing of it (${differences.join('; ')})`;
  return { outcome: 'hold', reasons: [words, ...settled.reasons] };
}

/** Run → what the terms of its version make of the build that was just recorded; `rowsOf` tells how many rows it holds in all. */
export async function readTerms(
  client: PoolClient,
  buildIds: readonly number[],
  rowsOf: (runId: number) => number,
): Promise<Map<number, TermsOutcome>> {
  const { rows } = await client.query<Compared>(TERMS, [buildIds]);
  return new Map(rows.map((compared) => [compared.runId, settle(compared, rowsOf(compared.runId))]));
}
