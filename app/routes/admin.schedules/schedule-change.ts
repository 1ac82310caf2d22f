// What the forms of the page of schedules send.
import { z } from 'zod';

const agreementId = z.coerce.number().int().min(1).max(2_147_483_647);

const Change = z.discriminatedUnion('intent', [
  z.object({ intent: z.enum(['pause', 'resume']), agreementId }),
  z.object({
    intent: z.literal('make'),
    agreementId,
    period: z.string().max(7),
  }),
]);

/** Throws the 400 for what no form of ours sends. */
export function parseScheduleChange(form: FormData): z.infer<typeof Change> {
  const read = Change.safeParse(Object.fromEntries(form));
  if (!read.success) throw new Response('This form is not complete', { status: 400, statusText: 'Bad Request' });
  return read.data;
}
