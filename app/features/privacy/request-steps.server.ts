// Writes down each step of a request: a line of its timeline and an event, in the transaction of the step itself.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import type { EventName, LedgerEvent } from '#app/features/ledger/event.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';

export type Step = {
  readonly step: string;
  readonly event: EventName;
  /** Who reads the timeline reads it, and so does the person. */
  readonly note?: string | null;
  readonly details?: LedgerEvent['details'];
};

export async function addStep(
  client: PoolClient,
  requestId: number,
  staffId: number | null,
  { step, event, note = null, details = {} }: Step,
): Promise<void> {
  await client.query(
    `insert into privacy_request_steps (request_id, step, staff_id, note) values ($1, $2, $3, nullif($4, ''))`,
    [requestId, step, staffId, note],
  );
  await appendEvent(client, { event, subjectId: requestId, details });
}

/** A request that nobody else changes until the transaction ends. */
export type HeldRequest = {
  readonly id: number;
  readonly kind: string;
  readonly personId: number | null;
  readonly receivedAt: Date;
  readonly identityAt: Date | null;
  readonly extendedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly closedAt: Date | null;
};

const HOLD = `
  select id, kind, person_id as "personId", received_at as "receivedAt", identity_at as "identityAt", extended_at as "extendedAt",
    decided_at as "decidedAt", closed_at as "closedAt" from privacy_requests where id = $1 for update`;

/** Changes one request as a member of staff, held against whoever else does; null where there is none. */
export const changeRequest = <T>(
  actor: StaffActor,
  requestId: number,
  change: (client: PoolClient, request: HeldRequest) => Promise<T>,
): Promise<T | null> =>
  inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const { rows } = await client.query<HeldRequest>(HOLD, [requestId]);
    const [request] = rows;
    return request === undefined ? null : change(client, request);
  });
