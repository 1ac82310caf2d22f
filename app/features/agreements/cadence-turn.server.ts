// Holds that an agreement changes between monthly and quarterly reports at the beginning of a quarter only: in the middle of one, months would be left
// out that no quarter tells, or be told by themselves and by their quarter (bad-F10).
import type { PoolClient } from 'pg';

export const TURN_WORDS =
  'Reports change between monthly and quarterly only where a quarter begins (1 January, April, July or October): otherwise a month would be left out or told twice.';

// A version that begins when another has ended turns nothing. What has begun is changed by nobody any more.
const TURNS = `
  select from (
    select v.in_force_from, v.cadence, lag(v.cadence) over w as before, lag(v.ends_on) over w as ended
    from agreement_versions v
    where v.agreement_id = any($1::int[]) and not v.id = any($3::int[]) and (psa_binds(v.approved_at, v.withdrawn_at) or v.id = any($2::int[]))
    window w as (partition by v.agreement_id order by v.in_force_from, v.number)
  ) turn
  where before <> cadence and in_force_from >= psa_today() and in_force_from <> date_trunc('quarter', in_force_from)::date
    and (ended is null or ended >= date_trunc('quarter', in_force_from)::date) limit 1`;

type Change = {
  /** Versions that are to bind, by id. */
  readonly binding?: readonly number[];
  /** Versions that are to bind no more, by id. */
  readonly withdrawn?: readonly number[];
};

/** Whether an agreement would turn to another cadence in mid-quarter once this is so. Takes the agreements' locks, so that two changes at once are seen together. */
export async function turnsMidQuarter(
  client: PoolClient,
  agreementIds: readonly number[],
  { binding = [], withdrawn = [] }: Change,
): Promise<boolean> {
  await client.query('select from agreements where id = any($1::int[]) order by id for update', [agreementIds]);
  const found = await client.query(TURNS, [agreementIds, binding, withdrawn]);
  return found.rowCount !== 0;
}
