// What a law keeps of somebody although they asked for its erasure (R8): until its last day is over the account stays as it is, out of every report. Who lifts a restriction, erases
// or forgets asks here.
import type { PoolClient } from 'pg';

import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { Keep } from './request-forms.ts';

const IN_FORCE = (personId: string): string => `
  from privacy_request_keeps k join privacy_requests q on q.id = k.request_id where q.person_id = ${personId} and k.until >= psa_today()`;

/** A condition in SQL; `personId` is a column or a parameter. */
export const hasKeep = (personId: string): string => `exists (select ${IN_FORCE(personId)})`;

export async function readKeeps(client: PoolClient, personId: number): Promise<Keep[]> {
  const { rows } = await client.query<Keep>(
    `select k.what, k.law, k.until::text as until ${IN_FORCE('$1')} order by k.until desc, k.id`,
    [personId],
  );
  return rows;
}

export const isKept = (actor: PersonActor): Promise<boolean> =>
  inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => (await readKeeps(client, actor.personId)).length > 0,
    { readOnly: true },
  );
