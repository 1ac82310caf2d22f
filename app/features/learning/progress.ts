// Decides what a progress can be: a whole percent from 0 to 100, typed as such (bad-C3), with a reason where it goes down.
import { z } from 'zod';

import { LOWERING_REASONS, type LoweringReason } from './lowering.ts';

export const DONE = 100;

/** What can be wrong with what was typed; the words for it stand in the messages. */
export type ProgressFault = 'out-of-range' | 'not-whole' | 'because-missing' | 'unreadable';
const OUT_OF_RANGE = 'out-of-range' satisfies ProgressFault;
const NOT_WHOLE = 'not-whole' satisfies ProgressFault;

/** '40' → 40. Refuses signs, fractions, '50%', '1e2' and nothing at all, each with a code. */
export const percentSchema = z
  .string({ error: NOT_WHOLE })
  .trim()
  .regex(/^-?\d{1,9}$/, NOT_WHOLE)
  .transform(Number)
  .pipe(z.number().min(0, OUT_OF_RANGE).max(DONE, OUT_OF_RANGE));

export const setProgressSchema = z.strictObject({
  enrolmentId: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number),
  percent: percentSchema,
  // An empty choice is none.
  because: z
    .enum(['', ...LOWERING_REASONS])
    .transform((reason): LoweringReason | undefined => (reason === '' ? undefined : reason))
    .optional(),
});
export type SetProgress = { enrolmentId: number; percent: number; because?: LoweringReason | undefined };

/** True when the change has to be given a reason. */
export const needsReason = (from: number, to: number): boolean => to < from;
