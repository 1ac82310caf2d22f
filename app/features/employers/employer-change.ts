// Decides what a form about an employer may ask for; anything that no such form sends is a bad request.
import { z } from 'zod';

import { partnerIdOf, PARTNER_ID } from '#app/features/people/partner-id.ts';
import { plainLine, searchedLine, typedLine } from '#app/platform/text.ts';
import type { EmployerFilter } from './employer-list.ts';

const DOMAIN = /^[^\s@.]+(\.[^\s@.]+)+$/;
const domain = z
  .string()
  .transform((typed) => plainLine(typed).toLowerCase().replace(/^@/, ''))
  .pipe(z.string().max(253).regex(DOMAIN, 'Enter a domain, such as company.example.'));
const partnerId = z
  .string()
  .transform(partnerIdOf)
  .pipe(z.string().regex(PARTNER_ID, 'Enter the partner ID of the other employer.'));

const schema = z.discriminatedUnion('intent', [
  z.strictObject({
    intent: z.literal('rename'),
    name: typedLine(300, { empty: 'Enter the company’s name.', long: 'That is too long for a name.' }),
  }),
  z.strictObject({ intent: z.literal('add-domain'), domain }),
  z.strictObject({ intent: z.literal('remove-domain'), domain }),
  z.strictObject({ intent: z.literal('look-at-merge'), into: partnerId }),
  // Typed again, so that nobody merges by a slip.
  z.strictObject({ intent: z.literal('merge'), into: partnerId, again: partnerId }),
]);

export type EmployerChange = z.infer<typeof schema>;
export type EmployerField = 'name' | 'domain' | 'into' | 'again';

const FIELDS: readonly EmployerField[] = ['name', 'domain', 'into', 'again'];

export type ReadEmployerChange =
  | { readonly ok: true; readonly value: EmployerChange }
  | { readonly ok: false; readonly field: EmployerField; readonly message: string };

/** What was asked, or what is wrong with a field. Throws the 400 for what our forms don't send. */
export function parseEmployerChange(form: FormData): ReadEmployerChange {
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (parsed.success) {
    const { value } = { value: parsed.data };
    if (value.intent === 'merge' && value.into !== value.again)
      return { ok: false, field: 'again', message: 'This is not the partner ID above. Nothing was merged.' };
    return { ok: true, value };
  }
  const [issue] = parsed.error.issues;
  const field = FIELDS.find((known) => known === issue?.path[0]);
  if (field === undefined) throw new Response('Bad request', { status: 400 });
  return { ok: false, field, message: issue?.message ?? 'This can’t be used.' };
}

/** The list as an address asks for it; what can't be read means: from the start. */
export const parseEmployerFilter = (parameters: URLSearchParams): EmployerFilter => ({
  search: searchedLine(parameters.get('q'), 100),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).parse(parameters.get('page')),
});
