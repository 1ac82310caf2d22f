// What becomes of an objection to being reported (P5): upheld, the person stays out of every report; rejected, they are told first and are in again.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { tellAtOnce } from './notify-recipients.server.ts';
import { tellOfDecision } from './request-mails.server.ts';
import type { ShownRequest } from './show-request.server.ts';

/** The objection becomes a restriction in one step: there is no moment between at which the gate would let them in. */
export async function upholdObjection(actor: StaffActor, personId: number): Promise<void> {
  await inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const set = await client.query<{ key: string }>(
      `update persons set restricted_at = coalesce(restricted_at, psa_now()), objected_at = null where id = $1 returning audit_key::text as key`,
      [personId],
    );
    const [person] = set.rows;
    if (person !== undefined) await appendEvent(client, { event: 'person.restricted', subjectId: person.key });
  });
  await tellAtOnce(personId);
}

/** Whether one stood that is ended, and whether a mail told them. */
export type ObjectionEnd = { readonly isEnded: boolean; readonly isTold: boolean };

/** Tells the person first; null where that mail does not go, and nothing is ended. */
export async function endObjection(
  actor: StaffActor,
  personId: number,
  request: ShownRequest,
): Promise<ObjectionEnd | null> {
  if (request.objectedAt === null) return { isEnded: false, isTold: false };
  let isTold: boolean;
  try {
    isTold = await tellOfDecision(request);
  } catch (error) {
    log.error({ err: error, request: request.id }, 'somebody could not be told that their objection is rejected');
    return null;
  }
  const isEnded = await inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    const set = await client.query<{ key: string }>(
      'update persons set objected_at = null where id = $1 and objected_at is not null returning audit_key::text as key',
      [personId],
    );
    const [person] = set.rows;
    if (person === undefined) return false;
    await appendEvent(client, { event: 'objection.rejected', subjectId: person.key });
    return true;
  });
  return { isEnded, isTold };
}
