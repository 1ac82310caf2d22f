// Decides what a progress can be: a whole percent from 0 to 100, typed as such (bad-C3).
import { z } from 'zod';

export const DONE = 100;

const OUT_OF_RANGE = 'Progress goes from 0 to 100.';
const NOT_WHOLE = 'Enter a whole number from 0 to 100, such as 40.';

/** '40' → 40. Refuses signs, fractions, '50%', '1e2' and nothing at all, each with the sentence to show. */
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
});
export type SetProgress = z.infer<typeof setProgressSchema>;

/** What to say after a change; going down is allowed and said. */
export function describeChange(workshop: string, from: number, to: number): string {
  if (from === to) return `${workshop} already stood at ${to} %.`;
  if (to === DONE) return `${workshop} is done. Well done!`;
  return to < from ? `${workshop} went down from ${from} % to ${to} %.` : `${workshop} is at ${to} % now.`;
}
