// Decides the one thing that a learner is asked to do next.
import type { Learning } from './enrolments.server.ts';

/** The workshop under way whose progress was set longest ago, or the first not begun; null when there is nothing to do. */
export function nextWorkshop(enrolments: Learning['enrolments']): Learning['enrolments'][number] | null {
  const open = enrolments.filter((enrolment) => !enrolment.waiting && enrolment.percent < 100);
  const age = (enrolment: (typeof open)[number]): number => enrolment.setAt?.getTime() ?? 0;
  const underWay = open.filter((enrolment) => enrolment.percent > 0).sort((a, b) => age(a) - age(b));
  return underWay[0] ?? open[0] ?? null;
}
