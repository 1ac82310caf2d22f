// Makes the report of a period now, because somebody asks for it: the same run that the schedule would make, or has missed.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { planRuns, RUN_REFUSALS, type RunRefusal } from '#app/features/reporting/plan-runs.server.ts';
import { TO_BE_BUILT } from '#app/features/reporting/run.ts';
import { afterAnswer } from '#app/platform/after-answer.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { dueOf } from './occurrence.ts';
import { buildAndDeliver } from './run-reports.server.ts';

export type StartRefusal = RunRefusal | 'not-there' | 'made-already';

export const START_REFUSALS: Readonly<Record<StartRefusal, string>> = {
  ...RUN_REFUSALS,
  'not-there': 'there is no such agreement',
  'made-already': 'this report has been made: open its run',
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
