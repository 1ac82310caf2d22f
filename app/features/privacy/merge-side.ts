// What is known of each of two people who may be one: what a merge is planned from, and what its preview shows side by side.
import type { Consent } from '#app/features/people/consent.ts';
import type { Outcome, SittingState } from '#app/features/exams/sitting.ts';
import type { RequestKind } from './request-kinds.ts';

export type MergeEmployment = {
  readonly id: number;
  readonly employerId: number;
  readonly company: string;
  readonly countryCode: string;
  readonly jobRole: string;
  /** 'YYYY-MM-DD'. */
  readonly startedOn: string;
  readonly endedOn: string | null;
  readonly confirmedBy: 'email-domain' | 'staff' | null;
  /** A second one at the same time. */
  readonly concurrent: boolean;
};

export type MergeEnrolment = {
  readonly id: number;
  readonly employmentId: number;
  readonly workshopId: number;
  readonly workshop: string;
  readonly sessionId: number | null;
  readonly session: string | null;
  readonly state: 'enrolled' | 'waiting' | 'cancelled';
  readonly percent: number;
  /** Milliseconds. */
  readonly enrolledAt: number;
  readonly hasNote: boolean;
};

export type MergeSitting = {
  readonly id: number;
  readonly employmentId: number;
  readonly examCode: string;
  readonly attempt: number;
  /** 'YYYY-MM'. */
  readonly month: string;
  readonly state: SittingState;
  readonly outcome: Outcome | null;
  readonly askNoMore: boolean;
};

/** The last word on a consent. */
export type MergeConsent = {
  readonly consent: Consent;
  readonly given: boolean;
  readonly at: number;
  readonly entryId: number;
};

export type MergeSide = {
  readonly id: number;
  readonly email: string;
  readonly aliases: readonly string[];
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly city: string | null;
  readonly language: string;
  readonly createdAt: Date;
  readonly informedAt: Date | null;
  /** The version that counts, and when it was last acknowledged. */
  readonly notice: { readonly version: number; readonly at: number } | null;
  readonly restrictedAt: Date | null;
  readonly objectedAt: Date | null;
  /** To be erased: asked for, or found to be a minor or false. */
  readonly isBeingErased: boolean;
  readonly employments: readonly MergeEmployment[];
  readonly enrolments: readonly MergeEnrolment[];
  readonly sittings: readonly MergeSitting[];
  readonly consents: readonly MergeConsent[];
  /** Kinds of what was asked for and is not decided. */
  readonly openRequests: readonly RequestKind[];
  /** An answer by the link of a mail that can still be taken back. */
  readonly answersWaiting: number;
  readonly counts: {
    readonly progress: number;
    readonly outcomes: number;
    readonly consents: number;
    readonly acknowledgements: number;
    readonly requests: number;
    readonly notifications: number;
    /** Rows that recipients were given. */
    readonly disclosed: number;
  };
  /** Work accounts. */
  readonly accounts: number;
  /** Of staff and of report recipients that the same accounts or addresses belong to. */
  readonly staff: readonly { readonly id: number; readonly name: string }[];
  readonly contacts: readonly { readonly id: number; readonly name: string }[];
};

/** Enrolled, or on the waiting list. */
export const isOpenEnrolment = ({ state }: MergeEnrolment): boolean => state !== 'cancelled';
/** Waits for its outcome. */
export const isOpenSitting = ({ state, outcome }: MergeSitting): boolean =>
  outcome === null && (state === 'booked' || state === 'taken');
