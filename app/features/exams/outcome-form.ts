// Decides what the page behind the link of a mail may send: one of four answers, or that the last one is taken back.
import { z } from 'zod';

import { ANSWERS, type Answer } from './sitting.ts';

const schema = z.union([
  z.strictObject({ answer: z.enum(ANSWERS) }),
  z.strictObject({ undo: z.literal('yes') }).transform(() => ({ answer: null })),
]);

/** The answer, null where the last one is taken back; undefined when no form of ours sends it. */
export function readOutcomeAnswer(form: FormData): Answer | null | undefined {
  const parsed = schema.safeParse(Object.fromEntries(form));
  return parsed.success ? parsed.data.answer : undefined;
}
