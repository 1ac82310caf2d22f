// Withdraws consents for somebody who asked for it in another way than on their own page: as easy as giving them, and at once (C4, bad-I7).
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import type { Consent } from '#app/features/people/consent.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { readAuditKey } from './notify-recipients.server.ts';

// Under the notice and in the language in which it was given.
const WITHDRAW = `
  insert into consent_entries (person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id)
  select c.person_id, c.consent, false, c.notice_version, c.notice_language, 'on-request', 'staff', $3
  from consent_entries c where c.id = (
    select id from consent_entries where person_id = $1 and consent = $2 order by id desc limit 1) and c.given`;

/** Those that stand given are withdrawn; what was never given stays so. */
export async function withdrawOnRequest(
  actor: StaffActor,
  personId: number,
  consents: readonly Consent[],
): Promise<void> {
  if (consents.length === 0) return;
  await inRoleSql('psa_worker', actorSettings(actor), async (client) => {
    await client.query('select from persons where id = $1 for update', [personId]);
    for (const consent of consents) {
      const said = await client.query(WITHDRAW, [personId, consent, actor.staffId]);
      if (said.rowCount === 0) continue;
      await appendEvent(client, {
        event: 'consent.withdrawn',
        subjectId: await readAuditKey(client, personId),
        details: { consent, how: 'on-request' },
      });
    }
  });
}
