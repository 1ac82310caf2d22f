// Brings out what may go: claims it, hands it to its channel, and goes on until nothing is left that may go now.
import { setTimeout as sleep } from 'node:timers/promises';
import { CHANNELS, OWN_CHANNELS, REACHING_CHANNELS, type Channel } from '#app/features/agreements/channel-names.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { deliverOne, isPublished, publish } from './bring-out.server.ts';
import { claimDeliveries } from './claim-deliveries.server.ts';
import { giveBack } from './record-delivery.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };

export type DeliveryCount = { readonly delivered: number; readonly failed: number; readonly staleRuns: number[] };

/**
 * Delivers everything that may go now, of these runs or of any, by these channels: what needs nobody else's server goes first. Runs that turned out stale are named, to be
 * built again. Once `stopping` says so, it claims no more and gives back what it has not begun (bad-J6).
 */
export async function deliverDue(
  runIds: readonly number[] | null,
  stopping?: AbortSignal,
  channels: readonly Channel[] = CHANNELS,
): Promise<DeliveryCount> {
  const count = { delivered: 0, failed: 0, queued: 0 };
  const staleRuns = new Set<number>();
  const isOver = (): boolean => stopping?.aborted === true;
  for (const group of [OWN_CHANNELS, REACHING_CHANNELS]) {
    const some = group.filter((channel) => channels.includes(channel));
    for (let isMore = some.length > 0; isMore && !isOver();) {
      const claim = await claimDeliveries(runIds, some);
      for (const id of claim.staleRuns) staleRuns.add(id);
      const published = claim.claimed.filter(isPublished);
      const { delivered, failed } = await publish(published);
      count.delivered += delivered;
      count.failed += failed;
      const others = claim.claimed.filter((delivery) => !published.includes(delivery));
      for (const [index, delivery] of others.entries()) {
        if (isOver()) {
          await giveBack(others.slice(index));
          break;
        }
        count[await deliverOne(delivery)]++;
      }
      isMore = claim.claimed.length > 0 || claim.staleRuns.length > 0;
    }
  }
  return { delivered: count.delivered, failed: count.failed, staleRuns: [...staleRuns] };
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
