// Finds runs that have no file to go out although nobody waits for a person, and who is building them.
import { setTimeout as sleep } from 'node:timers/promises';
import { inRoleSql } from '#app/platform/db.server.ts';
import { listBeingBuilt } from './dataset-rows.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const ASKED_EVERY_MS = 200;

/**
 * Runs, of these or of any, that nobody finished: a worker that was killed left them, their file went stale, or they are being
 * built. Oldest period first. Those that failed or were missed are a person's to ask for.
 */
export function findUnfinished(runIds: readonly number[] | null): Promise<number[]> {
  return inRoleSql('psa_worker', SYSTEM, async (client) => {
    const found = await client.query<{ id: number }>(
      `select id from runs where state in ('planned', 'built', 'checked', 'stale') and ($1::int[] is null or id = any($1))
       order by psa_last_month(period), id`,
      [runIds],
    );
    return found.rows.map(({ id }) => id);
  });
}

/** Waits until nobody is building any of these runs, at most so long. */
export async function untilNotBeingBuilt(runIds: readonly number[], limitMs: number): Promise<void> {
  const end = performance.now() + limitMs;
  while ((await listBeingBuilt(runIds)).length > 0 && performance.now() < end) await sleep(ASKED_EVERY_MS);
}
