// Pauses the schedule of an agreement and lets it go on. What was made stays; what is asked for by hand still goes.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';

export const PAUSED_WORDS = {
  'by-staff': 'Staff paused it.',
  'not-fetched': 'It paused by itself: nobody fetched its last reports.',
  restored:
    'A backup was restored: since it was made, the schedule was paused or the agreement changed, and what was said then is lost. Look at it before it goes on.',
} as const;
export type PausedBecause = keyof typeof PAUSED_WORDS;

/** What whoever asks for it is told where it stood so already: somebody else was faster. */
export const STANDS_SO = {
  pause: 'Nothing was changed: the schedule is paused already.',
  resume: 'Nothing was changed: the schedule goes on already.',
} as const;

/** False when it stood so already, or is not there. */
export function setPaused(actor: StaffActor, agreementId: number, paused: boolean): Promise<boolean> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const changed = await client.query(
      `update agreements set paused_at = case when $2 then psa_now() end, paused_by = case when $2 then $3::int end,
         paused_because = case when $2 then 'by-staff' end, resumed_at = case when $2 then resumed_at else psa_now() end
       where id = $1 and (paused_at is null) = $2`,
      [agreementId, paused, actor.staffId],
    );
    if (changed.rowCount === 0) return false;
    await appendEvent(client, { event: paused ? 'agreement.paused' : 'agreement.resumed', subjectId: agreementId });
    return true;
  });
}
