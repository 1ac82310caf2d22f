// Takes the result of a call back: one's own, for ten minutes, while nothing newer is known. What was recorded and that it was taken back both
// stay in the history.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { UNDO_LASTS } from '#app/features/undo/undo.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import type { StepResult } from './follow-up.ts';
import type { Changed, Sitting } from './sitting.ts';

type Call = Changed &
  Sitting & {
    result: StepResult;
    was: 'booked' | 'taken';
    auditKey: string;
    /** Nothing was said about the sitting since. */
    isLast: boolean;
    /** By how many days the call put off what follows it. */
    late: number;
  };

/** Of follow-ups `f`: a call that the actor `$1` may still take back. */
export const MAY_BE_TAKEN_BACK = `f.kind = 'call' and f.state = 'done' and f.sitting_was is not null and f.settled_by = $1
  and f.settled_at > psa_now() - interval '${UNDO_LASTS}'`;

const HOLD_SITTING = `
  select s.id from sittings s where s.id = (select sitting_id from follow_ups where id = $1) for update of s`;
const FIND = `
  select s.id as "sittingId", s.exam_code as "examCode", s.month::text as month, s.state, s.outcome, f.result, f.sitting_was as was,
    p.audit_key::text as "auditKey", trim(concat(p.first_name, ' ', p.last_name)) as name,
    greatest((f.settled_at at time zone 'Europe/Amsterdam')::date - f.due_on, 0) as late,
    not exists (select from outcome_entries o where o.sitting_id = s.id and o.recorded_at > f.settled_at)
      and not exists (select from outcome_conflicts c where c.sitting_id = s.id and c.closed_at is null)
      and not exists (select from follow_ups n where n.sitting_id = s.id and n.month = f.month and n.step > f.step and n.state = 'done')
      and not exists (select from sittings n where n.person_id = s.person_id and n.exam_code = s.exam_code and n.id <> s.id
        and n.outcome is null and n.state in ('booked', 'taken')) as "isLast"
  from follow_ups f join sittings s on s.id = f.sitting_id and s.month = f.month join persons p on p.id = s.person_id
  where f.id = $2 and p.erased_at is null and ${MAY_BE_TAKEN_BACK} for update of f`;

/** Whether the sitting still is as the call left it. */
function isAsLeft({ result, state, outcome, was }: Call): boolean {
  if (result === 'answered') return outcome !== null || state === 'not-taken';
  return outcome === null && state === was;
}

/** Makes the sitting what it was before the call. */
async function reopen(client: PoolClient, actor: StaffActor, { sittingId, outcome, result, was }: Call): Promise<void> {
  if (outcome !== null)
    await client.query(
      `insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id) values ($1, 'unknown', 'staff', $2)`,
      [sittingId, actor.staffId],
    );
  if (result === 'answered') await client.query('update sittings set state = $2 where id = $1', [sittingId, was]);
  if (result === 'asked-no-more')
    await client.query('update sittings set ask_no_more = false where id = $1', [sittingId]);
}

// What the call cancelled is planned again, on the days that it had before.
const PLAN_REST = `
  update follow_ups r set state = 'planned', result = null, settled_at = null, settled_by = null, due_on = r.due_on - $2::int
  from follow_ups f where f.id = $1 and r.sitting_id = f.sitting_id and r.month = f.month and r.step > f.step
    and (r.state = 'planned' or r.state = 'cancelled' and r.settled_at = f.settled_at)`;
const PLAN_CALL = `
  update follow_ups set state = 'planned', result = null, settled_at = null, settled_by = null, sitting_was = null where id = $1`;

/** Gives the call that is to be made again. Refused once ten minutes have passed, to others, and where something newer is known. */
export function takeCallBack(
  actor: StaffActor,
  followUpId: number,
): Promise<Result<Changed, 'too-late' | 'overtaken'>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    await client.query(HOLD_SITTING, [followUpId]);
    const { rows } = await client.query<Call>(FIND, [actor.staffId, followUpId]);
    const [call] = rows;
    if (call === undefined) return refused('too-late');
    if (!call.isLast || !isAsLeft(call)) return refused('overtaken');
    await reopen(client, actor, call);
    await client.query(PLAN_REST, [followUpId, call.late]);
    await client.query(PLAN_CALL, [followUpId]);
    await appendEvent(client, {
      event: 'outcome.taken-back',
      subjectId: call.auditKey,
      fields: call.outcome === null ? [] : ['result'],
      details: { sittingId: call.sittingId },
    });
    const { sittingId, examCode, month, name } = call;
    return ok({ sittingId, examCode, month, name });
  });
}
