// What somebody asked for or staff decided that must not be undone by a database of yesterday: restrictions, objections, findings, consents that were withdrawn, guardians who said no, who
// was shut out, what stops reports, and cases and strangers’ requests that were closed. Kept like the erasure list, outside the database, by audit keys, keyed hashes and ids alone; the worker writes what changed, a minute later at most.
import type { PoolClient } from 'pg';
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
  'notice-objected',
  'guardian-refused',
  'shut-out',
  'role-ended',
  'contact-removed',
  'agreement-paused',
  'version-approved',
  'version-withdrawn',
  'case-closed',
  'request-closed',
] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

const entrySchema = z.object({
  at: z.iso.datetime(),
  stands: z.boolean(),
  mark: z.enum(MARK_KINDS),
  /**
   * A person's audit key, with the consent that was withdrawn ('KEY/marketing-email') or the version of the notice and the digest of what it said
   * ('KEY/3/…'); 'AGREEMENT/NUMBER' of a version that was approved; the keyed hash of the
   * address whose guardian refused; else the number of the row.
   */
  of: z.string().max(200),
});
type Named = Pick<z.infer<typeof entrySchema>, 'mark' | 'of'>;
export type Mark = Omit<z.infer<typeof entrySchema>, 'stands'>;

// Whoever was made part of somebody stands as they do: a database of before may know them apart.
const KEYS = `(select id as person_id, audit_key as key from persons union all select kept_id, gone_key from person_merges)`;
const ofPeople = (stands: string): string =>
  `select k.key, k.key::text as of, ${stands} as stands from persons p join ${KEYS} k on k.person_id = p.id`;
/** By their numbers, with since when the row is here: another database may give the same number to somebody else. */
const ofRows = (table: string, stands: string, since = 'created_at'): string =>
  `select id as key, id::text as of, ${stands} as stands, ${since} as since from ${table}`;

/** What can be marked, by the key that `of` begins with, and whether it is. */
const ROWS: Readonly<Record<MarkKind, string>> = {
  restricted: ofPeople('p.restricted_at is not null'),
  objected: ofPeople('p.objected_at is not null'),
  minor: ofPeople('p.found_minor_at is not null'),
  'false-registration': ofPeople('p.found_false_at is not null'),
  // Of a consent, what was said last.
  withdrawn: `select k.key, k.key::text || '/' || c.consent as of, not c.given as stands
    from (select distinct on (person_id, consent) person_id, consent, given from consent_entries order by person_id, consent, id desc) c
    join ${KEYS} k on k.person_id = c.person_id`,
  'notice-objected': `select k.key, concat_ws('/', k.key, t.version, psa_notice_digest(t.version)) as of, true as stands
    from notice_tellings t join ${KEYS} k on k.person_id = t.person_id where t.answer = 'objected'
    union all select k.key, concat_ws('/', k.key, t.version, psa_notice_digest(t.version)), false
    from notice_tellings t join ${KEYS} k on k.person_id = t.person_id where t.answer = 'acknowledged'
    union all select k.key, concat_ws('/', k.key, t.version, t.said), true
    from lost_tellings t join ${KEYS} k on k.person_id = t.person_id where t.objected_at is not null`,
  // A row that is gone went by its age, or the guardian agreed: whoever forgets it then writes that down.
  'guardian-refused': `select encode(email_hmac, 'hex') as key, encode(email_hmac, 'hex') as of, true as stands, refused_at as since from guardian_refusals`,
  'shut-out': ofRows('staff_members', 'disabled_at is not null'),
  'role-ended': ofRows('staff_roles', 'revoked_at is not null', 'granted_at'),
  'contact-removed': ofRows('recipient_contacts', 'removed_at is not null'),
  'agreement-paused': ofRows('agreements', 'paused_at is not null'),
  'version-approved': `select agreement_id as key, agreement_id || '/' || number as of, approved_at is not null as stands, drafted_at as since from agreement_versions`,
  'version-withdrawn': ofRows('agreement_versions', 'withdrawn_at is not null', 'drafted_at'),
  'case-closed': ofRows('support_cases', 'closed_at is not null', 'asked_at'),
  // Of somebody known, the request is open again and answered again; of somebody unknown, every word that came back would be kept without an end.
  'request-closed': ofRows('privacy_requests', 'closed_at is not null and person_id is null', 'received_at'),
};

const STANDING = MARK_KINDS.map((kind) => `select '${kind}' as mark, of from (${ROWS[kind]}) r where stands`).join(
  ' union ',
);

const OF_PEOPLE: readonly MarkKind[] = [
  'restricted',
  'objected',
  'minor',
  'false-registration',
  'withdrawn',
  'notice-objected',
];

// What is not in this database was taken back by nobody: it may be an empty one, or one of yesterday.
const takenBack = (kind: MarkKind): string =>
  OF_PEOPLE.includes(kind)
    ? `select m.of from ${LISTED} join (${ROWS[kind]}) r on r.key = split_part(m.of, '/', 1)::uuid and r.of = m.of where not r.stands`
    : `select m.of from ${LISTED} join (${ROWS[kind]}) r on r.key = split_part(m.of, '/', 1)::${kind === 'guardian-refused' ? 'text' : 'int'} and r.of = m.of where not r.stands and r.since <= m.at`;
const LISTED = `jsonb_to_recordset($1::text::jsonb) as m (of text, at timestamptz)`;

const textOf = ({ mark, of }: Named): string => `${mark} ${of}`;

/** The marks that stand, by the list. */
export async function readMarks(): Promise<{ marks: readonly Mark[]; unread: number }> {
  const { entries, unread } = await readJournal('marks', entrySchema);
  const standing = new Map<string, Mark>();
  for (const entry of entries) {
    if (entry.stands) standing.set(textOf(entry), { mark: entry.mark, of: entry.of, at: entry.at });
    else standing.delete(textOf(entry));
  }
  return { marks: [...standing.values()], unread };
}

async function readStanding(client: PoolClient): Promise<Named[]> {
  return (await client.query<Named>(STANDING)).rows;
}

async function readTakenBack(client: PoolClient, listed: readonly Mark[]): Promise<Named[]> {
  const found: Named[] = [];
  for (const [mark, of] of Map.groupBy(listed, (one) => one.mark)) {
    const { rows } = await client.query<{ of: string }>(takenBack(mark), [JSON.stringify(of)]);
    found.push(...rows.map((row) => ({ mark, of: row.of })));
  }
  return found;
}

/** The job: writes down what stands since and what was taken back. Gives how many lines that were. */
export async function keepMarkList(): Promise<number> {
  const { marks: listed } = await readMarks();
  const known = new Set(listed.map(textOf));
  const at = (await databaseNow()).toISOString();
  const changed = await inRoleSql(
    'psa_worker',
    SYSTEM,
    async (client) => {
      const rows = await readStanding(client);
      const standing = new Set(rows.map(textOf));
      const back = await readTakenBack(
        client,
        listed.filter((mark) => !standing.has(textOf(mark))),
      );
      return [
        ...rows.filter((mark) => !known.has(textOf(mark))).map(({ mark, of }) => ({ at, stands: true, mark, of })),
        ...back.map(({ mark, of }) => ({ at, stands: false, mark, of })),
      ];
    },
    { readOnly: true, timeoutMs: READ_LIMIT_MS },
  );
  await appendToJournal('marks', changed);
  return changed.length;
}
