// Claims deliveries that may go now: under the row lock the gate is asked once more about every row of the file, and a file
// that holds someone who may no longer be in it does not go but is built again.
import type { PoolClient } from 'pg';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { buildPath } from '#app/features/reporting/report-files.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { Parcel } from './transport.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const CLAIM_LIMIT_MS = 5 * 60_000;
const CLAIMED_AT_ONCE = 50;
/** A claim whose worker was not heard of for this long is anybody's again. */
const LEASE = '10 minutes';

export type ClaimedDelivery = Parcel & {
  readonly deliveryId: number;
  readonly channel: string;
  readonly attempts: number;
};
export type Claim = { readonly claimed: readonly ClaimedDelivery[]; readonly staleRuns: readonly number[] };

const DUE = `
  select d.id as "deliveryId", d.run_id as "runId", d.build_id as "buildId", d.channel, d.attempts, u.period,
    b.number, b.sha256, r.slug as "recipientSlug"
  from deliveries d
  join runs u on u.id = d.run_id
  join builds b on b.id = d.build_id
  join agreements a on a.id = u.agreement_id
  join recipients r on r.id = a.recipient_id
  where u.state = 'ready' and ($1::int[] is null or u.id = any($1)) and (
    d.state = 'queued'
    or (d.state = 'failed' and d.next_attempt_at <= psa_now())
    or (d.state in ('sending', 'unknown') and d.claimed_at < psa_now() - interval '${LEASE}')
  )
  order by d.queued_at, d.id limit ${CLAIMED_AT_ONCE} for update of d skip locked`;

const STALE = `
  select distinct p.build_id as "buildId"
  from builds b
  join build_pages p on p.build_id = b.id
  cross join lateral unnest(p.refs) as listed (ref)
  where b.id = any($1::int[]) and not exists (
    select from reporting.gate g join enrolments n on n.employment_id = g.employment_id
    where p.sheet = 'registration' and g.run_id = b.run_id and n.id = listed.ref and n.state = 'enrolled' and g.reason = 'in'
  ) and not exists (
    select from reporting.gate g join sittings t on t.employment_id = g.employment_id
    where p.sheet = 'exams' and g.run_id = b.run_id and t.id = listed.ref
      and t.state in ('booked', 'taken') and g.reason = 'in'
  )`;

type DueDelivery = Omit<ClaimedDelivery, 'path'> & { readonly buildId: number; readonly number: number };

/** The builds among these that hold a row which the gate would not let out now. */
async function findStale(client: PoolClient, due: readonly DueDelivery[]): Promise<Set<number>> {
  // Alone with the gate until commit: whoever restricts, erases or ends an employment waits, or was seen (I8).
  await client.query('select pg_advisory_xact_lock(psa_disclosure_lock())');
  await client.query(`select set_config('psa.run_ids', $1, true)`, [`{${due.map(({ runId }) => runId).join(',')}}`]);
  const found = await client.query<{ buildId: number }>(STALE, [due.map(({ buildId }) => buildId)]);
  return new Set(found.rows.map(({ buildId }) => buildId));
}

/** Claims up to fifty deliveries, of these runs or of any. Runs whose file went stale are marked so and named. */
export function claimDeliveries(runIds: readonly number[] | null): Promise<Claim> {
  return inRoleSql(
    'psa_worker',
    SYSTEM,
    async (client) => {
      const { rows: due } = await client.query<DueDelivery>(DUE, [runIds]);
      if (due.length === 0) return { claimed: [], staleRuns: [] };
      const stale = await findStale(client, due);
      const staleRuns = [...new Set(due.filter(({ buildId }) => stale.has(buildId)).map(({ runId }) => runId))];
      await client.query(`update runs set state = 'stale' where id = any($1::int[])`, [staleRuns]);
      await appendEvents(
        client,
        staleRuns.map((id) => ({ event: 'run.stale', subjectId: id })),
      );
      const fresh = due.filter(({ buildId }) => !stale.has(buildId));
      await client.query(
        `update deliveries set state = 'sending', claimed_at = psa_now(), attempts = attempts + 1 where id = any($1::int[])`,
        [fresh.map(({ deliveryId }) => deliveryId)],
      );
      const claimed = fresh.map((delivery) => ({ ...delivery, path: buildPath(delivery.runId, delivery.number) }));
      return { claimed, staleRuns };
    },
    { timeoutMs: CLAIM_LIMIT_MS },
  );
}
