// Plans about exams that staff cancel, before they happen.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';

/** One step, or all that is planned about its person. */
export type Cancelling = { readonly followUpId: number; readonly all: boolean };

/** Cancels what is planned, before it happens. Gives how many steps; those that happened meanwhile stay as they are. */
export function cancelFollowUp(
  actor: StaffActor,
  { followUpId, all }: Cancelling,
): Promise<Result<{ name: string; steps: number }, 'not-planned'>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const { rows } = await client.query<{ personId: number; name: string; auditKey: string }>(
      `select p.id as "personId", trim(concat(p.first_name, ' ', p.last_name)) as name, p.audit_key::text as "auditKey"
       from follow_ups f join sittings s on s.id = f.sitting_id join persons p on p.id = s.person_id where f.id = $1 and p.erased_at is null`,
      [followUpId],
    );
    const [person] = rows;
    if (person === undefined) return refused('not-planned');
    await client.query(
      `select from sittings where person_id = $1 and ($2 or id = (select sitting_id from follow_ups where id = $3)) order by id for update`,
      [person.personId, all, followUpId],
    );
    const { rows: cancelled } = await client.query<{ sittingId: number }>(
      `update follow_ups f set state = 'cancelled', result = 'cancelled-by-staff', settled_at = psa_now(), settled_by = $3
       where f.state = 'planned' and case when $2 then f.sitting_id in (select id from sittings where person_id = $4) else f.id = $1 end
       returning f.sitting_id as "sittingId"`,
      [followUpId, all, actor.staffId, person.personId],
    );
    const [first] = cancelled;
    if (first === undefined) return refused('not-planned');
    await appendEvent(client, {
      event: 'follow-up.cancelled',
      subjectId: person.auditKey,
      details: all ? { steps: cancelled.length } : { sittingId: first.sittingId, steps: 1 },
    });
    return ok({ name: person.name, steps: cancelled.length });
  });
}
