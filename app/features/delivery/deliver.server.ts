// Brings out what may go: claims it, hands it to its channel, and goes on until nothing is left that may go now.
import { setTimeout as sleep } from 'node:timers/promises';
import { ChannelTargets } from '#app/features/agreements/channels.ts';
import { CHANNELS, OWN_CHANNELS, REACHING_CHANNELS, type Channel } from '#app/features/agreements/channel-names.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { deliverOne, isPublished, publish, type Outcome } from './bring-out.server.ts';
import { claimDeliveries, type Claim, type ClaimedDelivery } from './claim-deliveries.server.ts';
import { giveBack } from './record-delivery.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };

export type DeliveryCount = { readonly delivered: number; readonly failed: number; readonly staleRuns: number[] };

/** Of what was claimed together and goes one by one, such as into a folder, what is not begun by then is given back: the gate is asked anew, and no claim runs out. */
const PORTION_MS = 60_000;
/** So many servers of others are waited for at the same time. */
const REACHED_AT_ONCE = 4;

/** What came of it so far. */
type Tally = Record<Outcome, number> & { readonly staleRuns: Set<number> };

const noteStale = (tally: Tally, { staleRuns }: Claim): void => {
  for (const id of staleRuns) tally.staleRuns.add(id);
};

const hasMore = ({ claimed, staleRuns }: Claim): boolean => claimed.length > 0 || staleRuns.length > 0;

/** By channels of our own: portions, one after another. */
async function deliverOwn(claimNext: () => Promise<Claim>, tally: Tally, isOver: () => boolean): Promise<void> {
  for (let isMore = true; isMore && !isOver();) {
    const claim = await claimNext();
    const end = performance.now() + PORTION_MS;
    noteStale(tally, claim);
    const published = claim.claimed.filter(isPublished);
    const { delivered, failed } = await publish(published);
    tally.delivered += delivered;
    tally.failed += failed;
    const others = claim.claimed.filter((delivery) => !published.includes(delivery));
    for (const [index, delivery] of others.entries()) {
      if (isOver() || performance.now() >= end) {
        await giveBack(others.slice(index));
        break;
      }
      tally[await deliverOne(delivery)]++;
    }
    isMore = hasMore(claim);
  }
}

const hostOf = ({ channel, targets }: ClaimedDelivery): string | null =>
  channel === 'sftp' ? (ChannelTargets.safeParse(targets).data?.sftp?.host ?? null) : null;

/**
 * To servers of others, some at the same time, so that one that keeps its sender waiting holds up nobody else: of this process an SFTP server has one sender at most, and one
 * to which something failed is left alone until somebody delivers again.
 */
async function deliverReaching(
  claimNext: (leftAlone: readonly string[]) => Promise<Claim>,
  tally: Tally,
  isOver: () => boolean,
): Promise<void> {
  const leftAlone = new Set<string>();
  // Claims one by one: whoever comes next knows which servers are taken.
  let claiming: Promise<unknown> = Promise.resolve();
  const claim = (): Promise<Claim> => {
    const next = claiming.then(async () => {
      const taken = await claimNext([...leftAlone]);
      for (const delivery of taken.claimed) leftAlone.add(hostOf(delivery) ?? '');
      return taken;
    });
    claiming = next.catch(() => undefined);
    return next;
  };
  const deliverOnAndOn = async (): Promise<void> => {
    for (let isMore = true; isMore && !isOver();) {
      const taken = await claim();
      noteStale(tally, taken);
      for (const delivery of taken.claimed) {
        const outcome = await deliverOne(delivery);
        tally[outcome]++;
        if (outcome !== 'failed') leftAlone.delete(hostOf(delivery) ?? '');
      }
      isMore = hasMore(taken);
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: REACHED_AT_ONCE }, deliverOnAndOn));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}

/**
 * Delivers everything that may go now, of these runs or of any, by these channels: what needs nobody else's server goes first. Runs that turned out stale are named, to be
 * built again. Once `stopping` says so, it claims no more and gives back what it has not begun (bad-J6).
 */
export async function deliverDue(
  runIds: readonly number[] | null,
  stopping?: AbortSignal,
  channels: readonly Channel[] = CHANNELS,
): Promise<DeliveryCount> {
  const tally: Tally = { delivered: 0, failed: 0, queued: 0, staleRuns: new Set() };
  const isOver = (): boolean => stopping?.aborted === true;
  const own = OWN_CHANNELS.filter((channel) => channels.includes(channel));
  if (own.length > 0) await deliverOwn(() => claimDeliveries(runIds, own), tally, isOver);
  const reaching = REACHING_CHANNELS.filter((channel) => channels.includes(channel));
  if (reaching.length > 0)
    await deliverReaching((leftAlone) => claimDeliveries(runIds, reaching, leftAlone), tally, isOver);
  return { delivered: tally.delivered, failed: tally.failed, staleRuns: [...tally.staleRuns] };
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
