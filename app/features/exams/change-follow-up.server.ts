// Carries out what the page of the follow-up was asked to do, and says in words how it went.
import type { StaffActor } from '#app/features/access/actor.ts';
import { cancelFollowUp, recordCall } from './call-person.server.ts';
import type { FollowUpChange } from './follow-up-change.ts';
import type { CallResult } from './follow-up.ts';

export type FollowUpAnswer = { readonly ok: boolean; readonly message: string };

const CALLED: Readonly<Record<CallResult, (name: string, exam: string) => string>> = {
  passed: (name, exam) => `${name} passed ${exam}. Nobody asks any more.`,
  failed: (name, exam) => `${name} failed ${exam}. Nobody asks any more.`,
  'not-taken': (name, exam) => `${name} did not take ${exam}. Nobody asks any more.`,
  'no-answer': (name) => `${name} did not answer. If another call is allowed, it is planned.`,
  'wrong-number': (name) => `The number is not that of ${name}. Nobody rings it again about this exam.`,
  'asked-no-more': (name, exam) => `${name} is not asked about ${exam} again.`,
};

/** Never throws for what somebody else did meanwhile: the answer says it. */
export async function changeFollowUp(actor: StaffActor, change: FollowUpChange): Promise<FollowUpAnswer> {
  const { followUpId } = change;
  if (change.intent === 'call') {
    const called = await recordCall(actor, { followUpId, result: change.result });
    return called.ok
      ? { ok: true, message: CALLED[change.result](called.value.name, called.value.examCode) }
      : {
          ok: false,
          message:
            'This call is not due any more: it was made, the outcome is known, or the person may not be asked. Nothing was changed.',
        };
  }
  const all = change.intent === 'cancel-all';
  const cancelled = await cancelFollowUp(actor, { followUpId, all });
  if (!cancelled.ok) return { ok: false, message: 'This is not planned any more. Nothing was changed.' };
  const { name, steps } = cancelled.value;
  return {
    ok: true,
    message: all
      ? `Nothing more is planned about ${name}: ${steps} cancelled.`
      : `Cancelled. What follows in the plan of ${name} stays.`,
  };
}
