// Decides what becomes of what two people have when they are one: nothing is lost, and where both have the same, which of it stands. Pure: the
// preview tells this plan, and the merge carries it out.
import { CONSENTS, type Consent } from '#app/features/people/consent.ts';
import { joinSittings, type SittingPlan } from './merge-sittings.ts';
import {
  isOpenEnrolment,
  type MergeConsent,
  type MergeEmployment,
  type MergeEnrolment,
  type MergeSide,
} from './merge-side.ts';
import type { RequestKind } from './request-kinds.ts';

/** Where both work at different companies today: whose employment ends, or whether the second is a second one at the same time. */
export const EMPLOYMENT_CHOICES = ['end-kept', 'end-gone', 'both'] as const;
export type EmploymentChoice = (typeof EMPLOYMENT_CHOICES)[number];

export type JoinedEmployment = {
  readonly stands: MergeEmployment;
  readonly ends: MergeEmployment;
  readonly concurrent: boolean;
};

export type JoinedEnrolment = {
  readonly stands: MergeEnrolment;
  readonly ends: MergeEnrolment;
  /** The session of the one that ends goes to the one that stands, with who was there. */
  readonly takesSession: boolean;
  readonly takesNote: boolean;
  /** A place that comes free by it. */
  readonly frees: { readonly workshopId: number; readonly sessionId: number | null } | null;
};

export type MergePlan = {
  readonly employments: {
    readonly joined: readonly JoinedEmployment[];
    /** Both are the one that somebody has; staff choose. */
    readonly clash: { readonly kept: MergeEmployment; readonly gone: MergeEmployment } | null;
    /** By the choice: what ends, and what becomes a second one. */
    readonly ends: MergeEmployment | null;
    readonly second: MergeEmployment | null;
  };
  readonly enrolments: readonly JoinedEnrolment[];
  readonly sittings: SittingPlan;
  /** What stands of each consent that either said something about. */
  readonly consents: readonly {
    readonly consent: Consent;
    readonly given: boolean;
    readonly withdraws: number | null;
  }[];
  readonly requests: readonly RequestKind[];
  readonly takes: { readonly phone: boolean; readonly city: boolean };
  /** The version of the notice that counts; of the two, the one acknowledged last. */
  readonly noticeVersion: number | null;
};

/** Confirmed before claimed; else the one of the person who is kept. */
function joinEmployments(kept: MergeSide, gone: MergeSide): JoinedEmployment[] {
  const open = (side: MergeSide): MergeEmployment[] => side.employments.filter(({ endedOn }) => endedOn === null);
  const keptOpen = open(kept);
  return open(gone).flatMap((other) => {
    const own = keptOpen.find(({ employerId }) => employerId === other.employerId);
    if (own === undefined) return [];
    const hasAnother = keptOpen.some((one) => one !== own && !one.concurrent);
    const concurrent = own.concurrent && (other.concurrent || hasAnother);
    const [stands, ends] = own.confirmedBy === null && other.confirmedBy !== null ? [other, own] : [own, other];
    return { stands, ends, concurrent };
  });
}

function planEmployments(kept: MergeSide, gone: MergeSide, choice: EmploymentChoice | null): MergePlan['employments'] {
  const joined = joinEmployments(kept, gone);
  const isJoined = (one: MergeEmployment): boolean => joined.some(({ stands, ends }) => one === stands || one === ends);
  const mainOf = (side: MergeSide): MergeEmployment | undefined =>
    side.employments.find((one) => one.endedOn === null && !one.concurrent && !isJoined(one));
  // One that both have and that is the main one counts as the kept person's.
  const joinedMain = joined.find(({ concurrent }) => !concurrent)?.stands;
  const [first, second] = [joinedMain, mainOf(kept), mainOf(gone)].filter((one) => one !== undefined);
  if (first === undefined || second === undefined) return { joined, clash: null, ends: null, second: null };
  const clash = { kept: first, gone: second };
  return {
    joined,
    clash,
    ends: choice === 'end-kept' ? first : choice === 'end-gone' ? second : null,
    second: choice === 'both' ? second : null,
  };
}

/** Who takes part before who waits; then who is further; then who came first. */
function planEnrolments(kept: MergeSide, gone: MergeSide): JoinedEnrolment[] {
  return gone.enrolments.filter(isOpenEnrolment).flatMap((other) => {
    const own = kept.enrolments.find((one) => isOpenEnrolment(one) && one.workshopId === other.workshopId);
    if (own === undefined) return [];
    const rank = ({ state, percent, enrolledAt }: MergeEnrolment): number[] => [
      state === 'enrolled' ? 1 : 0,
      percent,
      -enrolledAt,
    ];
    const difference = rank(other).map((value, index) => value - (rank(own)[index] ?? 0));
    const [stands, ends] = (difference.find((value) => value !== 0) ?? 0) > 0 ? [other, own] : [own, other];
    const bothTakePart = stands.state === 'enrolled' && ends.state === 'enrolled';
    const takesSession = bothTakePart && stands.sessionId === null && ends.sessionId !== null;
    return {
      stands,
      ends,
      takesSession,
      takesNote: !stands.hasNote && ends.hasNote,
      frees: bothTakePart ? { workshopId: ends.workshopId, sessionId: takesSession ? null : ends.sessionId } : null,
    };
  });
}

/** The last word of either; where both spoke at once, or the register would read it otherwise than time does, it is no. */
function planConsents(kept: MergeSide, gone: MergeSide): MergePlan['consents'] {
  return CONSENTS.flatMap((consent) => {
    const words = [kept, gone].flatMap((side) => side.consents.find((word) => word.consent === consent) ?? []);
    const [first] = words;
    if (first === undefined) return [];
    const latest = Math.max(...words.map(({ at }) => at));
    const read = words.reduce<MergeConsent>((one, other) => (other.entryId > one.entryId ? other : one), first);
    const given = read.given && words.every((word) => word.given || word.at < latest);
    return { consent, given, withdraws: read.given && !given ? read.entryId : null };
  });
}

const noticeOf = (kept: MergeSide, gone: MergeSide): number | null =>
  (gone.notice !== null && (kept.notice === null || gone.notice.at > kept.notice.at) ? gone.notice : kept.notice)
    ?.version ?? null;

/** What making `gone` one with `kept` does. */
export function planMerge(kept: MergeSide, gone: MergeSide, choice: EmploymentChoice | null): MergePlan {
  return {
    employments: planEmployments(kept, gone, choice),
    enrolments: planEnrolments(kept, gone),
    sittings: joinSittings(kept.sittings, gone.sittings),
    consents: planConsents(kept, gone),
    requests: gone.openRequests.filter((kind) => kept.openRequests.includes(kind)),
    takes: { phone: kept.phone === null && gone.phone !== null, city: kept.city === null && gone.city !== null },
    noticeVersion: noticeOf(kept, gone),
  };
}
