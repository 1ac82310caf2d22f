// Decides what the forms of an upload may send.
import { z } from 'zod';
import { typedLine } from '#app/platform/text.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { ENCODINGS } from './decode-text.ts';
import { COLUMNS, type ImportKind } from './match-columns.ts';
import { DELIMITERS } from './read-table.ts';
import { COLUMN_PREFIX, type UploadFault } from './upload-words.ts';
import type { ReadingChoice } from './upload.ts';

export type UploadChange =
  | { readonly intent: 'read'; readonly choice: ReadingChoice }
  | { readonly intent: 'apply'; readonly digest: string; readonly acceptValid: boolean }
  /** As was chosen before. */
  | { readonly intent: 'again' }
  | { readonly intent: 'cancel' };

const orNull = <T extends readonly [string, ...string[]]>(values: T) =>
  z.union([z.literal('').transform(() => null), z.enum(values)]);

const apply = z.strictObject({
  intent: z.literal('apply'),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  acceptValid: z.literal('yes').optional(),
});
const alone = z.strictObject({ intent: z.enum(['again', 'cancel']) });

function readSchema(kind: ImportKind) {
  const columns = Object.fromEntries(
    COLUMNS[kind].map((column) => [`${COLUMN_PREFIX}${column}`, z.string().max(300).optional()]),
  );
  const noticed =
    kind === 'registrations'
      ? {
          notice: z.union([
            z.literal('').transform(() => null),
            z
              .string()
              .regex(/^[1-9]\d{0,5}$/)
              .transform(Number),
          ]),
          attestedBy: z.union([z.literal(''), typedLine(200, { empty: '', long: '' })]),
        }
      : {};
  return z.strictObject({
    intent: z.literal('read'),
    encoding: orNull(ENCODINGS).optional(),
    delimiter: orNull(DELIMITERS).optional(),
    ...columns,
    ...noticed,
  });
}

/** Reads a posted form of the page of an upload. `versions` are the privacy notices that there are. */
export function parseUploadChange(
  form: FormData,
  kind: ImportKind,
  versions: readonly number[],
): Result<UploadChange, UploadFault> {
  const fields = Object.fromEntries(form);
  if (fields['intent'] === 'cancel' || fields['intent'] === 'again')
    return alone.safeParse(fields).success ? ok({ intent: fields['intent'] }) : refused('form');
  if (fields['intent'] === 'apply') {
    const parsed = apply.safeParse(fields);
    if (!parsed.success) return refused('form');
    return ok({ intent: 'apply', digest: parsed.data.digest, acceptValid: parsed.data.acceptValid === 'yes' });
  }
  const parsed = readSchema(kind).safeParse(fields);
  if (!parsed.success) return refused('form');
  const given: Readonly<Record<string, unknown>> = parsed.data;
  const { encoding = null, delimiter = null } = parsed.data;
  const columns = Object.fromEntries(
    COLUMNS[kind].flatMap((column) => {
      const name = given[`${COLUMN_PREFIX}${column}`];
      return typeof name === 'string' && name !== '' ? [[column, name]] : [];
    }),
  );
  const version = typeof given['notice'] === 'number' ? given['notice'] : null;
  const by = typeof given['attestedBy'] === 'string' ? given['attestedBy'] : '';
  if (version !== null && !versions.includes(version)) return refused('form');
  if (version !== null && by === '') return refused('attested-by');
  return ok({
    intent: 'read',
    choice: { encoding, delimiter, columns, notice: version === null ? null : { version, by } },
  });
}
