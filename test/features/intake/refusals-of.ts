// What is refused of a file, as tests compare it.
import { parseFile } from '#app/features/intake/parse-file.ts';

/** The refusals of a file, whether of the whole or of its rows. */
export async function refusalsOf(
  bytes: Uint8Array,
  kind: 'registrations' | 'exams' = 'registrations',
  fileName = 'people.csv',
) {
  const parsed = await parseFile({ kind, bytes, fileName });
  const refused = parsed.ok ? parsed.value.refused : parsed.reason;
  return refused.map(({ row, column, code }) => [row, column, code]);
}
