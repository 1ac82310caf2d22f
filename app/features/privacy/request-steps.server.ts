// Writes down each step of a request: a line of its timeline and an event, in the transaction of the step itself.
import { log } from '#app/platform/log.server.ts';
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import type { EventName, LedgerEvent } from '#app/features/ledger/event.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';

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
  readonly decision: string | null;
  /** Somebody is carrying something out for it at this moment. */
  readonly isBusy: boolean;
};

const HOLD = `
  select id, kind, person_id as "personId", received_at as "receivedAt", identity_at as "identityAt", extended_at as "extendedAt",
    decided_at as "decidedAt", closed_at as "closedAt", decision, psa_is_busy(busy_since) as "isBusy" from privacy_requests where id = $1 for update`;

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

const TAKE = 'update privacy_requests set busy_by = $2, busy_since = psa_now() where id = $1';
const FREE = 'update privacy_requests set busy_by = null, busy_since = null where id = $1 and busy_by = $2';

/**
 * Carries out what takes several transactions, or a mail that is waited for, as the only one who does it for this request: `whyNot` is asked under
 * the lock under which the request is taken. Null where there is none. Whoever comes meanwhile is refused; after a crash it is free again by itself.
 */
export async function aloneWith<T, No extends string>(
  actor: StaffActor,
  requestId: number,
  whyNot: (request: HeldRequest) => No | null,
  work: () => Promise<Result<T, No>>,
): Promise<Result<T, No | 'being-decided'> | null> {
  const taken = await changeRequest<Result<true, No | 'being-decided'>>(actor, requestId, async (client, request) => {
    if (request.isBusy) return refused('being-decided');
    const why = whyNot(request);
    if (why !== null) return refused(why);
    await client.query(TAKE, [requestId, actor.staffId]);
    return ok(true);
  });
  if (taken === null) return null;
  if (!taken.ok) return taken;
  try {
    return await work();
  } finally {
    // What was done is done; a claim that could not be given back runs out by itself.
    await changeRequest(actor, requestId, (client) => client.query(FREE, [requestId, actor.staffId])).catch(
      (error: unknown) => log.error({ err: error, requestId }, 'a request is free again in five minutes'),
    );
  }
}
