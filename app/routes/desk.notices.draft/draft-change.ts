// Decides what the forms of the draft may send.
import { z } from 'zod';

import { scopeFrom } from '#app/features/notices/draft.ts';
import type { NoticeScope } from '#app/features/people/publish-notice.server.ts';
import { LANGUAGES, type Language } from '#reports/catalogue.ts';

const revision = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);

const changeSchema = z.discriminatedUnion('intent', [
  z.strictObject({
    intent: z.literal('text'),
    revision,
    language: z.enum(LANGUAGES),
    // Browsers send line ends as two characters.
    body: z
      .string()
      .max(60_000)
      .transform((typed) => typed.replaceAll('\r\n', '\n')),
  }),
  z.strictObject({
    intent: z.literal('terms'),
    revision,
    publishOn: z.union([z.literal(''), z.iso.date()]).transform((typed) => (typed === '' ? null : typed)),
    // Not chosen yet: the form sends nothing.
    widens: z
      .enum(['yes', 'no'])
      .optional()
      .transform((chosen) => (chosen === undefined ? null : chosen === 'yes')),
    scope: z.array(z.string().max(60)).max(200),
  }),
  z.strictObject({ intent: z.literal('publish'), revision }),
  z.strictObject({ intent: z.literal('drop'), revision }),
]);

export type DraftChange =
  | { readonly intent: 'text'; readonly revision: number; readonly language: Language; readonly body: string }
  | {
      readonly intent: 'terms';
      readonly revision: number;
      readonly publishOn: string | null;
      readonly widens: boolean | null;
      readonly scopes: readonly NoticeScope[];
    }
  | { readonly intent: 'publish' | 'drop'; readonly revision: number };

/** Throws the 400 for what none of the forms sends. */
export function parseDraftChange(form: FormData): DraftChange {
  const given = Object.fromEntries(form);
  const parsed = changeSchema.safeParse(
    given['intent'] === 'terms' ? { ...given, scope: form.getAll('scope') } : given,
  );
  if (!parsed.success) throw new Response('Bad request', { status: 400 });
  if (parsed.data.intent !== 'terms') return parsed.data;
  const { scope, ...terms } = parsed.data;
  const scopes = scope.map(scopeFrom).filter((known) => known !== null);
  if (scopes.length !== scope.length) throw new Response('Bad request', { status: 400 });
  return { ...terms, scopes };
}
