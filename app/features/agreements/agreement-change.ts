// Decides what a form about agreements may ask for; anything that no such form sends is a bad request.
import { z } from 'zod';
import { typedLine } from '#app/platform/text.ts';
import { RULES } from './terms.ts';
import { SENT_BACK_REASONS } from './sent-back.ts';

const DIGEST = /^[0-9a-f]{24}$/;
const id = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);
const digest = z.string().regex(DIGEST);
const day = z.iso.date();
const rule = z.enum(RULES);

/** What somebody takes it for who withdraws a version: a draft, or one that is approved and to begin. */
export const WITHDRAWN_AS = ['draft', 'coming'] as const;
export type WithdrawnAs = (typeof WITHDRAWN_AS)[number];

/** A version as somebody saw it on a page. */
export type SeenVersion = { readonly id: number; readonly digest: string };

/** What is asked about one version, by its number, or about the agreement. */
const onAgreement = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('save'), number: id, digest }),
  z.strictObject({ intent: z.literal('propose'), number: id }),
  z.strictObject({ intent: z.literal('send-back'), number: id, because: z.enum(SENT_BACK_REASONS) }),
  z.strictObject({ intent: z.literal('withdraw'), number: id, digest, as: z.enum(WITHDRAWN_AS) }),
  z.strictObject({ intent: z.literal('choose-rule'), number: id, digest, rule }),
  z.strictObject({ intent: z.literal('approve'), number: id, digest }),
  z.strictObject({ intent: z.literal('check-library'), number: id }),
  z.strictObject({ intent: z.literal('draft'), from: id, inForceFrom: day }),
  z.strictObject({ intent: z.literal('pause') }),
  z.strictObject({ intent: z.literal('resume') }),
]);
export type AgreementChange = z.infer<typeof onAgreement>;

const badRequest = (): Response => new Response('Bad request', { status: 400, statusText: 'Bad Request' });

/** Throws the 400 for what our forms don't send. A draft's own fields are read elsewhere. */
export function parseAgreementChange(form: FormData): AgreementChange {
  const parsed = onAgreement.safeParse(Object.fromEntries(form));
  if (!parsed.success) throw badRequest();
  return parsed.data;
}

const MOST_AT_ONCE = 100;

/** 'id.digest', as the boxes of a list say it. */
const seen = z
  .string()
  .transform((typed) => typed.split('.'))
  .pipe(z.tuple([id, digest]))
  .transform(([versionId, shown]): SeenVersion => ({ id: versionId, digest: shown }));
const many = z.object({
  intent: z.enum(['propose', 'choose-rule', 'approve', 'withdraw']),
  rule: rule.optional(),
  versions: z.array(seen).max(MOST_AT_ONCE),
});
export type ManyDrafts = z.infer<typeof many>;

/** What is asked about several drafts at once. */
export function parseManyDrafts(form: FormData): ManyDrafts {
  const parsed = many.safeParse({
    intent: form.get('intent'),
    rule: form.get('rule') ?? undefined,
    versions: form.getAll('version'),
  });
  if (!parsed.success || (parsed.data.intent === 'choose-rule' && parsed.data.rule === undefined)) throw badRequest();
  return parsed.data;
}

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const name = typedLine(300, { empty: 'Enter a name.', long: 'That is too long for a name.' });
const inForceFrom = day;
const start = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('employer'), employerId: id, inForceFrom }),
  z.strictObject({ kind: z.literal('microsoft'), inForceFrom }),
  z.strictObject({
    kind: z.literal('member'),
    country: z.string().regex(/^[A-Z]{2}$/, 'Choose a country.'),
    name,
    inForceFrom,
  }),
  z.strictObject({
    kind: z.literal('partner'),
    slug: z.string().max(60).regex(SLUG, 'Small letters, digits and hyphens, such as cloud-alliance.'),
    name,
    inForceFrom,
  }),
  z.strictObject({ kind: z.literal('employers'), template: id, inForceFrom }),
]);
export type StartAgreement = z.infer<typeof start>;

export type ReadStart =
  | { readonly ok: true; readonly value: StartAgreement }
  | { readonly ok: false; readonly kind: string; readonly field: string; readonly message: string };

/** Which agreement is begun, or what is wrong with a field of it. Throws the 400 for what our forms don't send. */
export function parseStart(form: FormData): ReadStart {
  const parsed = start.safeParse(Object.fromEntries(form));
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  const field = String(issue?.path[0] ?? '');
  const kind = form.get('kind');
  if (typeof kind !== 'string' || !['country', 'name', 'slug', 'inForceFrom', 'template', 'employerId'].includes(field))
    throw badRequest();
  const message =
    field === 'inForceFrom' ? 'Enter the day from which it holds.' : (issue?.message ?? 'This can’t be used.');
  return { ok: false, kind, field, message };
}
