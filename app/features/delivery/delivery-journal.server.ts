// Remembers outside the database what was given to whom, so that a database of yesterday hands out nothing twice (bad-H10): a line as a file is about to go, and one for what came of it.
// A file that can't be written down does not go.
import { z } from 'zod';

import { appendToJournal, readJournal, type ReadJournal } from '#app/platform/journal.server.ts';

const entrySchema = z.object({
  at: z.iso.datetime(),
  /** 'sending' alone: nobody knows. 'disclosed': the recipient has fetched it from the portal. 'not-arrived': it did not reach them. */
  what: z.enum(['sending', 'delivered', 'disclosed', 'not-arrived']),
  agreement: z.int(),
  version: z.int(),
  recipient: z.string(),
  period: z.string(),
  channel: z.string(),
  sha256: z.string(),
});
export type DeliveryEntry = z.infer<typeof entrySchema>;

/** Waits until the disk has all of them. */
export async function rememberDeliveries(entries: readonly DeliveryEntry[]): Promise<void> {
  for (const [month, ofMonth] of Map.groupBy(entries, ({ at }) => at.slice(0, 7)))
    await appendToJournal('deliveries', ofMonth, month);
}

/** What left in this month ('YYYY-MM') or later, and how many lines can't be read. */
export const readRememberedDeliveries = (sinceMonth: string): Promise<ReadJournal<DeliveryEntry>> =>
  readJournal('deliveries', entrySchema, sinceMonth);
