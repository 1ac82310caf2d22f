// Claims deliveries that may go now: under the row lock the gate is asked once more about every row of the file, and a file
// that holds someone who may no longer be in it does not go but is built again.
import { OWN_CHANNELS, type Channel } from '#app/features/agreements/channel-names.ts';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { buildPath } from '#app/features/reporting/report-files.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { findStaleBuilds } from './stale-builds.server.ts';
import type { Parcel } from './transport.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const CLAIM_LIMIT_MS = 5 * 60_000;
/**
 * Where somebody else's server is reached it may take minutes, and what was asked of the gate would be old when the next file's turn comes: each is
 * claimed as it goes.
 */
const CLAIMED_AT_ONCE = 1;
/** Of channels of our own: asking the gate costs about the same for a few files as for many. */
const OWN_CLAIMED_AT_ONCE = 250;
/** Longer than any channel takes for one file. A claim whose worker was not heard of for this long is anybody's again. */
export const LEASE = '10 minutes';

export type ClaimedDelivery = Parcel & {
  readonly buildId: number;
  /** An earlier sender was not heard of again: whether it arrived is asked first, and nothing is sent. */
  readonly interrupted: boolean;
  readonly deliveryId: number;
  readonly channel: string;
  readonly attempts: number;
  /** How often it failed before. */
  readonly failures: number;
  readonly agreementId: number;
  readonly versionId: number;
  /** Whose `targets` say where it goes. */
  readonly targetVersionId: number;
  /** By the portal's clock. */
  readonly claimedAt: Date;
};
export type Claim = { readonly claimed: readonly ClaimedDelivery[]; readonly staleRuns: readonly number[] };

// Fields and rows are those of the version under which the report was made; where it goes is what was agreed last and is in force. An attempt that was interrupted is asked
// about where it went.
const TARGET = `
  left join lateral (select w.id, w.channels, w.targets from agreement_versions w where w.agreement_id = u.agreement_id and psa_binds(w.approved_at, w.withdrawn_at)
    and w.in_force_from <= (psa_now() at time zone w.zone)::date order by w.in_force_from desc limit 1) latest on d.channel = any(latest.channels) and latest.targets ? d.channel
  join agreement_versions v on v.id = coalesce(case when d.state in ('queued', 'failed') then latest.id else d.target_version_id end, u.version_id)`;

// Since it was given up last, if it was. A sender that was killed, and asking what became of that, is nothing that failed.
const FAILURES = `(select count(*)::int from delivery_attempts t where t.delivery_id = d.id and t.outcome in ('failed', 'unknown')
    and t.number > coalesce((select max(number) from delivery_attempts given where given.delivery_id = d.id and given.outcome = 'dead'), 0))`;

// While its schedule is paused, what waits by itself waits on (see `isHeldByPause`). What was begun is settled: nobody may be left not knowing.
const DUE = `
  select d.id as "deliveryId", d.run_id as "runId", d.build_id as "buildId", d.channel, d.state, d.attempts, u.period,
    b.number, b.sha256, r.slug as "recipientSlug", d.queued_at as "queuedAt", v.targets, v.id as "targetVersionId", ${FAILURES} as failures,
    u.agreement_id as "agreementId", u.version_id as "versionId", psa_now() as "claimedAt"
  from deliveries d
  join runs u on u.id = d.run_id
  join builds b on b.id = d.build_id
  join agreements a on a.id = u.agreement_id
  join recipients r on r.id = a.recipient_id
  ${TARGET}
  where (u.state = 'ready' or d.state in ('sending', 'unknown')) and ($1::int[] is null or u.id = any($1)) and d.channel = any($2)
    and ($1::int[] is not null or a.paused_at is null or d.queued_at > a.paused_at or d.state in ('sending', 'unknown'))
    and (d.channel <> 'sftp' or (v.targets -> 'sftp' ->> 'host' = any($4::text[])) is not true) and (
    d.state = 'queued'
    or (d.state = 'failed' and d.next_attempt_at <= psa_now())
    or (d.state = 'sending' and d.claimed_at < psa_now() - interval '${LEASE}')
    or (d.state = 'unknown' and coalesce(d.next_attempt_at, d.claimed_at + interval '${LEASE}') <= psa_now())
  )
  order by d.queued_at, d.id limit $3 for update of d skip locked`;

type DueDelivery = Omit<ClaimedDelivery, 'path' | 'interrupted'> & { readonly number: number; readonly state: string };

/**
 * Claims a handful of deliveries, of these runs or of any, by these channels; none to an SFTP server among `leftAlone`. Runs whose file went stale are marked so and
 * named.
 */
export function claimDeliveries(
  runIds: readonly number[] | null,
  channels: readonly Channel[],
  leftAlone: readonly string[] = [],
): Promise<Claim> {
  const isOwn = channels.every((channel) => OWN_CHANNELS.includes(channel));
  const atOnce = isOwn ? OWN_CLAIMED_AT_ONCE : CLAIMED_AT_ONCE;
  return inRoleSql(
    'psa_worker',
    SYSTEM,
    async (client) => {
      const { rows: due } = await client.query<DueDelivery>(DUE, [runIds, channels, atOnce, leftAlone]);
      if (due.length === 0) return { claimed: [], staleRuns: [] };
      const isInterrupted = ({ state }: DueDelivery): boolean => state === 'sending' || state === 'unknown';
      const stale = await findStaleBuilds(
        client,
        due.filter((delivery) => !isInterrupted(delivery)),
      );
      const isStale = (delivery: DueDelivery): boolean => !isInterrupted(delivery) && stale.has(delivery.buildId);
      const staleRuns = [...new Set(due.filter(isStale).map(({ runId }) => runId))];
      await client.query(`update runs set state = 'stale' where id = any($1::int[])`, [staleRuns]);
      await appendEvents(
        client,
        staleRuns.map((id) => ({ event: 'run.stale', subjectId: id })),
      );
      const fresh = due.filter((delivery) => !isStale(delivery));
      await client.query(
        `update deliveries d set state = 'sending', claimed_at = psa_now(), attempts = attempts + 1, target_version_id = c.target
         from unnest($1::int[], $2::int[]) as c (id, target) where d.id = c.id`,
        [fresh.map(({ deliveryId }) => deliveryId), fresh.map(({ targetVersionId }) => targetVersionId)],
      );
      const claimed = fresh.map((delivery) => ({
        ...delivery,
        attempts: delivery.attempts + 1,
        interrupted: isInterrupted(delivery),
        path: buildPath(delivery.runId, delivery.number),
      }));
      return { claimed, staleRuns };
    },
    { timeoutMs: CLAIM_LIMIT_MS },
  );
}
