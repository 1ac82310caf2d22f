// Decides what the form about the contacts of one's own organisation may ask for.
import { z } from 'zod';

const schema = z.strictObject({
  intent: z.enum(['confirm-contact', 'remove-contact']),
  contactId: z.coerce.number().int().min(1).max(2_147_483_647),
});

export type OwnContactForm = z.infer<typeof schema>;

/** What was asked; null for what no form of ours sends. */
export const parseOwnContact = (form: FormData): OwnContactForm | null =>
  schema.safeParse(Object.fromEntries(form)).data ?? null;
