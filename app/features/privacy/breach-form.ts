// Decides what the forms of breaches may send.
import { z } from 'zod';

import { plainLines, typedLine } from '#app/platform/text.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { BREACH_KINDS, CONSEQUENCES, MEASURES, RISKS, type BreachKind } from './breach.ts';
import { instantTyped } from './breach-times.ts';

const LONGEST_TEXT = 4_000;

const text = (empty: string) =>
  z
    .string()
    .transform(plainLines)
    .pipe(z.string().min(1, empty).max(LONGEST_TEXT, `At most ${LONGEST_TEXT} characters.`));
const someText = z
  .string()
  .default('')
  .transform(plainLines)
  .pipe(z.string().max(LONGEST_TEXT, `At most ${LONGEST_TEXT} characters.`))
  .transform((typed) => typed || null);

const NO_TIME = 'Give a day and a time.';
const instant = z.string().transform((typed, context) => {
  const at = instantTyped(typed);
  if (at !== null) return at;
  context.addIssue({ code: 'custom', message: NO_TIME });
  return z.NEVER;
});
const someInstant = z
  .string()
  .default('')
  .transform((typed, context) => {
    if (typed === '') return null;
    const at = instantTyped(typed);
    if (at !== null) return at;
    context.addIssue({ code: 'custom', message: NO_TIME });
    return z.NEVER;
  });

const id = (empty: string) => z.coerce.number(empty).int(empty).min(1, empty).max(2_147_483_647, empty);
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'A SHA-256 has 64 digits and letters from a to f.');

const shared = {
  drill: z.literal('on').optional(),
  title: typedLine(200, { empty: 'Say in a line what it is about.', long: 'At most 200 characters.' }),
  what: text('Say what happened.'),
  knownAt: instant,
  happenedFrom: someInstant,
  happenedTo: someInstant,
};

const Recorded = z
  .discriminatedUnion('kind', [
    z.strictObject({ ...shared, kind: z.literal('wrong-recipient'), recipientId: id('Choose who got it.') }),
    z.strictObject({ ...shared, kind: z.literal('lost-file'), sha256: hash }),
    z.strictObject({ ...shared, kind: z.literal('account-taken'), contactId: id('Choose whose account it is.') }),
    z.strictObject({
      ...shared,
      kind: z.literal('other'),
      reach: z.enum(['period', 'everybody', 'said'], 'Choose whom it touches.'),
      people: z
        .string()
        .default('')
        .transform((typed) => (typed.trim() === '' ? null : Number(typed)))
        .pipe(z.int('Give a whole number.').min(0, 'Give a whole number.').max(2_000_000_000).nullable()),
    }),
  ])
  .superRefine((given, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const { happenedFrom, happenedTo, knownAt } = given;
    const isByPeriod = given.kind !== 'lost-file' && (given.kind !== 'other' || given.reach === 'period');
    if (isByPeriod && happenedFrom === null)
      issue('happenedFrom', 'From when on? What reached them since then is counted.');
    if (happenedFrom !== null && happenedTo !== null && happenedFrom > happenedTo)
      issue('happenedTo', 'That is before it began.');
    if (happenedFrom !== null && happenedFrom > knownAt) issue('happenedFrom', 'That is after it became known.');
    else if (happenedTo !== null && happenedTo > knownAt) issue('happenedTo', 'That is after it became known.');
    if (given.kind === 'other' && given.reach === 'said' && given.people === null)
      issue('people', 'About how many? 0 while nobody knows.');
  });
export type NewBreach = z.infer<typeof Recorded>;

const at = instant;
const Step = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('counted') }),
  z.strictObject({ intent: z.literal('add-file'), sha256: hash }),
  z.strictObject({ intent: z.literal('look-further'), until: instant }),
  z.strictObject({
    intent: z.literal('assessed'),
    risk: z.enum(RISKS, 'Choose one.'),
    why: text('Say why.'),
    consequences: z.array(z.enum(CONSEQUENCES)),
    measures: z.array(z.enum(MEASURES)),
  }),
  z.strictObject({
    intent: z.literal('reported'),
    at,
    reference: z
      .string()
      .default('')
      .transform((typed) => plainLines(typed).slice(0, 200) || null),
    lateWhy: someText,
  }),
  z.strictObject({ intent: z.literal('supplemented'), why: text('Say what was added.') }),
  z.strictObject({ intent: z.literal('not-reported'), why: text('Say why there is no risk to report.') }),
  z.strictObject({ intent: z.literal('told'), at, how: z.literal('otherwise'), why: text('Say how they were told.') }),
  z.strictObject({ intent: z.literal('not-told'), why: text('Say why people are not told (art. 34(3)).') }),
  z.strictObject({ intent: z.literal('closed'), why: someText }),
  z.strictObject({ intent: z.literal('reopened'), why: text('Say why.') }),
]);
export type StepWish = z.infer<typeof Step>;

/** Field → what is wrong with it. */
export type Faults = Readonly<Record<string, string>>;
export type Typed = Readonly<Record<string, string | readonly string[]>>;

const LISTS = ['consequences', 'measures'];

function fieldsOf(form: FormData, lists: readonly string[]): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.fromEntries(lists.map((name) => [name, []]));
  for (const [name, value] of form) {
    if (typeof value !== 'string') continue;
    const known = fields[name];
    if (Array.isArray(known)) known.push(value);
    else fields[name] = value;
  }
  return fields;
}

function parse<T>(schema: z.ZodType<T>, fields: Record<string, string | string[]>): Result<T, Faults> {
  const read = schema.safeParse(fields);
  if (read.success) return ok(read.data);
  const faults: Record<string, string> = {};
  for (const { path, message, code } of read.error.issues) {
    const [field] = path;
    // What no form of ours sends.
    if (code === 'unrecognized_keys' || field === undefined || field === 'intent' || field === 'kind')
      throw new Response('This form is not complete', { status: 400, statusText: 'Bad Request' });
    faults[String(field)] ??= message;
  }
  return refused(faults);
}

export const readTyped = (form: FormData): Typed => fieldsOf(form, LISTS);

export const isBreachKind = (text: string | null): text is BreachKind => BREACH_KINDS.some((kind) => kind === text);

/** Gives the breach, or what is wrong with which field. Throws the 400 for what no form of ours sends. */
export const parseBreach = (form: FormData): Result<NewBreach, Faults> => parse(Recorded, fieldsOf(form, []));

export const parseStep = (form: FormData): Result<StepWish, Faults> =>
  parse(Step, fieldsOf(form, form.get('intent') === 'assessed' ? LISTS : []));
