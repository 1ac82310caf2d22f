// Decides which of two people's sittings are one: the same exam in the same month. What was told of it otherwise becomes a conflict, which staff
// decide; of two that wait for their outcome in different months one goes on. Attempts are counted anew, by month.
import type { Claim } from '#app/features/exams/sitting.ts';
import { isOpenSitting, type MergeSitting } from './merge-side.ts';

export type JoinedSitting = {
  readonly stands: MergeSitting;
  /** Stands in no report any more, with its history. */
  readonly ends: MergeSitting;
  /** The same sitting, or another that waits for its outcome, too. */
  readonly because: 'same-sitting' | 'both-open';
  /** What was told of the one that ends, where it is not what stands. */
  readonly claim: Claim | null;
};

export type SittingPlan = {
  readonly joined: readonly JoinedSitting[];
  /** Sittings whose number changes, of exams that both have. */
  readonly attempts: readonly { readonly id: number; readonly attempt: number }[];
};

type Known = Claim | null;
const knownOf = ({ state, outcome }: MergeSitting): Known => outcome ?? (state === 'not-taken' ? 'not-taken' : null);
const counts = ({ state }: MergeSitting): boolean => state !== 'cancelled';

/** The one of `among` that is most like `other`: the same was told, nothing is known of either, or something else was told. */
function mostAlike(other: MergeSitting, among: readonly MergeSitting[]): MergeSitting | undefined {
  const known = knownOf(other);
  return (
    among.find((own) => knownOf(own) === known) ??
    among.find((own) => knownOf(own) === null || known === null) ??
    among[0]
  );
}

/** Of two of one month. */
function joinTwo(own: MergeSitting, other: MergeSitting): JoinedSitting {
  const told = { own: knownOf(own), other: knownOf(other) };
  const isOthers = told.other !== null && told.own === null;
  // Neither is known: one that was taken comes before one that is booked.
  const isFurther = told.other === null && told.own === null && other.state === 'taken' && own.state === 'booked';
  const [stands, ends] = isOthers || isFurther ? [other, own] : [own, other];
  const claim = told.own !== null && told.other !== null && told.own !== told.other ? told.other : null;
  return { stands, ends, because: 'same-sitting', claim };
}

function joinSameMonths(kept: readonly MergeSitting[], gone: readonly MergeSitting[]): JoinedSitting[] {
  const free = new Set(kept.filter(counts));
  return gone.filter(counts).flatMap((other) => {
    const same = [...free].filter((own) => own.examCode === other.examCode && own.month === other.month);
    const own = mostAlike(other, same);
    if (own === undefined) return [];
    free.delete(own);
    return joinTwo(own, other);
  });
}

/** Of those left that wait for their outcome, an exam has one: of the later month. */
function joinOpen(
  kept: readonly MergeSitting[],
  gone: readonly MergeSitting[],
  ended: ReadonlySet<MergeSitting>,
): JoinedSitting[] {
  const open = (sittings: readonly MergeSitting[]): MergeSitting[] =>
    sittings.filter((sitting) => isOpenSitting(sitting) && !ended.has(sitting));
  return open(gone).flatMap((other) => {
    const own = open(kept).find(({ examCode }) => examCode === other.examCode);
    if (own === undefined) return [];
    const [stands, ends] = other.month > own.month ? [other, own] : [own, other];
    return { stands, ends, because: 'both-open', claim: null };
  });
}

function countAnew(kept: readonly MergeSitting[], gone: readonly MergeSitting[]): SittingPlan['attempts'] {
  const exams = new Set(gone.map(({ examCode }) => examCode));
  return kept
    .map(({ examCode }) => examCode)
    .filter((examCode, index, all) => exams.has(examCode) && all.indexOf(examCode) === index)
    .flatMap((examCode) => {
      const isOf = (sitting: MergeSitting): boolean => sitting.examCode === examCode;
      return [...kept.filter(isOf), ...gone.filter(isOf)]
        .map((sitting, order) => ({ sitting, order }))
        .sort((one, other) =>
          one.sitting.month === other.sitting.month
            ? one.order - other.order
            : one.sitting.month < other.sitting.month
              ? -1
              : 1,
        )
        .map(({ sitting }, index) => ({ id: sitting.id, attempt: index + 1 }));
    });
}

export function joinSittings(kept: readonly MergeSitting[], gone: readonly MergeSitting[]): SittingPlan {
  const same = joinSameMonths(kept, gone);
  const ended = new Set(same.map(({ ends }) => ends));
  return { joined: [...same, ...joinOpen(kept, gone, ended)], attempts: countAnew(kept, gone) };
}
