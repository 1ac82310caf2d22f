// Lets a held run go: a person with the permission says why, once, and the file that was checked is the one that goes.
import type { PoolClient } from 'pg';
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { QUEUE_DELIVERIES } from './record-builds.server.ts';

export type ReleaseRefusal =
  'not-found' | 'not-awaiting-release' | 'built-anew' | 'reason-missing' | 'own-draft' | 'columns-changed';

export const RELEASE_REFUSALS: Readonly<Record<ReleaseRefusal, string>> = {
  'not-found': 'there is no such run',
  'not-awaiting-release': 'the run does not wait for a release',
  'built-anew': 'the report was built anew since you looked at it: look again before it goes',
  'reason-missing': 'say why the run may go, in at least ten characters',
  'own-draft': 'you drafted the agreement that it was made under: somebody else has to let it go',
  'columns-changed':
    'it has other columns than the last report under this version of the agreement: nobody can let it go before a later version with these columns is approved',
};

/** What the database refuses, by the name of its rule. */
const RULES: Readonly<Record<string, ReleaseRefusal>> = {
  runs_second_person: 'own-draft',
  runs_columns_agreed: 'columns-changed',
};

const ruleOf = (error: unknown): ReleaseRefusal | undefined =>
  error instanceof Error && 'constraint' in error && typeof error.constraint === 'string'
    ? RULES[error.constraint]
    : undefined;

const SHORTEST_REASON = 10;

export type Releaser = StaffActor | { readonly kind: 'system'; readonly name: string };

/**
 * Releases run `runId` with the build that somebody looked at, by its number; who looked at none lets the newest go. The reason is kept with the run and names nobody. Deliveries are queued with the release. That a second person does it, and
 * that the columns are agreed, is the database's rule.
 */
export async function releaseRun(
  actor: Releaser,
  runId: number,
  reason: string,
  build: number | 'newest' = 'newest',
): Promise<Result<null, ReleaseRefusal>> {
  const words = reason.trim();
  if (words.length < SHORTEST_REASON) return refused('reason-missing');
  return inRoleSql('psa_worker', actorSettings(actor), (client) => release(client, actor, runId, words, build)).catch(
    (error: unknown) => {
      const rule = ruleOf(error);
      if (rule === undefined) throw error;
      return refused(rule);
    },
  );
}

async function release(
  client: PoolClient,
  actor: Releaser,
  runId: number,
  words: string,
  build: number | 'newest',
): Promise<Result<null, ReleaseRefusal>> {
  // Held first: a build that is being recorded is seen, or waits.
  const held = await client.query('select from runs where id = $1 for update', [runId]);
  if (held.rowCount === 0) return refused('not-found');
  const newest = await client.query<{ number: number | null }>(
    'select max(number) as number from builds where run_id = $1',
    [runId],
  );
  const isAnother = build !== 'newest' && newest.rows[0]?.number !== build;
  if (isAnother) return refused('built-anew');
  const released = await client.query(
    `update runs set state = 'ready', released_at = psa_now(), release_reason = $2, released_by = $3
       where id = $1 and state = 'awaiting-release'`,
    [runId, words, actor.kind === 'staff' ? actor.staffId : null],
  );
  if (released.rowCount === 0) return refused('not-awaiting-release');
  await client.query(QUEUE_DELIVERIES, [[runId]]);
  await appendEvents(client, [{ event: 'run.released', subjectId: runId }]);
  return ok(null);
}
