// Decides what the forms on the way in may send: an address, a code, or which way somebody takes.
import { z } from 'zod';

import { isMailAddress } from '#app/platform/mail-address.ts';

/** What is wrong with what a person typed; the words for it stand in the messages. */
export type FieldFault = 'address' | 'code';

const address = z
  .string()
  .transform((typed) => typed.normalize('NFC').trim())
  .refine(isMailAddress, 'address' satisfies FieldFault);

/** People copy a code with spaces or dashes around and inside. */
const code = z
  .string()
  .max(100)
  .transform((typed) => typed.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'code' satisfies FieldFault));

/** Read apart from the rest, and never refused: where it leads is decided by `safeReturnTo`. */
const returnTo = z.string().optional();

const signIn = z.union([
  z
    .strictObject({ persona: z.string().max(40), returnTo })
    .transform(({ persona }) => ({ way: 'persona', persona }) as const),
  z.strictObject({ way: z.literal('work-account'), returnTo }),
  z.strictObject({ way: z.literal('staff'), returnTo }),
  z.strictObject({ way: z.literal('code'), email: address, returnTo }),
]);

const invitation = z.strictObject({ way: z.enum(['work-account', 'code']) });
const tryOrAgain = z.union([
  z.strictObject({ do: z.literal('again') }),
  z.strictObject({ do: z.literal('try'), code }),
]);
const registered = z.strictObject({ email: address });
const endings = z.union([
  z.strictObject({ end: z.literal('others') }),
  z.strictObject({ end: z.string().regex(/^[1-9]\d{0,8}$/) }).transform(({ end }) => ({ end: Number(end) })),
]);

/** What was sent, or what is wrong with the field; no fault when no form of ours sends it. */
export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: FieldFault | null };

function readWith<T>(schema: z.ZodType<T>): (form: FormData) => Read<T> {
  return (form) => {
    const parsed = schema.safeParse(Object.fromEntries(form));
    return parsed.success ? { ok: true, value: parsed.data } : { ok: false, fault: faultIn(parsed.error.issues) };
  };
}

/** The fault that one of the schemas above named: a custom check or a pattern of ours, at a field that a person fills in. */
function faultIn(issues: readonly z.core.$ZodIssue[]): FieldFault | null {
  for (const issue of issues) {
    if (issue.code === 'invalid_union') {
      const fault = issue.errors.map(faultIn).find((found) => found !== null);
      if (fault !== undefined) return fault;
    } else if (issue.path[0] === 'email' || issue.path[0] === 'code') {
      if (issue.code === 'custom' || issue.code === 'invalid_format')
        return issue.path[0] === 'email' ? 'address' : 'code';
    }
  }
  return null;
}

export const readSignIn = readWith(signIn);
export const readInvitation = readWith(invitation);
export const readTry = readWith(tryOrAgain);
export const readRegistered = readWith(registered);
export const readEnding = readWith(endings);
