// Reads the forms of the requests' pages: values, or what is wrong by field, and nothing that the forms do not have.
import { z } from 'zod';

import { isLanguage } from '#app/features/language/language.ts';
import { CONSENTS, type Consent } from '#app/features/people/consent.ts';
import { isMailAddress } from '#app/platform/mail-address.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { plainLine, plainLines } from '#app/platform/text.ts';
import type { Language } from '#reports/catalogue.ts';
import {
  DECISIONS,
  ENTERED_CHANNELS,
  IDENTITY_WAYS,
  LONGEST_MESSAGE,
  REQUEST_KINDS,
  type Decision,
  type RequestKind,
} from './request-kinds.ts';

export type Faults<Field extends string> = Partial<Record<Field, string>>;
/** What was typed, to be shown again. */
export type Typed = Readonly<Record<string, string>>;

const line = z.string().max(2000).default('').transform(plainLine);
const lines = z.string().max(20_000).default('').transform(plainLines);
const id = z.coerce.number().int().min(1).max(2_147_483_647);

const badRequest = (): Response => new Response('Bad request', { status: 400 });

/** Throws the 400 for what no form of ours sends: another field, or one twice that stands once. */
function fieldsOf(form: FormData, many: readonly string[] = []): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name);
    if (values.some((value) => typeof value !== 'string')) throw badRequest();
    if (values.length > 1 && !many.includes(name)) throw badRequest();
    given[name] = many.includes(name) ? values : values[0];
  }
  return given;
}

function parsed<T>(schema: z.ZodType<T>, given: Record<string, unknown>): T {
  const read = schema.safeParse(given);
  if (!read.success) throw badRequest();
  return read.data;
}

export const typedIn = (form: FormData): Typed =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, 20_000)]] : [])),
  );

const entered = z.strictObject({
  kind: z.enum(REQUEST_KINDS),
  channel: z.enum(ENTERED_CHANNELS),
  receivedOn: line,
  receivedAt: line,
  email: line,
  name: line,
  contact: line,
  language: z.string().refine(isLanguage).default('en'),
  message: lines,
  follows: z.union([z.literal(''), id]).optional(),
});

export type EnteredField = 'receivedOn' | 'receivedAt' | 'email' | 'name' | 'contact' | 'message' | 'kind';
export type EnteredRequest = {
  readonly kind: RequestKind;
  readonly channel: (typeof ENTERED_CHANNELS)[number];
  /** On the clock of the association. */
  readonly receivedOn: string;
  readonly receivedAt: string;
  /** Of somebody who is known here; '' for whoever is not. */
  readonly email: string;
  readonly name: string;
  readonly contact: string;
  readonly language: Language;
  readonly message: string;
  readonly follows: number | null;
};

const isDay = (text: string): boolean => z.iso.date().safeParse(text).success && text >= '2000-01-01';
const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

export function readEntered(form: FormData): Result<EnteredRequest, Faults<EnteredField>> {
  const sent = parsed(entered, fieldsOf(form));
  const faults: Faults<EnteredField> = {};
  if (!isDay(sent.receivedOn)) faults.receivedOn = 'Enter the day on which it came.';
  if (!isTime(sent.receivedAt)) faults.receivedAt = 'Enter the time, such as 14:30.';
  const email = sent.email.toLowerCase();
  if (email !== '' && !isMailAddress(email)) faults.email = 'That is no e-mail address.';
  if (email === '' && sent.name === '')
    faults.email = 'Enter the address that is known here, or below who it is as they said it.';
  if (email === '' && sent.name !== '' && sent.contact === '')
    faults.contact = 'Enter where an answer reaches them: an address, or a phone number.';
  if (email !== '' && (sent.name !== '' || sent.contact !== ''))
    faults.name = 'Either somebody who is known here, or somebody who is not: leave one of the two empty.';
  if (sent.name.length > 200) faults.name = '200 characters at most.';
  if (sent.contact.length > 400) faults.contact = '400 characters at most.';
  if (sent.message.length > LONGEST_MESSAGE) faults.message = `${LONGEST_MESSAGE} characters at most.`;
  if (Object.keys(faults).length > 0) return refused(faults);
  return ok({ ...sent, email, follows: typeof sent.follows === 'number' ? sent.follows : null });
}

const steps = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('note'), note: lines }),
  z.strictObject({ intent: z.literal('name-person'), email: line }),
  z.strictObject({ intent: z.literal('ask-identity'), note: lines }),
  z.strictObject({ intent: z.literal('prove-identity'), how: z.enum(IDENTITY_WAYS) }),
  z.strictObject({ intent: z.literal('extend'), reason: lines }),
  z.strictObject({ intent: z.literal('close'), how: z.enum(['mail', 'letter', 'phone']) }),
  z.strictObject({ intent: z.literal('lift') }),
  z.strictObject({ intent: z.literal('told'), how: z.enum(['letter', 'phone']) }),
]);
export type RequestStepForm = z.infer<typeof steps>;

const LEAST_REASON = 10;

export function readStep(form: FormData): Result<RequestStepForm, { intent: string; message: string }> {
  const sent = parsed(steps, fieldsOf(form));
  const fault = (message: string) => refused({ intent: sent.intent, message });
  if ('note' in sent && sent.note === '') return fault('Write what it is.');
  if ('note' in sent && sent.note.length > LONGEST_MESSAGE) return fault(`${LONGEST_MESSAGE} characters at most.`);
  if (sent.intent === 'extend' && sent.reason.length < LEAST_REASON)
    return fault('Say why, in ten characters at least: the person reads it.');
  if (sent.intent === 'extend' && sent.reason.length > LONGEST_MESSAGE)
    return fault(`${LONGEST_MESSAGE} characters at most.`);
  if (sent.intent === 'name-person' && !isMailAddress(sent.email.toLowerCase()))
    return fault('That is no e-mail address.');
  return ok(sent);
}

/** What is kept although its erasure was asked for. */
export type Keep = { readonly what: string; readonly law: string; readonly until: string };
export type DecisionForm = {
  readonly decision: Decision;
  readonly answer: string;
  readonly keeps: readonly Keep[];
  readonly consents: readonly Consent[];
  readonly handover: 'account' | 'file';
  /** Typed again before an erasure. */
  readonly email: string;
};
export type DecisionField = 'decision' | 'answer' | 'keeps' | 'consents' | 'email';

/** Rows of the form in which is written what is kept. */
export const KEEP_ROWS = 4;
const LONGEST_ANSWER = 4000;

const decided = z.strictObject({
  decision: z.enum(DECISIONS).optional(),
  answer: lines,
  what: z.array(line).max(KEEP_ROWS).default([]),
  law: z.array(line).max(KEEP_ROWS).default([]),
  until: z.array(line).max(KEEP_ROWS).default([]),
  consent: z.array(z.enum(CONSENTS)).max(CONSENTS.length).default([]),
  handover: z.enum(['account', 'file']).default('account'),
  email: line,
});

function readKeeps({ what, law, until }: Pick<z.infer<typeof decided>, 'what' | 'law' | 'until'>): Keep[] {
  return what
    .map((name, index) => ({ what: name, law: law[index] ?? '', until: until[index] ?? '' }))
    .filter((keep) => `${keep.what}${keep.law}${keep.until}` !== '');
}

const isWhole = (keep: Keep, today: string): boolean =>
  [keep.what, keep.law].every((text) => text !== '' && text.length <= 300) && isDay(keep.until) && keep.until > today;

/** `today` on the clock of the association. Which of it counts is the request's kind to say. */
export function readDecision(
  form: FormData,
  kind: RequestKind,
  isKnown: boolean,
  today: string,
): Result<DecisionForm, Faults<DecisionField>> {
  const sent = parsed(decided, fieldsOf(form, ['what', 'law', 'until', 'consent']));
  const faults: Faults<DecisionField> = {};
  const keeps = readKeeps(sent);
  const { decision, answer } = sent;
  if (decision === undefined) return refused({ decision: 'Choose what is decided.' });
  if (answer.length > LONGEST_ANSWER) faults.answer = `${LONGEST_ANSWER} characters at most.`;
  if (decision === 'refused' && answer.length < LEAST_REASON)
    faults.answer = 'A refusal says why, in ten characters at least.';
  if (decision === 'carried-out' && kind === 'erasure' && isKnown && answer !== '')
    faults.answer =
      'Once everything is erased nobody reads it: it would go with the person, and the mail to them says what was done in words of its own. Leave it empty, or write to them first.';
  const isSaid = kind === 'complaint' || kind === 'rectification' || !isKnown;
  if (decision === 'carried-out' && isSaid && answer.length < LEAST_REASON)
    faults.answer = 'Say what was found and done, in ten characters at least.';
  if (decision === 'partly' && kind !== 'erasure' && answer.length < LEAST_REASON)
    faults.answer = 'Say what was done, what was not, and why.';
  if (decision === 'partly' && kind === 'erasure' && keeps.length === 0)
    faults.keeps = 'Say what is kept, by which law and until when.';
  if (keeps.some((keep) => !isWhole(keep, today)))
    faults.keeps = 'Each line says what, by which law, and a day to come until which it is kept.';
  if (decision !== 'partly' && keeps.length > 0) faults.keeps = 'Something is kept only where a part is carried out.';
  if (kind === 'withdrawal' && isKnown && decision !== 'refused' && sent.consent.length === 0)
    faults.consents = 'Choose which consent is withdrawn.';
  if (Object.keys(faults).length > 0) return refused(faults);
  return ok({ decision, answer, keeps, consents: sent.consent, handover: sent.handover, email: sent.email });
}
