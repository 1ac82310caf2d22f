// Decides what the forms of a recording may send, and says what is wrong with what was typed.
import { z } from 'zod';

import { ok, refused, type Result } from '#app/platform/result.ts';
import { typedLine } from '#app/platform/text.ts';
import { isHttps } from './meeting-link.ts';
import { revision, type Faults } from './session-form.ts';

const schema = z.strictObject({
  revision,
  title: typedLine(200, { empty: 'Give the recording a title.', long: 'A title has at most 200 characters.' }),
  url: z.string().trim().refine(isHttps, 'A link begins with https://'),
  until: z.iso.date('Choose its last day.'),
});
export type RecordingInput = {
  /** Of what the form showed, null for a new one; left out where nothing was shown before. */
  revision?: number | null;
  title: string;
  url: string;
  /** Its last day, as 'YYYY-MM-DD'. */
  until: string;
};

const FIELDS = ['revision', 'title', 'url', 'until'] as const;
export type TypedRecording = Record<(typeof FIELDS)[number], string>;

const UNREADABLE: Faults = { form: 'This form could not be read. Nothing was changed.' };

/** What was typed, to be shown again. */
export function readTypedRecording(form: FormData): TypedRecording {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.slice(0, 2_100) : '';
  };
  return { revision: text('revision'), title: text('title'), url: text('url'), until: text('until') };
}

export function parseRecording(form: FormData): Result<RecordingInput, Faults> {
  const sent = [...form.keys()];
  if (sent.length !== FIELDS.length || FIELDS.some((name) => !sent.includes(name))) return refused(UNREADABLE);
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (parsed.success) return ok(parsed.data);
  return refused(
    Object.fromEntries(
      parsed.error.issues.toReversed().map(({ path, message }) => [String(path[0] ?? 'form'), message]),
    ),
  );
}
