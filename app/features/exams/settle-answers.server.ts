// Lets an answer by the link count, ten minutes after it was given, once, whoever settles it and how many at a time. Nothing that was recorded
// meanwhile is overwritten: what differs becomes a conflict, which staff decide (bad-C5).
import type { PoolClient } from 'pg';

import type { LedgerEvent } from '#app/features/ledger/event.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { ANSWER_WAITS } from './outcome-links.server.ts';
import { planAnswer, type Answer, type Settling, type Sitting } from './sitting.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };

type Due = Sitting & {
  linkId: number;
  sittingId: number;
  personId: number;
  answer: Answer;
  auditKey: string;
  /** The month that was asked about. */
  asked: string;
};

const IS_DUE = `l.settled_at is null and l.answered_at <= psa_now() - interval '${ANSWER_WAITS}'`;

// Both rows are held: whoever takes the answer back, or records an outcome at this moment, comes before or after.
const CLAIM = `
  select l.id as "linkId", s.id as "sittingId", s.person_id as "personId", l.answer, s.month::text as month, s.state, s.outcome,
    p.audit_key::text as "auditKey", l.month::text as asked
  from outcome_links l join sittings s on s.id = l.sitting_id join persons p on p.id = s.person_id
  where l.id = $1 and ${IS_DUE} for update of l, s skip locked`;

/** What each settling writes, and which event says so. */
const WRITES: Readonly<
  Record<Settling, { sql: (due: Due) => readonly [string, readonly unknown[]]; event: LedgerEvent['event'] } | null>
> = {
  record: {
    sql: ({ sittingId, answer, personId }) => [
      `insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id) values ($1, $2, 'person', $3)`,
      [sittingId, answer, personId],
    ],
    event: 'outcome.recorded',
  },
  'not-taken': {
    sql: ({ sittingId }) => [`update sittings set state = 'not-taken' where id = $1`, [sittingId]],
    event: 'sitting.not-taken',
  },
  'ask-no-more': {
    sql: ({ sittingId }) => ['update sittings set ask_no_more = true where id = $1', [sittingId]],
    event: 'outcome.asked-no-more',
  },
  conflict: {
    sql: ({ sittingId, answer, personId }) => [
      `insert into outcome_conflicts (sitting_id, claimed, opened_by_kind, opened_by_id) values ($1, $2, 'person', $3)
       on conflict do nothing`,
      [sittingId, answer, personId],
    ],
    event: 'outcome.contested',
  },
  nothing: null,
};

/** False when somebody else has it, or it was taken back meanwhile. */
async function settleOne(client: PoolClient, linkId: number): Promise<boolean> {
  const { rows } = await client.query<Due>(CLAIM, [linkId]);
  const [due] = rows;
  if (due === undefined) return false;
  const settling = planAnswer(due, due.answer, due.asked);
  const write = WRITES[settling];
  if (write !== null) {
    const [text, values] = write.sql(due);
    await client.query(text, [...values]);
    await appendEvent(client, {
      event: write.event,
      subjectId: due.auditKey,
      fields: settling === 'record' || settling === 'conflict' ? ['result'] : [],
      details: { sittingId: due.sittingId, linkId: due.linkId },
    });
  }
  await client.query('update outcome_links set settled_at = psa_now() where id = $1', [due.linkId]);
  return true;
}

/** Settles every answer that is due, each in a transaction of its own, until none is left or `stopping` says so. Gives how many. */
export async function settleAnswers(stopping?: AbortSignal): Promise<number> {
  const due = await inRoleSql('psa_worker', SYSTEM, (client) =>
    client.query<{ id: number }>(`select l.id from outcome_links l where ${IS_DUE} order by l.answered_at, l.id`),
  );
  let settled = 0;
  for (const { id } of due.rows) {
    if (stopping?.aborted === true) break;
    // One that can't be settled now is tried the next time, and keeps no other one waiting.
    const isDone = await inRoleSql('psa_worker', SYSTEM, (client) => settleOne(client, id)).catch((error: unknown) => {
      log.error({ err: error, linkId: id }, 'an answer could not be settled');
      return false;
    });
    if (isDone) settled++;
  }
  return settled;
}
