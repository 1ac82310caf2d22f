// Somebody whose time is over, or will be soon, because nobody uses their account.
import type { LiveReason } from './retention-rules.ts';

export type DuePerson = {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly auditKey: string;
  readonly rule: 'inactive' | 'prospect';
  /** Days, 'YYYY-MM-DD'. */
  readonly usedOn: string;
  readonly goesOn: string;
  readonly warnedOn: string | null;
  /** Null: nothing keeps them. */
  readonly keptBecause: LiveReason | null;
  /** The period itself is over today. */
  readonly isOver: boolean;
};

/** Of those who may go: a mail reached them, and they were silent for long enough. Whom no mail reaches, only a person lets go. */
export const wasWarned = ({ keptBecause }: DuePerson): boolean => keptBecause === null;
