// What a person asks for that somebody has to decide (P2): received, and due within a month.
import type { PoolClient } from 'pg';

import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { dueDate } from './due-date.ts';
import { readAuditKey } from './notify-recipients.server.ts';
import type { RequestKind } from './request-kinds.ts';

/** Makes a request in the transaction under way, with what the person says about it. One of a kind that is not decided yet stays the one. */
export async function makeRequest(
  client: PoolClient,
  personId: number,
  kind: RequestKind,
  message: string,
): Promise<boolean> {
  const today = await client.query<{ day: string }>(
    `select (psa_now() at time zone 'Europe/Amsterdam')::date::text as day`,
  );
  const made = await client.query(
    `insert into privacy_requests (person_id, kind, due_on, message) values ($1, $2, $3::date, nullif($4, '')) on conflict do nothing`,
    [personId, kind, dueDate(today.rows[0]?.day ?? ''), message],
  );
  return made.rowCount === 1;
}

/** Asks for something that can't be done at once. False when it was asked already and is not decided. */
export const askFor = (actor: PersonActor, kind: RequestKind, message: string): Promise<boolean> =>
  inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const made = await makeRequest(client, actor.personId, kind, message);
    if (made)
      await appendEvent(client, {
        event: 'request.made',
        subjectId: await readAuditKey(client, actor.personId),
        details: { kind },
      });
    return made;
  });
