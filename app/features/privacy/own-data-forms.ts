// Reads the forms of one's own data: faults as codes, and nothing that the forms do not have (bad-B4).
import { z } from 'zod';

import { isLanguage } from '#app/features/language/language.ts';
import { CONSENTS } from '#app/features/people/consent.ts';
import { PARTNER_ID } from '#app/features/people/partner-id.ts';
import { readPhone } from '#app/features/people/registration-form.ts';
import { isMailAddress } from '#app/platform/mail-address.ts';
import { plainLine, plainLines } from '#app/platform/text.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import type { DataFault, DataField } from './own-data.ts';
import { ASKED_FOR, LONGEST_MESSAGE } from './request-kinds.ts';

const typed = z.string().max(2000).transform(plainLine);

/** What somebody says about a request; may be empty, and have several lines. */
const message = z.string().max(20_000).default('').transform(plainLines);

const forms = z.discriminatedUnion('intent', [
  z.strictObject({
    intent: z.literal('correct'),
    firstName: typed,
    lastName: typed,
    phone: typed,
    city: typed,
    countryCode: typed.optional(),
    jobRole: typed.optional(),
  }),
  z.strictObject({ intent: z.literal('address'), email: typed }),
  z.strictObject({ intent: z.literal('language'), language: z.string().refine(isLanguage) }),
  z.strictObject({ intent: z.literal('consent'), consent: z.enum(CONSENTS), given: z.enum(['yes', 'no']) }),
  z.strictObject({ intent: z.literal('claim'), company: typed, mpnId: typed }),
  z.strictObject({ intent: z.literal('restrict') }),
  z.strictObject({ intent: z.literal('lift') }),
  z.strictObject({ intent: z.literal('object'), message }),
  z.strictObject({ intent: z.literal('ask'), kind: z.enum(ASKED_FOR), message }),
]);

type Sent = z.infer<typeof forms>;
export type OwnChange = Sent;
export type ReadFault = { readonly intent: string; readonly faults: Partial<Record<DataField, DataFault>> };

const LONGEST = 200;

function faultsOf(sent: Extract<Sent, { intent: 'correct' }>, phone: string | null, countries: readonly string[]) {
  const faults: Partial<Record<DataField, DataFault>> = {};
  if (sent.firstName === '' && sent.lastName === '') faults.firstName = 'needed';
  for (const name of ['firstName', 'lastName', 'city', 'jobRole'] as const)
    if ((sent[name] ?? '').length > LONGEST) faults[name] = 'long';
  if (sent.phone !== '' && phone === null) faults.phone = 'phone';
  if (sent.jobRole === '') faults.jobRole = 'needed';
  if (sent.countryCode !== undefined && !countries.includes(sent.countryCode)) faults.countryCode = 'country';
  return faults;
}

function claimFaultsOf({ company, mpnId }: { company: string; mpnId: string }) {
  const faults: Partial<Record<DataField, DataFault>> = {};
  if (company === '') faults.company = 'needed';
  if (company.length > 300) faults.company = 'long';
  if (!PARTNER_ID.test(mpnId)) faults.mpnId = mpnId === '' ? 'needed' : 'partner-id';
  return faults;
}

const UNREADABLE: ReadFault = { intent: '', faults: {} };

/**
 * Gives the change, or what is wrong with it by field; no field where no form of ours sent it. `countries` are those that somebody can be in;
 * `known` is the phone number that is kept, which stays as it is where it is not typed anew.
 */
export function readOwnChange(
  form: FormData,
  countries: readonly string[],
  known: { readonly phone: string | null; readonly countryCode: string | null },
): Result<OwnChange, ReadFault> {
  const entries = [...form.entries()];
  const parsed = forms.safeParse(Object.fromEntries(entries));
  if (!parsed.success || entries.length !== new Set(entries.map(([name]) => name)).size) return refused(UNREADABLE);
  const sent = parsed.data;
  if (sent.intent === 'address') {
    const email = sent.email.toLowerCase();
    return isMailAddress(email) ? ok({ ...sent, email }) : refused({ intent: 'address', faults: { email: 'address' } });
  }
  if ('message' in sent && sent.message.length > LONGEST_MESSAGE)
    return refused({ intent: sent.intent, faults: { message: 'long' } });
  if (sent.intent === 'claim') {
    const faults = claimFaultsOf(sent);
    return Object.keys(faults).length === 0 ? ok(sent) : refused({ intent: 'claim', faults });
  }
  if (sent.intent !== 'correct') return ok(sent);
  const phone =
    sent.phone === known.phone ? known.phone : readPhone(sent.phone, sent.countryCode ?? known.countryCode ?? '');
  const faults = faultsOf(sent, phone, countries);
  return Object.keys(faults).length === 0
    ? ok({ ...sent, phone: phone ?? '' })
    : refused({ intent: 'correct', faults });
}

/** What was typed, to be shown again. */
export function readTyped(form: FormData): Partial<Record<DataField | 'kind', string>> {
  const names = [
    'firstName',
    'lastName',
    'phone',
    'city',
    'countryCode',
    'jobRole',
    'email',
    'message',
    'kind',
    'company',
    'mpnId',
  ] as const;
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = form.get(name);
      return typeof value === 'string' ? [[name, value.slice(0, 20_000)]] : [];
    }),
  );
}
