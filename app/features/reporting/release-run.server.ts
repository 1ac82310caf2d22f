// Lets a held run go: a person with the permission says why, once, and the file that was checked is the one that goes.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { QUEUE_DELIVERIES } from './record-builds.server.ts';

export type ReleaseRefusal = 'not-found' | 'not-awaiting-release' | 'reason-missing';

export const RELEASE_REFUSALS: Readonly<Record<ReleaseRefusal, string>> = {
  'not-found': 'there is no such run',
  'not-awaiting-release': 'the run does not wait for a release',
  'reason-missing': 'say why the run may go, in at least ten characters',
};

const SHORTEST_REASON = 10;

export type Releaser = StaffActor | { readonly kind: 'system'; readonly name: string };

/** Releases run `runId`. The reason is kept with the run and names nobody. Deliveries are queued with the release. */
export async function releaseRun(
  actor: Releaser,
  runId: number,
  reason: string,
): Promise<Result<null, ReleaseRefusal>> {
  const words = reason.trim();
  if (words.length < SHORTEST_REASON) return refused('reason-missing');
  return inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const released = await client.query(
      `update runs set state = 'ready', released_at = psa_now(), release_reason = $2, released_by = $3
       where id = $1 and state = 'awaiting-release'`,
      [runId, words, actor.kind === 'staff' ? actor.staffId : null],
    );
    if (released.rowCount === 0) {
      const found = await client.query('select from runs where id = $1', [runId]);
      return refused(found.rowCount === 0 ? 'not-found' : 'not-awaiting-release');
    }
    await client.query(QUEUE_DELIVERIES, [[runId]]);
    await appendEvents(client, [{ event: 'run.released', subjectId: runId }]);
    return ok(null);
  });
}
