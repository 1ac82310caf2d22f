// Finds runs that have no file to go out although nobody waits for a person, and who is building them.
import { setTimeout as sleep } from 'node:timers/promises';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { listBeingBuilt } from './dataset-rows.server.ts';
import { buildPath, hashFile } from './report-files.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const ASKED_EVERY_MS = 200;

/**
 * Runs, of these or of any, that nobody finished: a worker that was killed left them, their file went stale, or they are being
 * built; and those whose build failed and is to be tried again by now. Oldest period first. What is given up or was missed is a person's to ask for, and
 * so is, of any, what waits while its schedule is paused (see `isHeldByPause`).
 */
export function findUnfinished(runIds: readonly number[] | null): Promise<number[]> {
  return inRoleSql('psa_worker', SYSTEM, async (client) => {
    const found = await client.query<{ id: number }>(
      `select u.id from runs u join agreements a on a.id = u.agreement_id
       where (u.state in ('planned', 'built', 'checked', 'stale') or u.next_try_at <= psa_now()) and ($1::int[] is null or u.id = any($1))
         and ($1::int[] is not null or a.paused_at is null or u.planned_at > a.paused_at
           or exists (select from deliveries d where d.run_id = u.id and d.queued_at > a.paused_at))
       order by psa_last_month(u.period), u.id`,
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

// What may have been given to somebody stays what it is.
const MAY_HAVE_LEFT = `
  exists (select from deliveries d where d.run_id = u.id and (d.disclosed_at is not null or d.state in ('sending', 'unknown')))`;

const UNSENT = `
  select u.id, b.number, b.sha256, b.file_removed_at is not null as "isRemoved"
  from runs u join lateral (select id, number, sha256, file_removed_at from builds where run_id = u.id order by number desc limit 1) b on true
  where u.id = any($1::int[]) and u.state = 'ready' and exists (select from deliveries d where d.run_id = u.id and d.state = 'dead')
    and not ${MAY_HAVE_LEFT}`;

type UnsentFile = {
  readonly id: number;
  readonly number: number;
  readonly sha256: string;
  readonly isRemoved: boolean;
};

const isLost = async ({ id, number, sha256, isRemoved }: UnsentFile): Promise<boolean> =>
  isRemoved || (await hashFile(buildPath(id, number)).catch(() => null)) !== sha256;

/**
 * Has runs built again whose file was lost or altered before anything of it left: nothing else would ever bring them out. Gives their ids.
 */
export async function reopenLost(runIds: readonly number[]): Promise<number[]> {
  const unsent = await inRoleSql('psa_worker', SYSTEM, (client) => client.query<UnsentFile>(UNSENT, [runIds]));
  const lost: UnsentFile[] = [];
  for (const file of unsent.rows) if (await isLost(file)) lost.push(file);
  if (lost.length === 0) return [];
  return inRoleSql('psa_worker', SYSTEM, async (client) => {
    const ids = lost.map(({ id }) => id);
    await client.query('select from runs where id = any($1::int[]) order by id for update', [ids]);
    // Asked again: since the file was looked at, somebody may have built it anew, or begun to send it.
    const still = await client.query<UnsentFile>(UNSENT, [ids]);
    const reopened = still.rows
      .filter(({ id, number }) => lost.some((file) => file.id === id && file.number === number))
      .map(({ id }) => id);
    await client.query(`update runs set state = 'stale' where id = any($1::int[])`, [reopened]);
    await appendEvents(
      client,
      reopened.map((id) => ({ event: 'run.stale', subjectId: id })),
    );
    return reopened;
  });
}

/** Waits until nobody is building any of these runs, at most so long. */
export async function untilNotBeingBuilt(runIds: readonly number[], limitMs: number): Promise<void> {
  const end = performance.now() + limitMs;
  while ((await listBeingBuilt(runIds)).length > 0 && performance.now() < end) await sleep(ASKED_EVERY_MS);
}
