// Decides what a cell may hold, and how it is kept: as text, in one Unicode form, without spaces around. A fault names a refusal, never the value.
import { z } from 'zod';
import { PARTNER_ID, partnerIdOf } from '#app/features/people/partner-id.ts';
import { normaliseEmail } from '#app/features/people/person.ts';
import { findCountryCode } from './country-names.ts';
import { normalisePhone } from './phone.ts';
import type { RefusalCode } from './refusals.ts';

const fault = (code: RefusalCode) => ({ error: code });

/** Printable ASCII with single spaces inside: most cells, and nothing to do about them. */
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/;

/** Whatever spaces stand inside a cell (line breaks and fixed ones too) are one space. */
const tidy = (value: string): string =>
  PLAIN.test(value) ? value : value.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();

const isText = (value: string): boolean =>
  PLAIN.test(value) || (value.isWellFormed() && !/[\p{Cc}\uFFFE\uFFFF]/u.test(value));

const text = z.string().transform(tidy).refine(isText, fault('value-not-text'));
const needed = (most: number) =>
  text.pipe(z.string().min(1, fault('value-missing')).max(most, fault('value-too-long')));

/** Turns a text into what it means; `read` gives null for what means nothing. */
function meaning<T>(read: (value: string) => T | null, code: RefusalCode) {
  const known = new Map<string, T | null>();
  return (value: string, context: z.RefinementCtx): T => {
    let found = known.get(value);
    if (found === undefined) known.set(value, (found = read(value)));
    if (found !== null) return found;
    context.addIssue({ code: 'custom', message: code });
    return z.NEVER;
  };
}

/** No spaces, quotes, brackets or separators: such addresses exist on paper, and in header injections (bad-C11). */
const EMAIL = /^[^\s@<>(),;:"'`\\[\]]+@[^\s@<>(),;:"'`\\[\]]+\.[^\s@<>(),;:"'`\\[\].]+$/u;
const email = text
  .transform(normaliseEmail)
  .pipe(
    z.string().min(1, fault('value-missing')).max(254, fault('email-invalid')).regex(EMAIL, fault('email-invalid')),
  );

const phone = text.transform((value, context) => {
  if (value === '') return null;
  const found = normalisePhone(value);
  if (found !== null) return found;
  context.addIssue({ code: 'custom', message: 'phone-invalid' satisfies RefusalCode });
  return z.NEVER;
});

const mpnId = needed(32).pipe(z.string().regex(PARTNER_ID, fault('mpn-id-invalid')).transform(partnerIdOf));
const country = needed(100).transform(meaning(findCountryCode, 'country-unknown'));

/** '64' and '64 %', and nothing that could mean two things, such as 0.64. */
const progress = text.transform(
  meaning((value) => {
    const digits = /^(\d{1,3}) ?%?$/.exec(value)?.[1];
    return digits !== undefined && Number(digits) <= 100 ? Number(digits) : null;
  }, 'progress-invalid'),
);

const examCode = text
  .transform((value) => value.toUpperCase())
  .pipe(z.string().regex(/^[A-Z0-9]{1,6}-[A-Z0-9]{1,8}$/, fault('exam-id-invalid')));
const month = needed(20).pipe(z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, fault('month-invalid')));

const PASSED = ['passed', 'pass', 'geslaagd', 'bestanden', 'réussi', 'reçu', 'zdany', 'zdał', 'zdała', 'aprobado'];
const FAILED = [
  'failed',
  'fail',
  'gezakt',
  'niet geslaagd',
  'nicht bestanden',
  'échoué',
  'échec',
  'niezdany',
  'nie zdał',
  'nie zdała',
  'suspenso',
  'suspendido',
];
const RESULTS = new Map<string, { outcome: 'passed' | 'failed' | null }>([
  ['', { outcome: null }],
  ...PASSED.map((word) => [word, { outcome: 'passed' as const }] as const),
  ...FAILED.map((word) => [word, { outcome: 'failed' as const }] as const),
]);
const result = text
  .transform(meaning((value) => RESULTS.get(value.toLowerCase()) ?? null, 'result-invalid'))
  .transform(({ outcome }) => outcome);

/** Its number in the file comes with each row. */
const number = z.int();

const schemas = {
  registrations: z
    .object({
      number,
      email,
      first_name: text.pipe(z.string().max(200, fault('value-too-long'))),
      last_name: text.pipe(z.string().max(200, fault('value-too-long'))),
      phone,
      country,
      company: needed(300),
      mpn_id: mpnId,
      job_role: needed(200),
      workshop_name: needed(200),
      progress,
    })
    // Some people have one name.
    .refine((row) => row.first_name !== '' || row.last_name !== '', {
      error: 'value-missing' satisfies RefusalCode,
      path: ['last_name'],
    }),
  exams: z.object({ number, email, exam_id: examCode, exam_month: month, result }),
  workshops: z.object({
    number,
    workshop_name: needed(200),
    exam_id: z.union([text.pipe(z.literal('')).transform(() => null), examCode]),
  }),
};

/** A row of each kind as it is understood. */
export type Rows = { [Kind in keyof typeof schemas]: z.infer<(typeof schemas)[Kind]> };
export type RegistrationRow = Rows['registrations'];
export type ExamRow = Rows['exams'];
export type WorkshopRow = Rows['workshops'];

export const ROW_SCHEMAS: { readonly [Kind in keyof Rows]: z.ZodType<Rows[Kind]> } = schemas;
