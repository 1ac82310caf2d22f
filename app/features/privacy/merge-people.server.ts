// Makes two people who are one, one: previewed first, and what was previewed is what is done, in one transaction, or nothing is (P2, P6).
import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { IMPORT_LOCK } from '#app/features/intake/batch.server.ts';
import { givePlaces, holdPlaces } from '#app/features/learning/places.server.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { waitForSenders } from './given-rows.server.ts';
import { applyMerge } from './apply-merge.server.ts';
import { planMerge, type MergePlan } from './merge-plan.ts';
import { missingChoice, refuseMerge, type MergeChoice, type MergeRefusal } from './merge-refusals.ts';
import type { MergeSide } from './merge-side.ts';
import { readAuditKey, takeTellingTurn, tellAtOnce } from './notify-recipients.server.ts';
import { readMergeSides } from './read-merge-sides.server.ts';

const MERGE_LIMIT_MS = 60_000;

export type MergePreview = {
  readonly kept: MergeSide;
  readonly gone: MergeSide;
  readonly plan: MergePlan;
  /** What stands against it, or has to be said first. */
  readonly refusal: MergeRefusal | null;
  /** When staff said that the two are not one. */
  readonly toldApartAt: Date | null;
  /** Of everything above: applying names it. */
  readonly digest: string;
};

const digestOf = (preview: Omit<MergePreview, 'digest' | 'toldApartAt'>, choice: MergeChoice): string =>
  createHash('sha256')
    .update(JSON.stringify([preview, choice.employment]))
    .digest('hex');

const asWorker = <T>(actor: StaffActor, work: (client: PoolClient) => Promise<T>): Promise<T> =>
  inRoleSql('psa_worker', actorSettings(actor), work, { timeoutMs: MERGE_LIMIT_MS });

export type MergeOrder = MergeChoice & { readonly keptId: number; readonly goneId: number };

async function look(
  client: PoolClient,
  actor: StaffActor,
  { keptId, goneId, ...choice }: MergeOrder,
): Promise<Result<MergePreview, MergeRefusal>> {
  if (keptId === goneId) return refused('same');
  const sides = await readMergeSides(client, [keptId, goneId]);
  const kept = sides.get(keptId);
  const gone = sides.get(goneId);
  if (kept === undefined || gone === undefined) return refused('not-found');
  const apart = await client.query<{ at: Date }>(
    'select decided_at as at from people_apart where low_id = least($1::int, $2::int) and high_id = greatest($1::int, $2::int)',
    [keptId, goneId],
  );
  const plan = planMerge(kept, gone, choice.employment);
  const seen = { kept, gone, plan, refusal: refuseMerge(actor, kept, gone) ?? missingChoice(kept, gone, plan, choice) };
  // What is said about a known account is said with the merge itself, and changes nothing of what is shown.
  const digest = digestOf({ ...seen, refusal: refuseMerge(actor, kept, gone) }, choice);
  return ok({ ...seen, toldApartAt: apart.rows[0]?.at ?? null, digest });
}

/** What merging would do; changes nothing but that somebody looked. */
export function previewPeopleMerge(actor: StaffActor, order: MergeOrder): Promise<Result<MergePreview, MergeRefusal>> {
  return asWorker(actor, async (client) => {
    const seen = await look(client, actor, order);
    if (seen.ok)
      await appendEvent(client, {
        event: 'people.read',
        fields: [
          'name',
          'email',
          'phone',
          'company',
          'job_role',
          'progress',
          'result',
          'consents',
          'restriction',
          'requests',
        ],
        details: { page: 'merge', count: 2 },
      });
    return seen;
  });
}

/** Nobody imports, sends, tells, enrols or changes either until the transaction ends; in the order in which others take these turns. */
async function hold(client: PoolClient, ids: readonly number[]): Promise<void> {
  const inOrder = [...ids].sort((one, other) => one - other);
  await client.query('select pg_advisory_xact_lock($1)', [IMPORT_LOCK]);
  for (const id of inOrder) await takeTellingTurn(client, id);
  await waitForSenders(client);
  await client.query('select from persons where id = any($1::int[]) order by id for update', [inOrder]);
  const { rows } = await client.query<{ id: number }>(
    `select id from enrolments where person_id = any($1::int[]) and state <> 'cancelled' order by id`,
    [inOrder],
  );
  await holdPlaces(
    client,
    rows.map(({ id }) => id),
  );
  for (const table of ['employments', 'enrolments', 'sittings'])
    await client.query(`select from ${table} where person_id = any($1::int[]) order by id for update`, [inOrder]);
}

async function merge(
  client: PoolClient,
  actor: StaffActor,
  order: MergeOrder,
  digest: string,
): Promise<Result<null, MergeRefusal>> {
  await hold(client, [order.keptId, order.goneId]);
  const seen = await look(client, actor, order);
  if (!seen.ok) return seen;
  const { kept, gone, plan, refusal } = seen.value;
  if (seen.value.digest !== digest) return refused('plan-changed');
  if (refusal !== null) return refused(refusal);
  const goneKey = await readAuditKey(client, gone.id);
  await applyMerge(client, actor, { kept, gone, plan, goneKey });
  await givePlaces(
    client,
    plan.enrolments.flatMap(({ frees }) => frees ?? []),
  );
  await appendEvent(client, {
    event: 'person.merged',
    subjectId: await readAuditKey(client, kept.id),
    details: {
      from: goneKey,
      enrolments: plan.enrolments.length,
      sittings: plan.sittings.joined.length,
      conflicts: plan.sittings.joined.filter(({ claim }) => claim !== null).length,
    },
  });
  return ok(null);
}

/** Merges what was previewed, whole or not at all; recipients are told, and the person is written to at both addresses. */
export async function mergePeople(
  actor: StaffActor,
  order: MergeOrder,
  digest: string,
): Promise<Result<null, MergeRefusal>> {
  const merged = await asWorker(actor, (client) => merge(client, actor, order, digest));
  if (merged.ok) await tellAtOnce(order.keptId);
  return merged;
}
