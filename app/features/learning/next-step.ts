// Decides the one thing that a learner is asked to do next.
import type { Learning } from './enrolments.server.ts';

type Enrolment = Learning['enrolments'][number];

/** The workshop under way whose progress was set longest ago, or the first not begun; null when there is nothing to do. */
export function nextWorkshop<E extends Pick<Enrolment, 'waiting' | 'percent' | 'setAt'>>(
  enrolments: readonly E[],
): E | null {
  const open = enrolments.filter((enrolment) => !enrolment.waiting && enrolment.percent < 100);
  const age = (enrolment: E): number => enrolment.setAt?.getTime() ?? 0;
  const underWay = open.filter((enrolment) => enrolment.percent > 0).sort((a, b) => age(a) - age(b));
  return underWay[0] ?? open[0] ?? null;
}

export type NextStep =
  | { readonly kind: 'outcome'; readonly name: string }
  | { readonly kind: 'progress'; readonly name: string }
  | { readonly kind: 'book'; readonly name: string }
  | { readonly kind: 'enrol' };

/** `unknown`: exams that are over and whose outcome nobody has told; `sat`: exams that were ever booked. */
export function nextStep(
  learning: { enrolments: readonly Enrolment[]; open: readonly unknown[] },
  exams: { unknown: readonly string[]; sat: readonly string[] },
): NextStep | null {
  const [untold] = exams.unknown;
  if (untold !== undefined) return { kind: 'outcome', name: untold };
  const workshop = nextWorkshop(learning.enrolments);
  if (workshop !== null) return { kind: 'progress', name: workshop.workshop };
  const bookable = learning.enrolments.find(
    ({ percent, examCode }) => percent === 100 && examCode !== null && !exams.sat.includes(examCode),
  );
  if (bookable !== undefined && bookable.examCode !== null) return { kind: 'book', name: bookable.examCode };
  return learning.enrolments.length === 0 && learning.open.length > 0 ? { kind: 'enrol' } : null;
}
