// Decides what a form about contacts may ask for; anything that no such form sends is a bad request.
import { z } from 'zod';

import type { Sought } from '#app/features/access/sealed-search.server.ts';
import { typedAddress, typedLine } from '#app/platform/text.ts';
import type { ContactFilter } from './contact-list.ts';

const id = z.coerce.number().int().min(1).max(2_147_483_647);

const schema = z.discriminatedUnion('intent', [
  z.strictObject({
    intent: z.literal('add'),
    recipientId: z.coerce
      .number({ error: 'Choose a recipient.' })
      .int()
      .min(1, 'Choose a recipient.')
      .max(2_147_483_647, 'Choose a recipient.'),
    name: typedLine(200, { empty: 'Enter the name.', long: 'That is too long for a name.' }),
    email: typedAddress('Enter an e-mail address, such as name@company.example.'),
  }),
  z.strictObject({ intent: z.enum(['confirm', 'remove', 'invite']), contactId: id }),
]);

export type ContactChange = z.infer<typeof schema>;
export type ContactField = 'recipientId' | 'name' | 'email';

const FIELDS: readonly ContactField[] = ['recipientId', 'name', 'email'];

/** What was asked, or what is wrong with a field. Throws the 400 for what our forms don't send. */
export function parseContactChange(
  form: FormData,
): { ok: true; value: ContactChange } | { ok: false; field: ContactField; message: string } {
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  const field = FIELDS.find((known) => known === issue?.path[0]);
  if (field === undefined) throw new Response('Bad request', { status: 400 });
  return { ok: false, field, message: issue?.message ?? 'This can’t be used.' };
}

/** The list as an address asks for it, with the partner ID whose contacts a page of an employer shows; what can't be read means: from the start. */
export function parseContactFilter(parameters: URLSearchParams, { find, search }: Sought): ContactFilter {
  const partner = parameters.get('partner') ?? '';
  return {
    find,
    search: search !== '' ? search : /^\d{1,12}$/.test(partner) ? partner : '',
    show: parameters.get('show') === 'waiting' ? 'waiting' : 'all',
    page: z.coerce.number().int().min(1).max(100_000).catch(1).parse(parameters.get('page')),
  };
}
