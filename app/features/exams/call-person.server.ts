// What came of a call about an exam, and plans that staff cancel. A call that is due is made once, whoever rings.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { CALL_ENDS, type CallResult } from './follow-up.ts';
import {
  ANSWER_IS_WAITING,
  IS_NEXT,
  MAY_BE_ASKED,
  putOffRest,
  readFollowUpRules,
  TODAY,
} from './follow-up-state.server.ts';
import type { Changed } from './sitting.ts';

type Call = Changed & { id: number; auditKey: string };

// The sitting before the step, as the worker takes them: nobody waits for each other crosswise.
const HOLD_SITTING = `
  select s.id from sittings s where s.id = (select sitting_id from follow_ups where id = $1) for update of s`;
const FIND_CALL = `
  select f.id, s.id as "sittingId", s.exam_code as "examCode", s.month::text as month, p.audit_key::text as "auditKey",
    trim(concat(p.first_name, ' ', p.last_name)) as name
  from follow_ups f join sittings s on s.id = f.sitting_id and s.month = f.month join persons p on p.id = s.person_id
  where f.id = $1 and f.kind = 'call' and f.state = 'planned' and f.due_on <= ${TODAY} and f.step <= $2 and ${MAY_BE_ASKED}
    and ${IS_NEXT} and not ${ANSWER_IS_WAITING} for update of f`;

/** What a call was told, written where it belongs. */
async function write(client: PoolClient, actor: StaffActor, call: Call, result: CallResult): Promise<void> {
  const { sittingId, auditKey } = call;
  const event = { subjectId: auditKey, details: { sittingId } } as const;
  switch (result) {
    case 'passed':
    case 'failed':
      await client.query(
        `insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id) values ($1, $2, 'staff', $3)`,
        [sittingId, result, actor.staffId],
      );
      return appendEvent(client, { event: 'outcome.recorded', fields: ['result'], ...event });
    case 'not-taken':
      await client.query(`update sittings set state = 'not-taken' where id = $1`, [sittingId]);
      return appendEvent(client, { event: 'sitting.not-taken', ...event });
    case 'asked-no-more':
      await client.query('update sittings set ask_no_more = true where id = $1', [sittingId]);
      return appendEvent(client, { event: 'outcome.asked-no-more', ...event });
    case 'no-answer':
    case 'wrong-number':
      return appendEvent(client, {
        event: 'outcome.called',
        subjectId: auditKey,
        details: { sittingId, result },
      });
  }
}

/** Settles a call that is due. Refused where it became moot meanwhile: somebody rang, the outcome is known, or the person may not be asked. */
export function recordCall(
  actor: StaffActor,
  { followUpId, result }: { followUpId: number; result: CallResult },
): Promise<Result<Changed, 'not-due'>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    await client.query(HOLD_SITTING, [followUpId]);
    const { contacts } = await readFollowUpRules(client);
    const { rows } = await client.query<Call>(FIND_CALL, [followUpId, contacts]);
    const [call] = rows;
    if (call === undefined) return refused('not-due');
    const { own, rest } = CALL_ENDS[result];
    await write(client, actor, call, result);
    await putOffRest(client, [call.id]);
    await client.query(
      `update follow_ups set state = 'done', result = $2, settled_at = psa_now(), settled_by = $3 where id = $1`,
      [call.id, own, actor.staffId],
    );
    if (rest !== null)
      await client.query(
        `update follow_ups r set state = 'cancelled', result = $2, settled_at = psa_now(), settled_by = $3 from follow_ups f
         where f.id = $1 and r.sitting_id = f.sitting_id and r.month = f.month and r.state = 'planned'`,
        [call.id, rest, actor.staffId],
      );
    const { sittingId, examCode, month, name } = call;
    return ok({ sittingId, examCode, month, name });
  });
}

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
