// Decides which two people can't be made one, or not before something else is decided; in the words that administrators read.
import type { StaffActor } from '#app/features/access/actor.ts';
import type { EmploymentChoice, MergePlan } from './merge-plan.ts';
import type { MergeSide } from './merge-side.ts';

export const MERGE_REFUSALS = {
  'not-found': 'One of the two is not here any more. Nothing was merged.',
  same: 'These are not two people but one and the same entry.',
  'being-erased':
    'One of the two is to be erased: they asked for it, or were found to be a minor or not a real person. That comes first; nothing was merged.',
  'two-staff':
    'Each of the two belongs to another member of staff, by work account or address. They are not one person, or one of the staff accounts is wrong: settle that under Staff first.',
  'two-contacts':
    'Each of the two belongs to another contact who fetches reports, by work account or address. Remove the contact that is wrong under Contacts first.',
  'own-account': 'One of the two is you. Another administrator has to merge them.',
  'answer-waiting':
    'One of the two has just answered how an exam went, and can take it back for ten minutes. Try again after that.',
  'choose-employment': 'They work for different companies today. Choose below what becomes of the two employments.',
  'not-confirmed':
    'The second employment is not confirmed, so it can’t stand beside the first one. Confirm it under To confirm first, or end it.',
  'staff-account':
    'The account of a member of staff or of a report’s recipient is part of this. Say below that you know it.',
  'plan-changed': 'Something changed since you looked. Nothing was merged; below is what would happen now.',
} as const;
export type MergeRefusal = keyof typeof MERGE_REFUSALS;

/** What an administrator says beside whom to keep. */
export type MergeChoice = {
  readonly employment: EmploymentChoice | null;
  /** That an account of staff or of a recipient's contact is known to be part of it. */
  readonly knowsSeats: boolean;
};

const idsOf = (seats: readonly { readonly id: number }[]): Set<number> => new Set(seats.map(({ id }) => id));

/** Who else the two are, by account or address. */
export const seatsOf = (kept: MergeSide, gone: MergeSide) => ({
  staff: [...kept.staff, ...gone.staff],
  contacts: [...kept.contacts, ...gone.contacts],
});

/** What stands against it whatever is chosen; null for nothing. */
export function refuseMerge(actor: StaffActor, kept: MergeSide, gone: MergeSide): MergeRefusal | null {
  const { staff, contacts } = seatsOf(kept, gone);
  if (kept.isBeingErased || gone.isBeingErased) return 'being-erased';
  if (idsOf(staff).size > 1) return 'two-staff';
  if (idsOf(staff).has(actor.staffId)) return 'own-account';
  if (idsOf(contacts).size > 1) return 'two-contacts';
  return kept.answersWaiting + gone.answersWaiting > 0 ? 'answer-waiting' : null;
}

/** What has to be said first; null for nothing. */
export function missingChoice(
  kept: MergeSide,
  gone: MergeSide,
  { employments: { clash, second } }: MergePlan,
  { employment, knowsSeats }: MergeChoice,
): MergeRefusal | null {
  if (clash !== null && employment === null) return 'choose-employment';
  if (second !== null && second.confirmedBy === null) return 'not-confirmed';
  const { staff, contacts } = seatsOf(kept, gone);
  return staff.length + contacts.length > 0 && !knowsSeats ? 'staff-account' : null;
}
