// What somebody asked for or staff decided that must not be undone by a database of yesterday: restrictions, objections, findings, consents that were withdrawn, and who
// was shut out. Kept like the erasure list, outside the database, by audit keys and ids alone; the worker writes what changed, a minute later at most.
import { z } from 'zod';

import { databaseNow } from '#app/platform/clock.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { appendToJournal, readJournal } from '#app/platform/journal.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const READ_LIMIT_MS = 5 * 60_000;

export const MARK_KINDS = [
  'restricted',
  'objected',
  'minor',
  'false-registration',
  'withdrawn',
  'shut-out',
  'role-ended',
  'contact-removed',
] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

const entrySchema = z.object({
  at: z.iso.datetime(),
  stands: z.boolean(),
  mark: z.enum(MARK_KINDS),
  /** A person's audit key, with the consent where it was withdrawn ('KEY/marketing-email'); else the number of the row. */
  of: z.string().max(100),
});
type Named = Pick<z.infer<typeof entrySchema>, 'mark' | 'of'>;
export type Mark = Omit<z.infer<typeof entrySchema>, 'stands'>;

// Of a consent, what was said last.
const MARKS = `
  select 'restricted' as mark, audit_key::text as of from persons where restricted_at is not null
  union all select 'objected', audit_key::text from persons where objected_at is not null
  union all select 'minor', audit_key::text from persons where found_minor_at is not null
  union all select 'false-registration', audit_key::text from persons where found_false_at is not null
  union all select 'withdrawn', p.audit_key::text || '/' || c.consent
    from (select distinct on (person_id, consent) person_id, consent, given from consent_entries order by person_id, consent, id desc) c
    join persons p on p.id = c.person_id where not c.given
  union all select 'shut-out', id::text from staff_members where disabled_at is not null
  union all select 'role-ended', id::text from staff_roles where revoked_at is not null
  union all select 'contact-removed', id::text from recipient_contacts where removed_at is not null`;

const textOf = ({ mark, of }: Named): string => `${mark} ${of}`;

/** The marks that stand, by the list. */
export async function readMarks(): Promise<{ marks: readonly Mark[]; unread: number }> {
  const { records, unread } = await readJournal('marks');
  const standing = new Map<string, Mark>();
  let odd = 0;
  for (const record of records) {
    const { data: entry } = entrySchema.safeParse(record);
    if (entry === undefined) odd++;
    else if (entry.stands) standing.set(textOf(entry), { mark: entry.mark, of: entry.of, at: entry.at });
    else standing.delete(textOf(entry));
  }
  return { marks: [...standing.values()], unread: unread + odd };
}

/** The job: writes down what stands since and what stands no more. Gives how many lines that were. */
export async function keepMarkList(): Promise<number> {
  const listed = new Map((await readMarks()).marks.map((mark) => [textOf(mark), mark]));
  const at = (await databaseNow()).toISOString();
  const { rows } = await inRoleSql('psa_worker', SYSTEM, (client) => client.query<Named>(MARKS), {
    readOnly: true,
    timeoutMs: READ_LIMIT_MS,
  });
  const standing = new Set(rows.map(textOf));
  const changed = [
    ...rows.filter((mark) => !listed.has(textOf(mark))).map(({ mark, of }) => ({ at, stands: true, mark, of })),
    ...[...listed].filter(([text]) => !standing.has(text)).map(([, { mark, of }]) => ({ at, stands: false, mark, of })),
  ];
  await appendToJournal('marks', changed);
  return changed.length;
}
