// Decides what the forms and addresses about two who look like one may say.
import { z } from 'zod';

import { EMPLOYMENT_CHOICES, type EmploymentChoice } from './merge-plan.ts';

const id = z.coerce.number().int().min(1).max(2_147_483_647);
const employment = z.enum(EMPLOYMENT_CHOICES).nullable().catch(null);

/** What an address of the preview chose. */
export const parseEmploymentChoice = (parameters: URLSearchParams): EmploymentChoice | null =>
  employment.parse(parameters.get('employment'));

/** A person that the address of the queue holds on to; null for none. */
export const parseChosen = (parameters: URLSearchParams, name: 'first' | 'second'): number | null =>
  id.nullable().catch(null).parse(parameters.get(name));

const apart = z.strictObject({ intent: z.literal('apart'), one: id, other: id });
const merge = z.strictObject({
  intent: z.literal('merge'),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  employment: z.enum(EMPLOYMENT_CHOICES).optional(),
  knowsSeats: z.literal('yes').optional(),
  certain: z.literal('yes').optional(),
});

const parsed = <T>(schema: z.ZodType<T>, form: FormData): T => {
  const read = schema.safeParse(Object.fromEntries(form));
  if (!read.success) throw new Response('Bad request', { status: 400 });
  return read.data;
};

/** Throws the 400 for what our forms don't send. */
export const parseApart = (form: FormData): z.infer<typeof apart> => parsed(apart, form);
export const parseMerge = (form: FormData): z.infer<typeof merge> => parsed(merge, form);
