// Makes or hands out runs and brings them out: what a schedule, the command line and "run now" all do.
import type { Target } from '#app/features/agreements/target.ts';
import { planRuns, type RunRefusal } from '#app/features/reporting/plan-runs.server.ts';
import { produceRuns } from '#app/features/reporting/produce-runs.server.ts';
import { releaseRun, type Releaser, type ReleaseRefusal } from '#app/features/reporting/release-run.server.ts';
import { TO_BE_BUILT } from '#app/features/reporting/run.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, type Result } from '#app/platform/result.ts';
import { deliverDue } from './deliver.server.ts';
import { dueOf } from './occurrence.ts';

/** A file can go stale while it is made, and again while it is made anew; a run that still does then waits for the next tick. */
const REBUILDS = 3;

/** Builds these runs where they have no file, delivers them, and builds again those whose rows may no longer leave. */
export async function buildAndDeliver(runIds: readonly number[]): Promise<void> {
  if (runIds.length === 0) return;
  let building = runIds;
  for (let round = 0; round <= REBUILDS && building.length > 0; round++) {
    await produceRuns(building);
    building = (await deliverDue(runIds)).staleRuns;
  }
}

/** Lets dead deliveries try again: somebody asked for the run, and has mended what stood in the way. */
async function reviveDeliveries(runIds: readonly number[]): Promise<void> {
  await inRoleSql('psa_worker', { 'psa.actor_kind': 'system' }, (client) =>
    client.query(
      `update deliveries set state = 'queued', attempts = 0, detail = null where state = 'dead' and run_id = any($1::int[])`,
      [runIds],
    ),
  );
}

/** The runs of a target for a period, by id: built and delivered as far as their agreements let them. */
export async function runReports(target: Target, period: string, now: Date): Promise<Result<number[], RunRefusal>> {
  const planned = await planRuns(target, period, now, (scheduled) => dueOf(scheduled, period));
  if (!planned.ok) return planned;
  const runIds = planned.value.map(({ runId }) => runId);
  const toBuild = planned.value.filter(({ state }) => TO_BE_BUILT.includes(state)).map(({ runId }) => runId);
  await buildAndDeliver(toBuild);
  await reviveDeliveries(runIds);
  await buildAndDeliver((await deliverDue(runIds)).staleRuns);
  return ok(runIds);
}

/** Releases a held run and brings it out at once; refused as `releaseRun` refuses. */
export async function releaseAndDeliver(
  actor: Releaser,
  runId: number,
  reason: string,
): Promise<Result<null, ReleaseRefusal>> {
  const released = await releaseRun(actor, runId, reason);
  if (released.ok) await buildAndDeliver([runId]);
  return released;
}
