// Decides what the form of a run may ask for; anything that no such form sends is a bad request.
import { z } from 'zod';

import { CHANNELS } from '#app/features/agreements/channel-names.ts';

const schema = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('again') }),
  // What the recipient said of a file of which nobody knew.
  z.strictObject({ intent: z.enum(['arrived', 'not-arrived']), channel: z.enum(CHANNELS) }),
]);
export type RunChange = z.infer<typeof schema>;

/** Throws the 400 for what our forms don't send. */
export function parseRunChange(form: FormData): RunChange {
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (!parsed.success) throw new Response('Bad request', { status: 400 });
  return parsed.data;
}
