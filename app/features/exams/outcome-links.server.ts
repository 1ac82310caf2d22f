// The link of a mail that asks how an exam went. Opening it changes nothing, since mail scanners open links; answering does, and can be taken
// back for ten minutes. What is kept of the token is a hash.
import { createHash } from 'node:crypto';

import { keyedHash } from '#app/features/access/keyed-hash.server.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { isOpen, type Answer, type Sitting } from './sitting.ts';

/** Until then an answer can be taken back; from then on it counts. */
export const ANSWER_WAITS = '10 minutes';

/** The token for a month of a sitting: always the same, so that a mail that is tried again carries the same link. */
export const outcomeToken = (sittingId: number, month: string): string =>
  keyedHash('outcome-link', `${sittingId} ${month}`).toString('base64url');

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

export const outcomeAddress = (sittingId: number, month: string): string =>
  `${env().origin}/outcome/${outcomeToken(sittingId, month)}`;

export type OutcomeQuestion = {
  examCode: string;
  month: string;
  /** What was answered, or null. */
  answer: Answer | null;
  /** Until when the answer can be taken back; null when it can't be any more, or there is none. */
  undoUntil: Date | null;
  /** True when the answer is not what is recorded: somebody else said otherwise, and staff decide. */
  isDisputed: boolean;
  /** True when it became known in another way, or is asked no more: the exam was cancelled, or moved to another month. */
  isKnown: boolean;
};

type Row = Omit<OutcomeQuestion, 'isKnown' | 'isDisputed'> & Sitting & { asked: string };

const FIND = `
  select s.exam_code as "examCode", s.month::text as month, s.state, s.outcome, l.month::text as asked, l.answer,
    case when l.settled_at is null and l.answered_at > psa_now() - interval '${ANSWER_WAITS}' then l.answered_at + interval '${ANSWER_WAITS}' end
      as "undoUntil"
  from outcome_links l join sittings s on s.id = l.sitting_id join persons p on p.id = s.person_id
  where l.token_sha256 = $1 and l.expires_at > psa_now() and p.erased_at is null`;

/** What is recorded is something else than the answer; while nothing is, the answer is on its way. */
function isOverruled(answer: Answer | null, { state, outcome }: Sitting): boolean {
  if (answer === 'passed' || answer === 'failed')
    return (outcome !== null && outcome !== answer) || state === 'not-taken' || state === 'cancelled';
  return answer === 'not-taken' && (outcome !== null || state === 'cancelled');
}

const LOOKS_LIKE_ONE = /^[\w-]{43}$/;

/** Expired, of somebody erased, or never made: null alike, so that nothing can be learned by trying. */
export async function findOutcomeQuestion(token: string | undefined): Promise<OutcomeQuestion | null> {
  if (token === undefined || !LOOKS_LIKE_ONE.test(token)) return null;
  return inRoleSql(
    'psa_door',
    {},
    async (client) => {
      const { rows } = await client.query<Row>(FIND, [hashOfToken(token)]);
      const [row] = rows;
      if (row === undefined) return null;
      const { examCode, asked: month, answer, undoUntil } = row;
      // What was answered about the month before the exam was moved counts no more, so that nothing can be taken back either.
      if (row.month !== month)
        return { examCode, month, answer: null, undoUntil: null, isDisputed: false, isKnown: true };
      const isDisputed = undoUntil === null && isOverruled(answer, row);
      return { examCode, month, answer, undoUntil, isDisputed, isKnown: !isOpen(row) };
    },
    { readOnly: true },
  );
}

const STILL_GOOD = `token_sha256 = $1 and expires_at > psa_now() and settled_at is null`;

async function change(
  token: string,
  assignments: string,
  condition: string,
  event: 'outcome.answered' | 'outcome.unanswered',
  values: readonly unknown[] = [],
): Promise<boolean> {
  return inRoleSql('psa_door', {}, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `update outcome_links set ${assignments} where ${STILL_GOOD} and ${condition} returning id`,
      [hashOfToken(token), ...values],
    );
    const [link] = rows;
    if (link === undefined) return false;
    await appendEvent(client, { event, details: { linkId: link.id } });
    return true;
  });
}

/** Answers, once; the same answer again is fine, and another one needs the first to be taken back. */
export async function answerOutcome(
  token: string | undefined,
  answer: Answer,
): Promise<Result<null, 'gone' | 'answered'>> {
  const question = await findOutcomeQuestion(token);
  if (question === null || token === undefined) return refused('gone');
  if (question.answer === answer) return ok(null);
  if (question.answer !== null || question.isKnown) return refused('answered');
  const done = await change(token, 'answer = $2, answered_at = psa_now()', 'answer is null', 'outcome.answered', [
    answer,
  ]);
  return done ? ok(null) : refused('answered');
}

/** Takes an answer back while it can be; what can't be taken back stays as it is. */
export async function takeAnswerBack(token: string | undefined): Promise<Result<null, 'gone' | 'too-late'>> {
  const question = await findOutcomeQuestion(token);
  if (question === null || token === undefined) return refused('gone');
  if (question.answer === null) return ok(null);
  const condition = `answered_at > psa_now() - interval '${ANSWER_WAITS}'`;
  const done = await change(token, 'answer = null, answered_at = null', condition, 'outcome.unanswered');
  return done ? ok(null) : refused('too-late');
}
