// Lets an answer by the link count, ten minutes after it was given, once, whoever settles it and how many at a time. Nothing that was recorded
// meanwhile is overwritten: what differs becomes a conflict, which staff decide (bad-C5).
import type { PoolClient } from 'pg';

import type { LedgerEvent } from '#app/features/ledger/event.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { MONTH_NOW } from './exams.server.ts';
import { ANSWER_WAITS } from './outcome-links.server.ts';
import { planAnswer, type Answer, type Settling, type Sitting } from './sitting.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };

type Due = Sitting & {
  linkId: number;
  sittingId: number;
  personId: number;
  answer: Answer;
  auditKey: string;
  now: string;
};

// Both rows are held: whoever takes the answer back, or records an outcome at this moment, comes before or after.
const CLAIM = `
  select l.id as "linkId", s.id as "sittingId", s.person_id as "personId", l.answer, s.month::text as month, s.state, s.outcome,
    p.audit_key::text as "auditKey", ${MONTH_NOW} as now
  from outcome_links l join sittings s on s.id = l.sitting_id join persons p on p.id = s.person_id
  where l.settled_at is null and l.answered_at <= psa_now() - interval '${ANSWER_WAITS}'
  order by l.answered_at, l.id limit 1 for update of l, s skip locked`;

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

async function settleOne(client: PoolClient): Promise<Settling | null> {
  const { rows } = await client.query<Due>(CLAIM);
  const [due] = rows;
  if (due === undefined) return null;
  const settling = planAnswer(due, due.answer, due.now);
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
  return settling;
}

/** Settles every answer that is due, each in a transaction of its own, until none is or `stopping` says so. Gives how many. */
export async function settleAnswers(stopping?: AbortSignal): Promise<number> {
  for (let settled = 0; ; settled++) {
    if (stopping?.aborted === true || (await inRoleSql('psa_worker', SYSTEM, settleOne)) === null) return settled;
  }
}
