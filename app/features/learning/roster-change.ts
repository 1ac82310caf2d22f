// Decides what the forms of a roster's page may ask for.
import { z } from 'zod';

import { ok, refused, type Result } from '#app/platform/result.ts';
import { typedAddress } from '#app/platform/text.ts';
import { parseInputs } from './cells-form.ts';
import type { CellChange } from './roster-cells.ts';

const schema = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('seat'), email: typedAddress('This is not an e-mail address.') }),
  z.strictObject({ intent: z.literal('seat-all') }),
  z.strictObject({
    intent: z.enum(['off-session', 'off-workshop']),
    enrolmentId: z
      .string()
      .regex(/^[1-9]\d{0,8}$/)
      .transform(Number),
  }),
]);
export type RosterChange = z.infer<typeof schema> | { intent: 'save'; cells: CellChange[] };

/** Reads a form of the page; else what is wrong with it, in words. */
export function parseRosterChange(form: FormData): Result<RosterChange, string> {
  if (form.get('intent') === 'save') {
    const cells = parseInputs(form);
    return cells === null
      ? refused('This form could not be read. Nothing was changed.')
      : ok({ intent: 'save', cells });
  }
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (parsed.success) return ok(parsed.data);
  const fault = parsed.error.issues.find(({ path }) => path[0] === 'email');
  return refused(fault?.message ?? 'This form could not be read. Nothing was changed.');
}
