// Carries out what the queue of employments was asked to do, and says in words how it went.
import type { StaffActor } from '#app/features/access/actor.ts';
import { TOO_LATE } from '#app/features/undo/undo.ts';
import type { EmploymentChange } from './employment-change.ts';
import { confirmEmployment, EMPLOYMENT_REFUSALS, refuseClaim } from './employments.server.ts';
import { undoEmployments, type UndoRefusal } from './undo-employments.server.ts';

export type EmploymentAnswer = { readonly ok: boolean; readonly message: string };

const NOT_UNDONE: Readonly<Record<UndoRefusal, string>> = {
  'too-late': TOO_LATE,
  reported:
    'A report with somebody who was confirmed has left since, so that this stays. What is wrong in it can be corrected on the page of the employer.',
};

const people = (count: number): string => (count === 1 ? 'One employment' : `${count} employments`);

/** Never throws for what somebody else did meanwhile: the answer says it. */
export async function changeEmployment(actor: StaffActor, change: EmploymentChange): Promise<EmploymentAnswer> {
  if ('undo' in change) {
    const done = await undoEmployments(actor, change.undo);
    if (!done.ok) return { ok: false, message: NOT_UNDONE[done.reason] };
    const { undone, left } = done.value;
    const stay = left === 0 ? '' : ` ${people(left)} stayed: something newer is known.`;
    return {
      ok: undone > 0,
      message:
        undone === 0
          ? `Nothing was taken back.${stay}`
          : `Taken back: ${people(undone).toLowerCase()} to be decided again.${stay}`,
    };
  }
  const { employmentId, confirm } = change;
  if (confirm === 'refuse') {
    const ended = await refuseClaim(actor, employmentId);
    return ended.ok
      ? { ok: true, message: 'The claim has ended. The person can say where they work on their own page.' }
      : { ok: false, message: EMPLOYMENT_REFUSALS[ended.reason] };
  }
  const done = await confirmEmployment(actor, { employmentId, withDomain: confirm === 'domain' });
  return done.ok
    ? { ok: true, message: `${people(done.value)} confirmed: from now on in reports.` }
    : { ok: false, message: EMPLOYMENT_REFUSALS[done.reason] };
}
