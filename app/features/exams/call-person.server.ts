// What came of a call about an exam. A call that is due is made once, whoever rings.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { MONTH_NOW, openConflict, writeClaim, type Recorded } from './exams.server.ts';
import { CALL_ENDS, type CallResult } from './follow-up.ts';
import { ANSWER_IS_WAITING, IS_NEXT, putOffRest, readFollowUpRules, TODAY } from './follow-up-state.server.ts';
import { MAY_BE_ASKED } from './standing.server.ts';
import { CLAIMS, planRecord, type Changed, type Claim, type Sitting } from './sitting.ts';

type Call = Changed & Sitting & { id: number; auditKey: string; now: string; contested: Claim | null };

// The sitting before the step, as the worker takes them: nobody waits for each other crosswise.
const HOLD_SITTING = `
  select s.id from sittings s where s.id = (select sitting_id from follow_ups where id = $1) for update of s`;
const CALLED = `
  select f.id, s.id as "sittingId", s.exam_code as "examCode", s.month::text as month, p.audit_key::text as "auditKey",
    trim(concat(p.first_name, ' ', p.last_name)) as name, s.state, s.outcome, ${MONTH_NOW} as now,
    (select c.claimed from outcome_conflicts c where c.sitting_id = s.id and c.closed_at is null) as contested
  from follow_ups f join sittings s on s.id = f.sitting_id and s.month = f.month join persons p on p.id = s.person_id
  where f.id = $1 and f.kind = 'call' and f.due_on <= ${TODAY} and p.erased_at is null`;
const FIND_CALL = `${CALLED} and f.state = 'planned' and f.step <= $2 and ${MAY_BE_ASKED} and ${IS_NEXT} and not ${ANSWER_IS_WAITING} for update of f`;
// It was on somebody's screen when the outcome became known in another way, or by somebody else who rang.
const FIND_OVERTAKEN = `${CALLED} and (f.state = 'planned' or f.result in ('known', 'answered'))
  and (s.outcome is not null or s.state = 'not-taken')`;

/** What a call was told, written where it belongs. */
async function write(client: PoolClient, actor: StaffActor, call: Call, result: CallResult): Promise<void> {
  const { sittingId, auditKey } = call;
  const event = { subjectId: auditKey, details: { sittingId } } as const;
  switch (result) {
    case 'passed':
    case 'failed':
    case 'not-taken':
      return writeClaim(client, actor, { id: sittingId, auditKey }, result);
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

/** Something else became known while somebody rang: a conflict, and nothing overwritten (bad-C5). */
async function contradict(
  client: PoolClient,
  actor: StaffActor,
  followUpId: number,
  result: CallResult,
): Promise<Result<Recorded, 'not-due'>> {
  const said = CLAIMS.find((claim) => claim === result);
  if (said === undefined) return refused('not-due');
  const { rows } = await client.query<Call>(FIND_OVERTAKEN, [followUpId]);
  const [call] = rows;
  if (call === undefined) return refused('not-due');
  const planned = planRecord(call, said, call.now);
  if (!planned.ok || planned.value !== 'conflict') return refused('not-due');
  const { sittingId, examCode, month, name, auditKey } = call;
  const isOpened = await openConflict(client, actor, { id: sittingId, auditKey }, said);
  return isOpened ? ok({ sittingId, examCode, month, name, isContested: true }) : refused('not-due');
}

/**
 * Settles a call that is due. Refused where it became moot meanwhile: somebody rang, the same is known, or the person may not be asked. What
 * differs from an outcome that became known is a conflict.
 */
export function recordCall(
  actor: StaffActor,
  { followUpId, result }: { followUpId: number; result: CallResult },
): Promise<Result<Recorded, 'not-due'>> {
  return inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    await client.query(HOLD_SITTING, [followUpId]);
    const { contacts } = await readFollowUpRules(client);
    const { rows } = await client.query<Call>(FIND_CALL, [followUpId, contacts]);
    const [call] = rows;
    if (call === undefined) return contradict(client, actor, followUpId, result);
    const { own, rest } = CALL_ENDS[result];
    await write(client, actor, call, result);
    await putOffRest(client, [call.id]);
    await client.query(
      `update follow_ups set state = 'done', result = $2, settled_at = psa_now(), settled_by = $3, sitting_was = $4 where id = $1`,
      [call.id, own, actor.staffId, call.state],
    );
    if (rest !== null)
      await client.query(
        `update follow_ups r set state = 'cancelled', result = $2, settled_at = psa_now(), settled_by = $3 from follow_ups f
         where f.id = $1 and r.sitting_id = f.sitting_id and r.month = f.month and r.state = 'planned'`,
        [call.id, rest, actor.staffId],
      );
    const { sittingId, examCode, month, name } = call;
    return ok({ sittingId, examCode, month, name, isContested: false });
  });
}
