// Brings claimed files out, once per channel: the bytes are hashed again before they go, and what happened is written down
// as it happened.
import { setTimeout as sleep } from 'node:timers/promises';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { hashFile } from '#app/features/reporting/report-files.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { claimDeliveries, LEASE, type Claim, type ClaimedDelivery } from './claim-deliveries.server.ts';
import { folderTransport } from './folder.server.ts';
import { portalTransport } from './portal.server.ts';
import { TransportError, type Delivered, type Transport } from './transport.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const MOST_ATTEMPTS = 8;
const FIRST_WAIT_MINUTES = 30;

const TRANSPORTS: Readonly<Partial<Record<string, Transport>>> = { portal: portalTransport, folder: folderTransport };

async function bringOut(delivery: ClaimedDelivery): Promise<Delivered> {
  const transport = TRANSPORTS[delivery.channel];
  if (transport === undefined)
    throw new TransportError(`There is no channel '${delivery.channel}' on this portal`, false);
  const sha256 = await hashFile(delivery.path).catch((error: unknown) => {
    throw new TransportError('The file of the build is missing', false, { cause: error });
  });
  if (sha256 !== delivery.sha256) throw new TransportError('The file is not the one that was checked', false);
  return transport.deliver(delivery);
}

// A claim is this sender's while nobody else has taken it over: its attempt and its build tell.
const OWN_CLAIM = `id = $1 and state = 'sending' and attempts = $2 and build_id = $3`;

async function recordDelivered(delivery: ClaimedDelivery, { disclosed }: Delivered): Promise<void> {
  const { deliveryId, runId, buildId, channel, attempts } = delivery;
  await inRoleSql('psa_worker', SYSTEM, async (client) => {
    // Two channels that end together take turns, so that the second sees the first.
    await client.query('select from runs where id = $1 for update', [runId]);
    const marked = await client.query(
      `update deliveries set state = 'delivered', delivered_at = psa_now(), detail = null, next_attempt_at = null,
         disclosed_at = case when $4 then psa_now() end where ${OWN_CLAIM}`,
      [deliveryId, attempts, buildId, disclosed],
    );
    if (marked.rowCount === 0) return;
    await client.query(
      `update runs set state = 'done' where id = $1 and state = 'ready'
         and not exists (select from deliveries where run_id = $1 and state <> 'delivered')`,
      [runId],
    );
    await appendEvent(client, { event: 'delivery.made', subjectId: runId, details: { channel } });
  });
}

async function recordFailed(delivery: ClaimedDelivery, error: unknown): Promise<void> {
  const { deliveryId, runId, buildId, channel, attempts } = delivery;
  const known = error instanceof TransportError ? error : null;
  log.error({ err: error, runId, channel }, 'delivery failed');
  const dead = known?.retry === false || attempts >= MOST_ATTEMPTS;
  await inRoleSql('psa_worker', SYSTEM, async (client) => {
    const marked = await client.query(
      `update deliveries set state = $4, detail = $5,
         next_attempt_at = case when $4 = 'failed' then psa_now() + make_interval(mins => $6) end where ${OWN_CLAIM}`,
      [
        deliveryId,
        attempts,
        buildId,
        dead ? 'dead' : 'failed',
        known?.message ?? 'An unexpected fault; see the log',
        FIRST_WAIT_MINUTES * 2 ** (attempts - 1),
      ],
    );
    if (marked.rowCount === 0) return;
    await appendEvent(client, { event: 'delivery.failed', subjectId: runId, details: { channel, dead } });
  });
}

/** What came of an interrupted attempt: it arrived after all, or it waits again, for the gate to be asked anew. */
async function settleInterrupted(delivery: ClaimedDelivery): Promise<'delivered' | 'queued'> {
  const arrived = await TRANSPORTS[delivery.channel]?.findArrived(delivery);
  if (arrived) {
    await recordDelivered(delivery, arrived);
    return 'delivered';
  }
  const { deliveryId, buildId, attempts } = delivery;
  await inRoleSql('psa_worker', SYSTEM, (client) =>
    client.query(`update deliveries set state = 'queued' where ${OWN_CLAIM}`, [deliveryId, attempts, buildId]),
  );
  return 'queued';
}

const NOTHING_CLAIMED: Claim = { claimed: [], staleRuns: [] };

type Outcome = 'delivered' | 'failed' | 'queued';

/** One claimed delivery. A fault of the record itself leaves the claim as it is: after its lease it is settled by asking. */
async function deliverOne(delivery: ClaimedDelivery): Promise<Outcome> {
  if (delivery.interrupted) return settleInterrupted(delivery);
  let sent: Delivered;
  try {
    sent = await bringOut(delivery);
  } catch (error) {
    await recordFailed(delivery, error);
    return 'failed';
  }
  await recordDelivered(delivery, sent);
  return 'delivered';
}

export type DeliveryCount = { readonly delivered: number; readonly failed: number; readonly staleRuns: number[] };

/** Gives back claims of which nothing was begun: whoever asks next takes them at once. */
async function giveBack(claimed: readonly ClaimedDelivery[]): Promise<void> {
  await inRoleSql('psa_worker', SYSTEM, async (client) => {
    for (const { deliveryId, attempts, buildId, interrupted } of claimed) {
      const state = interrupted
        ? `'unknown', claimed_at = psa_now() - interval '${LEASE}'`
        : `'queued', claimed_at = null`;
      await client.query(`update deliveries set attempts = attempts - 1, state = ${state} where ${OWN_CLAIM}`, [
        deliveryId,
        attempts,
        buildId,
      ]);
    }
  });
}

/**
 * Delivers everything that may go now, of these runs or of any. Runs that turned out stale are named, to be built again. Once `stopping` says
 * so, it claims no more and gives back what it has not begun (bad-J6).
 */
export async function deliverDue(runIds: readonly number[] | null, stopping?: AbortSignal): Promise<DeliveryCount> {
  const count = { delivered: 0, failed: 0, queued: 0 };
  const staleRuns = new Set<number>();
  for (;;) {
    const claim = stopping?.aborted === true ? NOTHING_CLAIMED : await claimDeliveries(runIds);
    for (const id of claim.staleRuns) staleRuns.add(id);
    for (const [index, delivery] of claim.claimed.entries()) {
      if (stopping?.aborted === true) {
        await giveBack(claim.claimed.slice(index));
        break;
      }
      count[await deliverOne(delivery)]++;
    }
    if (claim.claimed.length === 0 && claim.staleRuns.length === 0) {
      return { delivered: count.delivered, failed: count.failed, staleRuns: [...staleRuns] };
    }
  }
}

const ASKED_EVERY_MS = 100;

/** Waits until nobody is about to bring these runs out, at most so long: a sender that was killed holds its claim for longer. */
export async function untilNotBeingSent(runIds: readonly number[], limitMs: number): Promise<void> {
  const end = performance.now() + limitMs;
  const isBeingSent = (): Promise<boolean> =>
    inRoleSql('psa_worker', SYSTEM, async (client) => {
      const found = await client.query(
        `select from deliveries d join runs u on u.id = d.run_id
         where u.id = any($1::int[]) and u.state = 'ready' and d.state in ('queued', 'sending') limit 1`,
        [runIds],
      );
      return found.rowCount !== 0;
    });
  while ((await isBeingSent()) && performance.now() < end) await sleep(ASKED_EVERY_MS);
}
