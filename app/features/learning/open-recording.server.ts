// A learner opens a recording of a workshop of theirs. The database gives the link and writes down who got it, in one.
import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';

/** True when there is such a recording for this learner: not another workshop's, and not after its last day. */
export function isOwnRecording(actor: PersonActor, id: number): Promise<boolean> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => (await client.query('select from recordings where id = $1', [id])).rowCount !== 0,
    { readOnly: true },
  );
}

/** The link; null where there is none for this learner. That they opened it is kept until the recording goes. */
export function openRecording(actor: PersonActor, id: number): Promise<string | null> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const { rows } = await client.query<{ url: string | null }>('select psa_open_recording($1) as url', [id]);
    return rows[0]?.url ?? null;
  });
}
