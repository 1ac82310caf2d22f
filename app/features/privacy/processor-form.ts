// Decides what the form of a processor may send.
import { z } from 'zod';

import { ok, refused, type Result } from '#app/platform/result.ts';
import { plainLines, typedLine } from '#app/platform/text.ts';
import { fitsCountry, PROCESSOR_KINDS, SAFEGUARDS } from './processors.ts';

const day = z.iso.date('Give a day.').refine((text) => text >= '1990-01-01' && text < '2200-01-01', 'Give a day.');

const Form = z
  .strictObject({
    /** Left out for a new one. */
    id: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
    name: typedLine(200, { empty: 'Enter the name.', long: 'At most 200 characters.' }),
    does: z.enum(PROCESSOR_KINDS, 'Choose what for.'),
    details: z
      .string()
      .transform(plainLines)
      .pipe(z.string().min(1, 'Say what exactly, and with which data.').max(1_000, 'At most 1000 characters.')),
    country: z.string().regex(/^[A-Z]{2}$/, 'Choose a country.'),
    safeguard: z.enum(SAFEGUARDS, 'Choose one.'),
    since: day,
    until: z
      .string()
      .transform((typed) => typed || null)
      .pipe(day.nullable()),
  })
  .superRefine(({ safeguard, country, since, until }, context) => {
    if (!fitsCountry(safeguard, country))
      context.addIssue({
        code: 'custom',
        path: ['safeguard'],
        message:
          safeguard === 'within-eea'
            ? 'This country is outside the EEA: say what covers the transfer.'
            : 'This country is within the EEA: no safeguard is needed.',
      });
    if (until !== null && until < since)
      context.addIssue({ code: 'custom', path: ['until'], message: 'That is before it began.' });
  });
export type GivenProcessor = z.infer<typeof Form>;
export type ProcessorFaults = Readonly<Record<string, string>>;

/** Throws the 400 for what our form does not send. */
export function parseProcessor(form: FormData): Result<GivenProcessor, ProcessorFaults> {
  const read = Form.safeParse(Object.fromEntries(form));
  if (read.success) return ok(read.data);
  const faults: Record<string, string> = {};
  for (const { path, message, code } of read.error.issues) {
    if (code === 'unrecognized_keys' || path[0] === undefined || path[0] === 'id')
      throw new Response('This form is not complete', { status: 400, statusText: 'Bad Request' });
    faults[String(path[0])] ??= message;
  }
  return refused(faults);
}
