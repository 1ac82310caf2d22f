// Finds runs that have no file to go out although nobody waits for a person, and who is building them.
import { setTimeout as sleep } from 'node:timers/promises';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { listBeingBuilt } from './dataset-rows.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const ASKED_EVERY_MS = 200;

/**
 * Runs, of these or of any, that nobody finished: a worker that was killed left them, their file went stale, or they are being
 * built; and those whose build failed and is to be tried again by now. Oldest period first. What is given up or was missed is a person's to ask for.
 */
export function findUnfinished(runIds: readonly number[] | null): Promise<number[]> {
  return inRoleSql('psa_worker', SYSTEM, async (client) => {
    const found = await client.query<{ id: number }>(
      `select id from runs
       where (state in ('planned', 'built', 'checked', 'stale') or next_try_at <= psa_now()) and ($1::int[] is null or id = any($1))
       order by psa_last_month(period), id`,
      [runIds],
    );
    return found.rows.map(({ id }) => id);
  });
}

/**
 * Has runs built again whose file waits here because of its columns: whoever asks for them has mended the agreement or the columns. Gives their ids.
 */
export function reopenBlocked(runIds: readonly number[]): Promise<number[]> {
  return inRoleSql('psa_worker', SYSTEM, async (client) => {
    const reopened = await client.query<{ id: number }>(
      `update runs set state = 'stale' where id = any($1::int[]) and state = 'awaiting-release' and psa_columns_blocked(id) returning id`,
      [runIds],
    );
    const ids = reopened.rows.map(({ id }) => id);
    await appendEvents(
      client,
      ids.map((id) => ({ event: 'run.stale', subjectId: id })),
    );
    return ids;
  });
}

/** Waits until nobody is building any of these runs, at most so long. */
export async function untilNotBeingBuilt(runIds: readonly number[], limitMs: number): Promise<void> {
  const end = performance.now() + limitMs;
  while ((await listBeingBuilt(runIds)).length > 0 && performance.now() < end) await sleep(ASKED_EVERY_MS);
}
