// The list of what must stay gone even when the database is one of yesterday (bad-H10, bad-I4): who was erased, and which addresses must not come back. It stands outside
// the database, in the data folder's journal, by audit keys and keyed hashes alone. It is written right after the erasure holds, and the worker adds
// what a crash in between left out.
import type { PoolClient } from 'pg';
import { z } from 'zod';

import { inRoleSql } from '#app/platform/db.server.ts';
import { appendToJournal, readJournal } from '#app/platform/journal.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const READ_LIMIT_MS = 5 * 60_000;

const REASONS = ['erased', 'restricted', 'objection', 'minor', 'false-registration', 'inactive'] as const;
const hash = z.string().regex(/^[0-9a-f]{64}$/);

const entrySchema = z.discriminatedUnion('what', [
  /** `key` named the person in the ledger. */
  z.object({ what: z.literal('erased'), at: z.iso.datetime(), key: z.guid(), because: z.string() }),
  z.object({ what: z.literal('suppressed'), at: z.iso.datetime(), hash, because: z.string() }),
  /** Its owner asked for it: the address may come back. */
  z.object({ what: z.literal('readmitted'), at: z.iso.datetime(), hash }),
]);
export type ErasureEntry = z.infer<typeof entrySchema>;

export type Suppression = { readonly because: string; readonly at: Date };
export type ErasureList = {
  /** Audit key → why. */
  readonly erased: ReadonlyMap<string, string>;
  /** Keyed hash of an address → since when and why it is kept out. */
  readonly suppressed: ReadonlyMap<string, Suppression>;
  /** Hashes that were let back in. */
  readonly readmitted: ReadonlySet<string>;
  /** Lines that can't be read. */
  readonly unread: number;
};

export const appendErasures = (entries: readonly ErasureEntry[]): Promise<void> => appendToJournal('erasures', entries);

export async function readErasureList(): Promise<ErasureList> {
  const { entries, unread } = await readJournal('erasures', entrySchema);
  const erased = new Map<string, string>();
  const suppressed = new Map<string, Suppression>();
  const readmitted = new Set<string>();
  for (const entry of entries) {
    if (entry.what === 'erased') erased.set(entry.key, entry.because);
    else if (entry.what === 'suppressed') {
      suppressed.set(entry.hash, { because: entry.because, at: new Date(entry.at) });
      readmitted.delete(entry.hash);
    } else {
      suppressed.delete(entry.hash);
      readmitted.add(entry.hash);
    }
  }
  return { erased, suppressed, readmitted, unread };
}

/** The reason that `suppressed_emails` and an erasure know, for one that a list says. */
export const reasonOf = (because: string): (typeof REASONS)[number] =>
  REASONS.find((known) => known === because) ?? 'erased';

type Known = {
  erased: { key: string; because: string; at: Date }[];
  suppressed: { hash: string; because: string; at: Date }[];
};

async function readKnown(client: PoolClient): Promise<Known> {
  const erased = await client.query<Known['erased'][number]>(
    `select subject_id as key, coalesce(details->>'because', 'erased') as because, occurred_at as at
     from audit_events where event = 'person.erased' and subject_id is not null order by id`,
  );
  const suppressed = await client.query<Known['suppressed'][number]>(
    'select email_hmac as hash, reason as because, suppressed_at as at from suppressed_emails order by suppressed_at, email_hmac',
  );
  return { erased: erased.rows, suppressed: suppressed.rows };
}

/** The job: adds to the list what the database knows and the list does not. Gives how many lines that were. */
export async function keepErasureList(): Promise<number> {
  const list = await readErasureList();
  const known = await inRoleSql('psa_worker', SYSTEM, readKnown, { readOnly: true, timeoutMs: READ_LIMIT_MS });
  const missing: ErasureEntry[] = [
    ...known.erased
      .filter(({ key }) => !list.erased.has(key))
      .map(({ key, because, at }) => ({ what: 'erased' as const, at: at.toISOString(), key, because })),
    ...known.suppressed
      .filter(({ hash }) => !list.suppressed.has(hash))
      .map(({ hash, because, at }) => ({ what: 'suppressed' as const, at: at.toISOString(), hash, because })),
  ];
  await appendErasures(missing);
  return missing.length;
}
