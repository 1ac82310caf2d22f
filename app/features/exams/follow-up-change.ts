// Decides what the forms of the follow-up may send; anything that no such form sends is a bad request.
import { z } from 'zod';

import { CALL_RESULTS } from './follow-up.ts';

const id = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);

const schema = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('call'), followUpId: id, result: z.enum(CALL_RESULTS) }),
  z.strictObject({ intent: z.literal('take-back'), followUpId: id }),
  z.strictObject({ intent: z.literal('plan-anew'), followUpId: id }),
  z.strictObject({ intent: z.literal('cancel'), followUpId: id }),
  z.strictObject({ intent: z.literal('cancel-all'), followUpId: id }),
]);
export type FollowUpChange = z.infer<typeof schema>;

/** Throws the 400 for what our forms don't send. */
export function parseFollowUpChange(form: FormData): FollowUpChange {
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (!parsed.success) throw new Response('Bad request', { status: 400 });
  return parsed.data;
}
