// A mail that waited for too long is not sent by itself: staff plan it for the next day, and what follows it as many days later.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { IS_STALE, TODAY } from './follow-up-state.server.ts';
import { IS_ASKED_ABOUT, SITTINGS } from './standing.server.ts';

// The sitting before the step, as the worker takes them.
const HOLD_SITTING = `select s.id from sittings s where s.id = (select sitting_id from follow_ups where id = $1) for update of s`;
const FIND = `
  select s.id as "sittingId", f.step::int as step, p.audit_key::text as "auditKey", trim(concat(p.first_name, ' ', p.last_name)) as name
  from follow_ups f join (${SITTINGS}) on s.id = f.sitting_id and s.month = f.month
  where f.id = $1 and f.state = 'planned' and ${IS_STALE} and ${IS_ASKED_ABOUT} for update of f`;
const PLAN = `
  update follow_ups r set due_on = r.due_on + (${TODAY} + 1 - f.due_on) from follow_ups f
  where f.id = $1 and r.sitting_id = f.sitting_id and r.month = f.month and r.step >= f.step and r.state = 'planned'`;

type Found = { sittingId: number; step: number; auditKey: string; name: string };

/** Gives whose it is. Refused for what is not planned any more, or did not wait for too long. */
export function planAnew(actor: StaffActor, followUpId: number): Promise<Result<{ name: string }, 'not-planned'>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    await client.query(HOLD_SITTING, [followUpId]);
    const { rows } = await client.query<Found>(FIND, [followUpId]);
    const [found] = rows;
    if (found === undefined) return refused('not-planned');
    await client.query(PLAN, [followUpId]);
    const { sittingId, step, auditKey, name } = found;
    await appendEvent(client, {
      event: 'follow-up.planned-anew',
      subjectId: auditKey,
      details: { sittingId, step },
    });
    return ok({ name });
  });
}
