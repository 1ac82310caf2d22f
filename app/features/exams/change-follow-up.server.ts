// Carries out what the page of the follow-up was asked to do, and says in words how it went.
import type { StaffActor } from '#app/features/access/actor.ts';
import { recordCall } from './call-person.server.ts';
import { cancelFollowUp } from './cancel-follow-up.server.ts';
import type { FollowUpChange } from './follow-up-change.ts';
import { MAILS_GO, type CallResult } from './follow-up.ts';
import { planAnew } from './plan-anew.server.ts';
import { takeCallBack } from './take-call-back.server.ts';

export type FollowUpAnswer = {
  readonly ok: boolean;
  readonly message: string;
  /** The call that can be taken back. */
  readonly undo?: number;
};

const CALLED: Readonly<Record<CallResult, (name: string, exam: string) => string>> = {
  passed: (name, exam) => `${name} passed ${exam}. Nobody asks any more.`,
  failed: (name, exam) => `${name} failed ${exam}. Nobody asks any more.`,
  'not-taken': (name, exam) => `${name} did not take ${exam}. Nobody asks any more.`,
  'no-answer': (name) => `${name} did not answer. If another call is allowed, it is planned.`,
  'wrong-number': (name) => `The number is not that of ${name}. Nobody rings it again about this exam.`,
  'asked-no-more': (name, exam) => `${name} is not asked about ${exam} again.`,
};

const NOT_TAKEN_BACK = {
  'too-late': 'A call can be taken back for ten minutes, by whoever made it. Nothing was changed.',
  overtaken: 'Something newer is known about this exam. Nothing was changed.',
} as const;

const NOT_PLANNED: FollowUpAnswer = { ok: false, message: 'This is not planned any more. Nothing was changed.' };

/** Never throws for what somebody else did meanwhile: the answer says it. */
export async function changeFollowUp(actor: StaffActor, change: FollowUpChange): Promise<FollowUpAnswer> {
  const { followUpId } = change;
  if (change.intent === 'call') {
    const called = await recordCall(actor, { followUpId, result: change.result });
    if (!called.ok)
      return {
        ok: false,
        message:
          'This call is not due any more: it was made, the outcome is known, or the person may not be asked. Nothing was changed.',
      };
    const { name, examCode, isContested } = called.value;
    return isContested
      ? {
          ok: true,
          message: `Something else became known of ${examCode} of ${name} meanwhile, and stands: both are to be decided on the exams board.`,
        }
      : { ok: true, message: CALLED[change.result](name, examCode), undo: followUpId };
  }
  if (change.intent === 'take-back') {
    const back = await takeCallBack(actor, followUpId);
    if (back.ok) return { ok: true, message: `Taken back: ${back.value.name} is to be rung again.` };
    return { ok: false, message: NOT_TAKEN_BACK[back.reason] };
  }
  if (change.intent === 'plan-anew') {
    const planned = await planAnew(actor, followUpId);
    return planned.ok
      ? {
          ok: true,
          message: `${planned.value.name} is written to tomorrow, from ${MAILS_GO.from} on. It can be cancelled until then.`,
        }
      : NOT_PLANNED;
  }
  const all = change.intent === 'cancel-all';
  const cancelled = await cancelFollowUp(actor, { followUpId, all });
  if (!cancelled.ok) return NOT_PLANNED;
  const { name, steps } = cancelled.value;
  return {
    ok: true,
    message: all
      ? `Nothing more is planned about ${name}: ${steps} cancelled.`
      : `Cancelled. What follows in the plan of ${name} stays.`,
  };
}
