// Reads the forms of support: values, or what is wrong by field as codes, and nothing that the forms do not have.
import { z } from 'zod';

import { isMailAddress } from '#app/platform/mail-address.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { plainLine, plainLines } from '#app/platform/text.ts';
import { LONGEST_WORDS, TOPICS, type Topic } from './case-kinds.ts';

export type SupportField = 'topic' | 'message' | 'email' | 'name' | 'phone';
export type SupportFault = 'needed' | 'long' | 'address' | 'phone';
export type SupportFaults = Partial<Record<SupportField, SupportFault>>;
export type SupportTyped = Readonly<Partial<Record<SupportField, string>>>;
type Read<T> = Result<T, { readonly faults: SupportFaults; readonly typed: SupportTyped }>;

const line = z.string().max(2000).default('').transform(plainLine);
const lines = z.string().max(20_000).default('').transform(plainLines);
const question = { topic: z.enum(TOPICS).or(z.literal('')).default(''), message: lines };
const own = z.strictObject({ intent: z.literal('ask'), ...question });
const stranger = z.strictObject({ ...question, email: line, name: line, phone: line });

export type OwnQuestion = { readonly topic: Topic; readonly message: string };
export type StrangersQuestion = OwnQuestion & { readonly email: string; readonly name: string; readonly phone: string };

/** Throws the 400 for what no form of ours sends: another field, or one twice. */
function fieldsOf(form: FormData): Record<string, unknown> {
  const names = [...form.keys()];
  if (new Set(names).size !== names.length) throw badRequest();
  return Object.fromEntries(form);
}
const badRequest = (): Response => new Response('Bad request', { status: 400, statusText: 'Bad Request' });

function parsed<T>(schema: z.ZodType<T>, form: FormData): T {
  const read = schema.safeParse(fieldsOf(form));
  if (!read.success) throw badRequest();
  return read.data;
}

function wordsFault(text: string): SupportFault | null {
  if (text === '') return 'needed';
  return text.length > LONGEST_WORDS ? 'long' : null;
}

function questionFaults({ topic, message }: { topic: Topic | ''; message: string }): SupportFaults {
  const fault = wordsFault(message);
  return { ...(topic === '' ? { topic: 'needed' } : {}), ...(fault === null ? {} : { message: fault }) };
}

export function readOwnQuestion(form: FormData): Read<OwnQuestion> {
  const { topic, message } = parsed(own, form);
  const faults = questionFaults({ topic, message });
  if (topic === '' || Object.keys(faults).length > 0) return refused({ faults, typed: { topic, message } });
  return ok({ topic, message });
}

export function readStrangersQuestion(form: FormData): Read<StrangersQuestion> {
  const typed = parsed(stranger, form);
  const email = typed.email.toLowerCase();
  const faults = questionFaults(typed);
  if (email === '') faults.email = 'needed';
  else if (!isMailAddress(email)) faults.email = 'address';
  if (typed.name.length > 200) faults.name = 'long';
  if (typed.phone !== '' && !/^[+\d][\d ()./-]{4,39}$/.test(typed.phone)) faults.phone = 'phone';
  const { topic } = typed;
  if (topic === '' || Object.keys(faults).length > 0) return refused({ faults, typed });
  return ok({ ...typed, topic, email });
}

const again = z.strictObject({ message: lines });
const ownAgain = z.strictObject({
  intent: z.literal('reply'),
  case: z.string().regex(/^[1-9]\d{0,8}$/),
  message: lines,
});

/** What somebody writes again, by the link of a mail. */
export function readReply(form: FormData): Result<string, SupportFault> {
  const { message } = parsed(again, form);
  const fault = wordsFault(message);
  return fault === null ? ok(message) : refused(fault);
}

/** What somebody writes again on their own page. */
export function readOwnReply(
  form: FormData,
): Result<{ caseId: number; message: string }, { caseId: number; fault: SupportFault }> {
  const sent = parsed(ownAgain, form);
  const caseId = Number(sent.case);
  const fault = wordsFault(sent.message);
  return fault === null ? ok({ caseId, message: sent.message }) : refused({ caseId, fault });
}

const steps = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('answer'), words: lines, close: z.literal('yes').optional() }),
  z.strictObject({ intent: z.literal('ask-back'), words: lines }),
  z.strictObject({ intent: z.literal('note'), words: lines }),
  z.strictObject({ intent: z.literal('close') }),
  z.strictObject({ intent: z.literal('pass-on') }),
  z.strictObject({ intent: z.literal('hand-back') }),
]);
export type CaseStep = z.infer<typeof steps>;

export function readCaseStep(form: FormData): Result<CaseStep, { intent: string; message: string; words: string }> {
  const sent = parsed(steps, form);
  if (!('words' in sent)) return ok(sent);
  const fault = wordsFault(sent.words);
  if (fault === null) return ok(sent);
  const message = fault === 'needed' ? 'Write what it is.' : `${LONGEST_WORDS} characters at most.`;
  return refused({ intent: sent.intent, message, words: sent.words });
}
