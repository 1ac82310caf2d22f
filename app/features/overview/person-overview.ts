// What staff are shown of one person.
import type { NotAskedReason } from '#app/features/exams/not-asked.ts';
import type { FollowUpKind, StepResult } from '#app/features/exams/follow-up.ts';
import type { Outcome, SittingState } from '#app/features/exams/sitting.ts';

export type PersonEmployment = {
  readonly id: number;
  readonly employerId: number;
  readonly company: string;
  readonly mpnId: string;
  /** 'NL'. */
  readonly country: string;
  readonly jobRole: string;
  readonly startedOn: Date;
  readonly endedOn: Date | null;
  readonly confirmedBy: 'email-domain' | 'staff' | null;
};

export type PersonEnrolment = {
  readonly id: number;
  readonly workshopId: number;
  readonly workshop: string;
  readonly session: string | null;
  readonly state: 'enrolled' | 'waiting' | 'cancelled';
  readonly percent: number;
  readonly since: Date;
};

/** A contact that is planned, was made, or was not. */
export type PersonContact = {
  readonly kind: FollowUpKind;
  readonly state: 'planned' | 'done' | 'cancelled';
  readonly result: StepResult | null;
  /** When it is due, or was settled. */
  readonly on: Date;
};

export type PersonSitting = {
  readonly id: number;
  readonly examCode: string;
  readonly attempt: number;
  readonly month: string;
  readonly state: SittingState;
  readonly outcome: Outcome | null;
  readonly notAskedBecause: NotAskedReason | null;
  /** Who said how it went, and when; null where nobody wrote it down. */
  readonly origin: {
    readonly by: 'learner' | 'import' | 'staff';
    readonly name: string | null;
    readonly at: Date;
  } | null;
  readonly isContested: boolean;
  /** Null for whoever may not see the follow-up. */
  readonly contacts: readonly PersonContact[] | null;
};

export type PersonOverview = {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly employments: readonly PersonEmployment[];
  readonly enrolments: readonly PersonEnrolment[];
  readonly sittings: readonly PersonSitting[];
  /** The month that it is. */
  readonly now: string;
};
