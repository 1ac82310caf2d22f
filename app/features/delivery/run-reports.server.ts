// Makes or hands out runs and brings them out: what a schedule, the command line and "run now" all do.
import { CHANNELS, type Channel } from '#app/features/agreements/channel-names.ts';
import type { Target } from '#app/features/agreements/target.ts';
import { findEarlierUnderWay, planRuns, type RunRefusal } from '#app/features/reporting/plan-runs.server.ts';
import { produceRuns } from '#app/features/reporting/produce-runs.server.ts';
import { releaseRun, type Releaser, type ReleaseRefusal } from '#app/features/reporting/release-run.server.ts';
import { TO_BE_BUILT } from '#app/features/reporting/run.ts';
import {
  findUnfinished,
  reopenBlocked,
  reopenLost,
  untilNotBeingBuilt,
} from '#app/features/reporting/unfinished-runs.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, type Result } from '#app/platform/result.ts';
import { deliverDue, untilNotBeingSent } from './deliver.server.ts';
import { readPeriod } from '#reports/period.ts';
import { dueOf } from './occurrence.ts';

/** A file can go stale while it is made, and again while it is made anew; a run that still does then waits for the next tick. */
const REBUILDS = 3;
/** So long a caller waits for somebody else who is building its run, and then for those who are sending it. */
const OTHERS_LIMIT_MS = 10 * 60_000;
const SENDERS_LIMIT_MS = 30_000;

/**
 * Builds these runs where they have no file, delivers them by these channels or by all, and builds again those whose rows may no longer leave.
 * What is finished goes while the rest is being built: the one waits for the database while the other computes.
 */
export async function buildAndDeliver(
  runIds: readonly number[],
  stopping?: AbortSignal,
  channels: readonly Channel[] = CHANNELS,
): Promise<void> {
  if (runIds.length === 0) return;
  let building = runIds;
  for (let round = 0; round <= REBUILDS && building.length > 0 && stopping?.aborted !== true; round++) {
    const stale = new Set<number>();
    const deliver = async (ids: readonly number[]): Promise<void> => {
      for (const id of (await deliverDue(ids, stopping, channels)).staleRuns) stale.add(id);
    };
    let going = Promise.resolve();
    try {
      await produceRuns(building, stopping, (recorded) => {
        going = going.then(() => deliver(recorded));
        // It is waited for below, whatever came of the building.
        going.catch(() => undefined);
      });
    } finally {
      await Promise.allSettled([going]);
    }
    await going;
    await deliver(runIds);
    building = [...stale];
  }
}

// Where it counts as given, since nobody knew whether it arrived, the other side is asked before anything goes again. What is queued now goes although its
// schedule be paused.
const REVIVE = `
  update deliveries d set attempts = 0, detail = null, next_attempt_at = psa_now(),
    queued_at = case when d.disclosed_at is null then psa_now() else d.queued_at end,
    state = case when d.disclosed_at is null then 'queued' else 'unknown' end
  from runs u join agreements a on a.id = u.agreement_id
  where u.id = d.run_id and u.id = any($1::int[]) and (d.state = 'dead' or d.state in ('queued', 'failed') and d.queued_at <= a.paused_at)`;

/** Lets dead deliveries try again, and what waits while its schedule is paused go: somebody asked for the run, and has mended what stood in the way. */
async function reviveDeliveries(runIds: readonly number[]): Promise<void> {
  await inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, (client) => client.query(REVIVE, [runIds]));
}

/** Has what was given up of these runs waiting again, with a file built anew where the one that it had is lost: whoever looks next brings it out. */
export async function takeUpAgain(runIds: readonly number[]): Promise<void> {
  await reopenLost(runIds);
  await reviveDeliveries(runIds);
}

/** Somebody else who is building a run is waited for; where they were killed, it is built here. */
async function buildOrAwait(runIds: readonly number[], toBuild: readonly number[]): Promise<void> {
  const end = performance.now() + OTHERS_LIMIT_MS;
  let building = toBuild;
  for (let round = 0; round <= REBUILDS && building.length > 0; round++) {
    await buildAndDeliver(building);
    await untilNotBeingBuilt(runIds, end - performance.now());
    building = await findUnfinished(runIds);
  }
}

/** The runs of a target for a period, by id: built and delivered as far as their agreements let them, whoever does it. */
export async function runReports(target: Target, period: string, now: Date): Promise<Result<number[], RunRefusal>> {
  if (readPeriod(period) !== null) await buildAndDeliver(await findEarlierUnderWay(target, period));
  const planned = await planRuns(target, period, now, (scheduled) => dueOf(scheduled, period));
  if (!planned.ok) return planned;
  const runIds = planned.value.map(({ runId }) => runId);
  const toBuild = planned.value.filter(({ state }) => TO_BE_BUILT.includes(state)).map(({ runId }) => runId);
  await buildOrAwait(runIds, [...toBuild, ...(await reopenBlocked(runIds)), ...(await reopenLost(runIds))]);
  await reviveDeliveries(runIds);
  await buildAndDeliver((await deliverDue(runIds)).staleRuns);
  await untilNotBeingSent(runIds, SENDERS_LIMIT_MS);
  return ok(runIds);
}

/** Releases a held run and brings it out at once; refused as `releaseRun` refuses. */
export async function releaseAndDeliver(
  actor: Releaser,
  runId: number,
  reason: string,
  build?: number,
): Promise<Result<null, ReleaseRefusal>> {
  const released = await releaseRun(actor, runId, reason, build);
  if (released.ok) await buildAndDeliver([runId]);
  return released;
}
