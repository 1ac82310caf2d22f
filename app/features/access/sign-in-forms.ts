// Decides what the forms on the way in may send: an address, a code, or which way somebody takes.
import { z } from 'zod';

import { isMailAddress } from '#app/platform/mail-address.ts';

const address = z
  .string()
  .transform((typed) => typed.normalize('NFC').trim())
  .refine(isMailAddress, 'Enter an e-mail address such as name@company.example');

/** People copy a code with spaces or dashes around and inside. */
const code = z
  .string()
  .max(100)
  .transform((typed) => typed.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'The code has six digits. Copy it from the mail as it stands there'));

const signIn = z.union([
  z.object({ persona: z.string().max(40) }).transform(({ persona }) => ({ way: 'persona', persona }) as const),
  z.object({ way: z.literal('work-account') }),
  z.object({ way: z.literal('staff') }),
  z.object({ way: z.literal('code'), email: address }),
]);

const invitation = z.object({ way: z.enum(['work-account', 'code']) });
const tryOrAgain = z.union([z.object({ do: z.literal('again') }), z.object({ do: z.literal('try'), code })]);
const registered = z.object({ email: address });
const endings = z.union([
  z.object({ end: z.literal('others') }),
  z.object({ end: z.string().regex(/^[1-9]\d{0,8}$/) }).transform(({ end }) => ({ end: Number(end) })),
]);

/** What was sent, or what to say beside the field; no message when no form of ours sends it. */
export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string | null };

function readWith<T>(schema: z.ZodType<T>): (form: FormData) => Read<T> {
  return (form) => {
    const parsed = schema.safeParse(Object.fromEntries(form));
    return parsed.success ? { ok: true, value: parsed.data } : { ok: false, message: wordsOf(parsed.error.issues) };
  };
}

/** The words that one of the schemas above chose: a custom check or a pattern of ours, at a field that a person fills in. */
function wordsOf(issues: readonly z.core.$ZodIssue[]): string | null {
  for (const issue of issues) {
    if (issue.code === 'invalid_union') {
      const words = issue.errors.map(wordsOf).find((found) => found !== null);
      if (words !== undefined) return words;
    } else if (issue.path[0] === 'email' || issue.path[0] === 'code') {
      if (issue.code === 'custom' || issue.code === 'invalid_format') return `${issue.message}.`;
    }
  }
  return null;
}

export const readSignIn = readWith(signIn);
export const readInvitation = readWith(invitation);
export const readTry = readWith(tryOrAgain);
export const readRegistered = readWith(registered);
export const readEnding = readWith(endings);
