// Brings claimed files out, once per channel: the bytes are hashed again before they go, and what happened is written down
// as it happened.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel } from '#app/features/agreements/channel-names.ts';
import { hashFile } from '#app/features/reporting/report-files.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { claimDeliveries, type Claim, type ClaimedDelivery } from './claim-deliveries.server.ts';
import { rememberDelivery, type DeliveryEntry } from './delivery-journal.server.ts';
import { folderTransport } from './folder.server.ts';
import { graphTransport } from './graph.server.ts';
import { portalTransport } from './portal.server.ts';
import { giveBack, recordDelivered, recordFailed, recordNotArrived } from './record-delivery.server.ts';
import { sftpTransport } from './sftp.server.ts';
import { TransportError, type Delivered, type Transport } from './transport.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };

const TRANSPORTS: Readonly<Partial<Record<string, Transport>>> = {
  portal: portalTransport,
  graph: graphTransport,
  sftp: sftpTransport,
  folder: folderTransport,
} satisfies Record<Channel, Transport>;

const remember = (
  { claimedAt, agreementId, versionId, recipientSlug, period, channel, sha256 }: ClaimedDelivery,
  what: DeliveryEntry['what'],
): Promise<void> =>
  rememberDelivery({
    at: claimedAt.toISOString(),
    what,
    agreement: agreementId,
    version: versionId,
    recipient: recipientSlug,
    period,
    channel,
    sha256,
  });

/** What is known once more in the database: without this line the other, "sending", stands, and somebody asks. */
const rememberOrLog = (delivery: ClaimedDelivery, what: DeliveryEntry['what']): Promise<void> =>
  remember(delivery, what).catch((error: unknown) =>
    log.error(
      { err: error, runId: delivery.runId },
      'what came of a delivery could not be written down outside the database',
    ),
  );

async function bringOut(delivery: ClaimedDelivery): Promise<Delivered> {
  const transport = TRANSPORTS[delivery.channel];
  if (transport === undefined)
    throw new TransportError(`There is no channel '${delivery.channel}' on this portal`, false);
  const sha256 = await hashFile(delivery.path).catch((error: unknown) => {
    throw new TransportError('The file of the build is missing', false, { cause: error });
  });
  if (sha256 !== delivery.sha256) throw new TransportError('The file is not the one that was checked', false);
  await remember(delivery, 'sending').catch((error: unknown) => {
    throw new TransportError('What leaves could not be written down in the data folder', true, { cause: error });
  });
  try {
    return await transport.deliver(delivery);
  } catch (error) {
    if (error instanceof TransportError && !error.maybeArrived) await rememberOrLog(delivery, 'not-arrived');
    throw error;
  }
}

type Outcome = 'delivered' | 'failed' | 'queued';

/** What came of an interrupted attempt: it arrived after all, or it waits again, for the gate to be asked anew. */
async function settleInterrupted(delivery: ClaimedDelivery): Promise<Outcome> {
  let arrived: Delivered | null | undefined;
  try {
    arrived = await TRANSPORTS[delivery.channel]?.findArrived(delivery);
  } catch (error) {
    await recordFailed(delivery, error);
    return 'failed';
  }
  if (arrived) {
    await rememberOrLog(delivery, 'delivered');
    await recordDelivered(delivery, arrived);
    return 'delivered';
  }
  await rememberOrLog(delivery, 'not-arrived');
  await recordNotArrived(delivery);
  return 'queued';
}

const NOTHING_CLAIMED: Claim = { claimed: [], staleRuns: [] };

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
  await rememberOrLog(delivery, 'delivered');
  await recordDelivered(delivery, sent);
  return 'delivered';
}

export type DeliveryCount = { readonly delivered: number; readonly failed: number; readonly staleRuns: number[] };

/**
 * Delivers everything that may go now, of these runs or of any, by these channels or by any. Runs that turned out stale are named, to be built again. Once `stopping` says
 * so, it claims no more and gives back what it has not begun (bad-J6).
 */
export async function deliverDue(
  runIds: readonly number[] | null,
  stopping?: AbortSignal,
  channels: readonly Channel[] | null = null,
): Promise<DeliveryCount> {
  const count = { delivered: 0, failed: 0, queued: 0 };
  const staleRuns = new Set<number>();
  for (;;) {
    const claim = stopping?.aborted === true ? NOTHING_CLAIMED : await claimDeliveries(runIds, channels);
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
