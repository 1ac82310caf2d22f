// Reads the form of /register: every field by its own rule, faults as codes, phones in E.164, and nothing that the form does not have.
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';
import { z } from 'zod';

import { isLanguage } from '#app/features/language/language.ts';
import { isMailAddress } from '#app/platform/mail-address.ts';
import { plainLine } from '#app/platform/text.ts';
import type { Language } from '#reports/catalogue.ts';
import { CONSENTS, type Consent } from './consent.ts';
import { PARTNER_ID, partnerIdOf } from './partner-id.ts';
import type { RegistrationFault, RegistrationFaults, RegistrationField } from './registration.ts';

const typed = z.string().max(2000).default('').transform(plainLine);

/** What a form of ours sends: a browser leaves out what is not ticked. */
const form = z.strictObject({
  submission: z.uuid(),
  notice: z.string().regex(/^[1-9]\d{0,5}:[a-z]{2}$/),
  firstName: typed,
  lastName: typed,
  email: typed,
  phone: typed,
  language: z.string().refine(isLanguage),
  company: typed,
  mpnId: typed,
  country: typed,
  city: typed,
  jobRole: typed,
  age: z.enum(['of-age', 'guardian', '']).default(''),
  guardianEmail: typed,
  acknowledged: z.literal('yes').optional(),
  'member-sharing': z.literal('yes').optional(),
  'marketing-email': z.literal('yes').optional(),
  'marketing-phone': z.literal('yes').optional(),
});

/** As it was typed, to be shown again. */
export type TypedRegistration = z.infer<typeof form>;

export type NewRegistration = {
  readonly submission: string;
  readonly notice: { readonly version: number; readonly language: string };
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** E.164. */
  readonly phone: string;
  readonly language: Language;
  readonly company: string;
  readonly mpnId: string;
  readonly country: string;
  readonly city: string | null;
  readonly jobRole: string;
  /** Whom to ask about somebody of 16 or under (C5). */
  readonly guardianEmail: string | null;
  readonly consents: readonly Consent[];
};

export type ReadRegistration =
  | { readonly ok: true; readonly value: NewRegistration; readonly typed: TypedRegistration }
  | { readonly ok: false; readonly faults: RegistrationFaults; readonly typed: TypedRegistration };

const isCountryCode = (code: string): code is CountryCode => /^[A-Z]{2}$/.test(code);

/** The number in E.164, read as dialled in this country unless it says another; null for what can't be one (bad-C12). */
export function readPhone(text: string, country: string): string | null {
  const found = parsePhoneNumberFromString(text, {
    ...(isCountryCode(country) ? { defaultCountry: country } : {}),
    // A number with words or signs around it is no number.
    extract: false,
  });
  return found?.isPossible() === true && found.ext === undefined ? found.number : null;
}

const MOST = { firstName: 200, lastName: 200, company: 300, city: 200, jobRole: 200 } as const;

function faultsOf(given: TypedRegistration, phone: string | null, countries: ReadonlySet<string>): RegistrationFaults {
  const faults: Partial<Record<RegistrationField, RegistrationFault>> = {};
  const say = (field: RegistrationField, fault: RegistrationFault | false): void => {
    if (fault !== false) faults[field] ??= fault;
  };
  // Some people have one name.
  say('firstName', given.firstName === '' && given.lastName === '' && 'name-missing');
  for (const field of ['email', 'phone', 'company', 'mpnId', 'country', 'jobRole'] as const)
    say(field, given[field] === '' && 'missing');
  for (const [field, most] of Object.entries(MOST) as [keyof typeof MOST, number][])
    say(field, given[field].length > most && 'too-long');
  say('email', !isMailAddress(given.email) && 'email-invalid');
  say('country', !countries.has(given.country) && 'country-unknown');
  say('phone', phone === null && 'phone-invalid');
  say('mpnId', !PARTNER_ID.test(given.mpnId) && 'mpn-id-invalid');
  say('age', given.age === '' && 'missing');
  if (given.age === 'guardian') {
    say('guardianEmail', given.guardianEmail === '' && 'missing');
    say('guardianEmail', !isMailAddress(given.guardianEmail) && 'email-invalid');
    say('guardianEmail', given.guardianEmail.toLowerCase() === given.email.toLowerCase() && 'guardian-is-you');
  }
  say('acknowledged', given.acknowledged !== 'yes' && 'not-acknowledged');
  return faults;
}

/** Null for what no form of ours sends. */
export function readRegistration(fields: FormData, countries: ReadonlySet<string>): ReadRegistration | null {
  const parsed = form.safeParse(Object.fromEntries(fields));
  if (!parsed.success) return null;
  const given = parsed.data;
  const phone = readPhone(given.phone, given.country);
  const faults = faultsOf(given, phone, countries);
  if (phone === null || Object.keys(faults).length > 0 || !isLanguage(given.language))
    return { ok: false, faults, typed: given };
  const [version = '', language = ''] = given.notice.split(':');
  return {
    ok: true,
    typed: given,
    value: {
      submission: given.submission,
      notice: { version: Number(version), language },
      firstName: given.firstName,
      lastName: given.lastName,
      email: given.email.toLowerCase(),
      phone,
      language: given.language,
      company: given.company,
      mpnId: partnerIdOf(given.mpnId),
      country: given.country,
      city: given.city === '' ? null : given.city,
      jobRole: given.jobRole,
      guardianEmail: given.age === 'guardian' ? given.guardianEmail.toLowerCase() : null,
      consents: CONSENTS.filter((consent) => given[consent] === 'yes'),
    },
  };
}
