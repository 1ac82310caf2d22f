// Decides what a form about staff may ask for; anything that no such form sends is a bad request.
import { z } from 'zod';

import { typedAddress, typedLine } from '#app/platform/text.ts';
import { STAFF_ROLES } from './actor.ts';

const id = z.coerce.number().int().min(1).max(2_147_483_647);

const changeSchema = z.discriminatedUnion('intent', [
  z.strictObject({
    intent: z.literal('add'),
    name: typedLine(200, { empty: 'Enter the name.', long: 'That is too long for a name.' }),
    email: typedAddress('Enter an e-mail address, such as name@academy.example.'),
  }),
  z.strictObject({ intent: z.literal('decide'), requestId: id, decision: z.enum(['approved', 'declined']) }),
]);

const memberSchema = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('role'), role: z.enum(STAFF_ROLES), wish: z.enum(['grant', 'revoke']) }),
  z.strictObject({ intent: z.literal('disable') }),
  z.strictObject({ intent: z.literal('enable') }),
  z.strictObject({ intent: z.literal('invite') }),
]);

export type StaffChange = z.infer<typeof changeSchema>;
export type MemberChange = z.infer<typeof memberSchema>;

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly field: string; readonly message: string };

function parse<T>(schema: z.ZodType<T>, form: FormData): Parsed<T> {
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  const field = String(issue?.path[0] ?? '');
  // Only what a person typed has words for a person.
  if (field !== 'name' && field !== 'email') throw new Response('Bad request', { status: 400 });
  return { ok: false, field, message: issue?.message ?? 'This can’t be used.' };
}

/** What the list of staff was asked. Throws the 400 for what its forms don't send. */
export const parseStaffChange = (form: FormData): Parsed<StaffChange> => parse(changeSchema, form);

/** What the page of one member was asked. Throws the 400 for what its forms don't send. */
export function parseMemberChange(form: FormData): MemberChange {
  const parsed = memberSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) throw new Response('Bad request', { status: 400 });
  return parsed.data;
}
