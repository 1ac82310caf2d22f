// Decides which months the learner's line of exams shows: each with a sitting, the one it is now, and none in between that is empty.
import { standingOf, type Sitting, type Standing } from './sitting.ts';

export type LineMonth<S> = { month: string; isNow: boolean; sittings: (S & { standing: Standing })[] };

export function planExamLine<S extends Sitting>(sittings: readonly S[], now: string): LineMonth<S>[] {
  const months = [...new Set([now, ...sittings.map((sitting) => sitting.month)])].sort();
  return months.map((month) => ({
    month,
    isNow: month === now,
    sittings: sittings
      .filter((sitting) => sitting.month === month)
      .map((sitting) => ({ ...sitting, standing: standingOf(sitting, now) })),
  }));
}
