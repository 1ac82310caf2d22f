// Places of workshops and their sessions: whoever gives or takes one takes turns, and one that comes free belongs to whoever waits longest.
import type { PoolClient } from 'pg';

import { appendEvents } from '#app/features/ledger/ledger.server.ts';

/** Whoever gives, takes or counts places of a workshop takes turns (bad-C13). */
export const takeEnrolmentLock = (client: PoolClient, workshopId: number): Promise<unknown> =>
  client.query('select pg_advisory_xact_lock(psa_enrolment_lock(), $1)', [workshopId]);

/** Gives free places of a workshop, or of a session of it, to those who wait longest, and writes down who moved up. Gives how many. */
export async function moveUp(client: PoolClient, workshopId: number, sessionId: number | null): Promise<number> {
  const { rows } = await client.query<{ moved: number[] }>('select psa_move_up($1, $2) as moved', [
    workshopId,
    sessionId,
  ]);
  const moved = rows[0]?.moved ?? [];
  await appendEvents(
    client,
    moved.map((enrolmentId) => ({ event: 'enrolment.moved-up', details: { enrolmentId } }) as const),
  );
  return moved.length;
}

export type Place = { readonly workshopId: number; readonly sessionId: number | null };

/** Where these enrolments have places that are about to come free; nobody else gives or takes one there until the transaction ends. */
export async function holdPlaces(client: PoolClient, enrolmentIds: readonly number[]): Promise<Place[]> {
  const { rows } = await client.query<Place>(
    `select distinct workshop_id as "workshopId", session_id as "sessionId" from enrolments where id = any($1::int[]) and state = 'enrolled' order by 1, 2`,
    [enrolmentIds],
  );
  for (const workshopId of new Set(rows.map((place) => place.workshopId))) await takeEnrolmentLock(client, workshopId);
  return rows;
}

/** Gives whatever is free of these places to whoever waits. */
export async function givePlaces(client: PoolClient, places: readonly Place[]): Promise<void> {
  for (const { workshopId, sessionId } of places) await moveUp(client, workshopId, sessionId);
}
