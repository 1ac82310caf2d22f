// Makes the report of a period now, because somebody asks for it: the same run that the schedule would make, or has missed.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { planRuns, RUN_REFUSALS, type RunRefusal } from '#app/features/reporting/plan-runs.server.ts';
import { releaseRun, type Releaser, type ReleaseRefusal } from '#app/features/reporting/release-run.server.ts';
import { TO_BE_BUILT, type RunState } from '#app/features/reporting/run.ts';
import { afterAnswer } from '#app/platform/after-answer.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { dueOf } from './occurrence.ts';
import { buildAndDeliver, takeUpAgain } from './run-reports.server.ts';

export type StartRefusal = RunRefusal | 'not-there' | 'made-already';
export type AgainRefusal = StartRefusal | 'nothing-given-up';

export const START_REFUSALS: Readonly<Record<StartRefusal, string>> = {
  ...RUN_REFUSALS,
  'not-there': 'there is no such agreement',
  'made-already': 'this report has been made: open its run',
};

export const AGAIN_REFUSALS: Readonly<Record<AgainRefusal, string>> = {
  ...START_REFUSALS,
  'nothing-given-up': 'nothing of this run waits for somebody to try again',
};

async function findSlug(actor: StaffActor, agreementId: number): Promise<string | null> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const { rows } = await client.query<{ slug: string }>(
        'select r.slug from agreements a join recipients r on r.id = a.recipient_id where a.id = $1',
        [agreementId],
      );
      return rows[0]?.slug ?? null;
    },
    { readOnly: true },
  );
}

/**
 * Plans the run of an agreement for a period ('YYYY-MM', 'YYYY-Qn') unless it is there, and builds and delivers it after the answer; a worker goes on
 * with it should this process end. Gives the run's id.
 */
export async function startRun(
  actor: StaffActor,
  agreementId: number,
  period: string,
): Promise<Result<number, StartRefusal>> {
  const slug = await findSlug(actor, agreementId);
  if (slug === null) return refused('not-there');
  const planned = await planRuns({ kind: 'slugs', slugs: [slug] }, period, await databaseNow(), (scheduled) =>
    dueOf(scheduled, period),
  );
  if (!planned.ok) return planned;
  const [run] = planned.value;
  if (run === undefined || !TO_BE_BUILT.includes(run.state)) return refused('made-already');
  await inRoleSql('psa_portal', actorSettings(actor), (client) =>
    appendEvent(client, { event: 'run.asked-for', subjectId: run.runId }),
  );
  afterAnswer(() => buildAndDeliver([run.runId]));
  return ok(run.runId);
}

type AskedRun = { agreementId: number; period: string; state: RunState; isGivenUp: boolean };

const ASKED = `
  select u.agreement_id as "agreementId", u.period, u.state,
    exists (select from deliveries d where d.run_id = u.id
      and (d.state = 'dead' or d.state in ('queued', 'failed') and d.queued_at <= a.paused_at)) as "isGivenUp"
  from runs u join agreements a on a.id = u.agreement_id where u.id = $1`;

/**
 * Makes a run after all that was missed or failed, or waits for a paused schedule; or tries again what was given up of its deliveries, or waits so: somebody looked at it, and has mended what stood in
 * the way. After the answer, as `startRun` does.
 */
export async function startAgain(actor: StaffActor, runId: number): Promise<Result<number, AgainRefusal>> {
  const asked = await inRoleSql(
    'psa_portal',
    actorSettings(actor),
    (client) => client.query<AskedRun>(ASKED, [runId]),
    {
      readOnly: true,
    },
  );
  const [run] = asked.rows;
  if (run === undefined) return refused('not-there');
  if (TO_BE_BUILT.includes(run.state)) return startRun(actor, run.agreementId, run.period);
  if (run.state !== 'ready' || !run.isGivenUp) return refused('nothing-given-up');
  await takeUpAgain([runId]);
  await inRoleSql('psa_portal', actorSettings(actor), (client) =>
    appendEvent(client, { event: 'run.asked-for', subjectId: runId }),
  );
  afterAnswer(() => buildAndDeliver([runId]));
  return ok(runId);
}

/** Releases a held run as `releaseRun` does, and brings it out after the answer. */
export async function startReleased(
  actor: Releaser,
  runId: number,
  reason: string,
  build: number,
): Promise<Result<null, ReleaseRefusal>> {
  const released = await releaseRun(actor, runId, reason, build);
  if (released.ok) afterAnswer(() => buildAndDeliver([runId]));
  return released;
}
