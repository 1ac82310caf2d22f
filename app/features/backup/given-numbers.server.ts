// Which numbers restores had begun with, by sequence: mails, events and lines of the journal of the time after each of them bear such numbers, and the next restore of an older backup, or of the
// same one, must not give them out again. Kept in the journal, since no database of before knows.
import type { ClientBase } from 'pg';
import { z } from 'zod';

import { appendToJournal, readJournal } from '#app/platform/journal.server.ts';

const entrySchema = z.object({ at: z.iso.datetime(), numbers: z.record(z.string(), z.int()) });

/** The largest number that a restore began with, by sequence. */
export async function readGivenNumbers(): Promise<{ numbers: ReadonlyMap<string, number>; unread: number }> {
  const { entries, unread } = await readJournal('restores', entrySchema);
  const numbers = new Map<string, number>();
  for (const entry of entries)
    for (const [name, number] of Object.entries(entry.numbers))
      numbers.set(name, Math.max(number, numbers.get(name) ?? 0));
  return { numbers, unread };
}

const NUMBERS = `
  select psa_now() as at, jsonb_object_agg(sequencename, last_value) as numbers from pg_sequences where schemaname = 'public' and last_value is not null`;

/** For the transaction of a restore, before it holds: where it does not hold after all, numbers are left out and none is given twice. */
export async function writeDownNumbers(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ at: Date; numbers: Record<string, number> }>(NUMBERS);
  await appendToJournal('restores', rows);
}
