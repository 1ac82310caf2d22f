// Decides what the forms of a learner's own exams may send, and what they are answered.
import { z } from 'zod';

import { ok, refused, type Result } from '#app/platform/result.ts';
import { CLAIMS, type Claim, type ContestRefusal, type MonthRefusal, type OutcomeRefusal } from './sitting.ts';

const id = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);
// Whether it is a month is decided by `planMonth`, which says what is wrong with it.
const month = z.string().trim().max(20);

const changeSchema = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('book'), examCode: z.string().max(20), month }),
  z.strictObject({ intent: z.literal('move'), sittingId: id, month }),
  z.strictObject({ intent: z.literal('cancel'), sittingId: id }),
  z.strictObject({ intent: z.literal('tell'), sittingId: id, result: z.enum(CLAIMS).optional() }),
  z.strictObject({ intent: z.literal('contest'), sittingId: id, claimed: z.enum(CLAIMS).optional() }),
]);
export type OwnExamChange = z.infer<typeof changeSchema>;

export type OwnExamFault =
  | MonthRefusal
  | OutcomeRefusal
  | ContestRefusal
  | 'exam-unknown'
  | 'not-employed'
  | 'already-open'
  | 'not-chosen'
  | 'not-found'
  | 'unreadable';

/** What came of a form, in codes; the words stand in the messages. */
export type OwnExamAnswer =
  | {
      readonly ok: true;
      readonly done: 'booked' | 'moved' | 'cancelled' | 'contested' | Claim;
      readonly examCode: string;
      readonly month: string;
    }
  | {
      readonly ok: false;
      readonly fault: OwnExamFault;
      readonly sittingId?: number;
      /** Where the fault is, in the form that books. */
      readonly field?: 'examCode' | 'month';
      readonly typed?: { readonly examCode: string; readonly month: string };
    };

/** Reads a form of the page; what no form of ours sends is unreadable. */
export function parseOwnExamChange(form: FormData): Result<OwnExamChange, OwnExamAnswer> {
  const parsed = changeSchema.safeParse(Object.fromEntries(form));
  return parsed.success ? ok(parsed.data) : refused({ ok: false, fault: 'unreadable' });
}
