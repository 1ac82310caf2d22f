// Decides what a form about an employment may ask for; anything that no such form sends is a bad request.
import { z } from 'zod';

const schema = z.union([
  z.strictObject({
    employmentId: z.coerce.number().int().min(1).max(2_147_483_647),
    confirm: z.enum(['person', 'domain', 'refuse']),
  }),
  // Takes back what was done at once.
  z.strictObject({ undo: z.uuid() }),
]);
export type EmploymentChange = z.infer<typeof schema>;

/** Throws the 400 for what our forms don't send. */
export function parseEmploymentChange(form: FormData): EmploymentChange {
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (!parsed.success) throw new Response('Bad request', { status: 400 });
  return parsed.data;
}

/** The page of the queue that an address asks for; what can't be read means the first. */
export const parsePage = (parameters: URLSearchParams): number =>
  z.coerce.number().int().min(1).max(100_000).catch(1).parse(parameters.get('page'));
