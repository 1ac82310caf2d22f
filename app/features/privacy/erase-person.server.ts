// Erases a person: from here on nothing here says that they were ever known, and whoever was given something is told (P6). Erased is what was
// held; the record that rows left stays, without saying whose (R7). Their addresses come back by no import (bad-D16).
import type { PoolClient } from 'pg';

import { actorSettings, type PersonActor, type StaffActor, type SystemActor } from '#app/features/access/actor.ts';
import { givePlaces, holdPlaces } from '#app/features/learning/places.server.ts';
import { forgetClaimedEmployers } from '#app/features/people/claimed-employers.server.ts';
import { tombstoneOf } from '#app/features/people/tombstone.ts';
import { withdrawUploads } from '#app/features/intake/forget-uploads.server.ts';
import { removeUpload } from '#app/features/intake/upload-files.server.ts';
import { appendEvent, appendEvents } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { removeKeptMails } from '#app/platform/kept-mails.server.ts';
import { log } from '#app/platform/log.server.ts';
import { forgetCases } from '#app/features/support/close-case.server.ts';
import { forgetRequests, noteErasure, type Answering } from './forget-requests.server.ts';
import { appendErasures, type ErasureEntry } from './erasure-list.server.ts';
import { keptByLaw, type ErasureReceipt } from './erasure-receipt.ts';
import { readKeeps } from './keeps.server.ts';
import { OWN_ROWS, waitForSenders } from './given-rows.server.ts';
import { notifyRecipients, takeTellingTurn } from './notify-recipients.server.ts';
import { removeFiles, type RemovedFile } from './removed-files.server.ts';
import { readPeriods } from './retention-periods.server.ts';

const ERASE_LIMIT_MS = 60_000;

export type ErasureReason = 'erased' | 'minor' | 'false-registration' | 'inactive';

/** Asked once the person is held: false, and they stay. */
type StillTrue = (client: PoolClient, personId: number) => Promise<boolean>;

const nothingIsKept: StillTrue = async (client, personId) => (await readKeeps(client, personId)).length === 0;
/** Where an officer decided that they go, on a request or as they found whom they had before them. */
export const evenIfKept: StillTrue = () => Promise.resolve(true);

export type Erasure = {
  /** False when there is nobody to erase, or nobody any more (bad-I2), or a law keeps something of them (R8). */
  readonly erased: boolean;
  readonly notifications: number;
  readonly filesRemoved: number;
  /** What they take along; null when nobody was erased. */
  readonly receipt: ErasureReceipt | null;
};

const NOTHING: Erasure = { erased: false, notifications: 0, filesRemoved: 0, receipt: null };

/** Addresses and the person's rows in imports, before both are gone. */
const TOMBSTONES = `
  insert into suppressed_emails (email_hmac, reason) select h, $2 from unnest($1::text[]) h on conflict do nothing`;

const FORGET_IMPORTS = `
  delete from import_changes c using (
    select 'persons' as name, $1::int as id
    union all select 'persons', gone_id from person_merges where kept_id = $1
    union all select 'employments', id from employments where person_id = $1
    union all select 'enrolments', id from enrolments where person_id = $1
    union all select 'sittings', id from sittings where person_id = $1) own
  where c.table_name = own.name and c.row_id = own.id::text`;

/** Every file that holds the person is gone from here; what leads to a file that nobody has read is queued anew. */
const MARK_FILES = `
  with ${OWN_ROWS}
  update builds b set file_removed_at = psa_now()
  where b.id in (select build_id from own) and b.file_removed_at is null
  returning b.id, b.run_id as "runId", b.number, b.sha256,
    exists (select from deliveries d where d.build_id = b.id and d.state in ('sending', 'unknown')) as "isBeingSent"`;

/** Whether their files are still here or not: what they held can't be read again. */
const MARK_NOT_REPRODUCIBLE = `
  with ${OWN_ROWS}
  update builds b set not_reproducible_at = psa_now()
  where b.id in (select build_id from own) and b.not_reproducible_at is null returning b.run_id as "runId"`;

const PULL = `
  update deliveries set state = 'queued', delivered_at = null, next_attempt_at = null
  where build_id = any($1::int[]) and disclosed_at is null and state not in ('sending', 'unknown')`;

/** A run whose newest file is gone and was not yet given to everybody is built again without the person. */
const STALE = `
  update runs r set state = 'stale'
  where r.state in ('awaiting-release', 'ready', 'done')
    and exists (select from builds b where b.run_id = r.id and b.id = any($1::int[])
      and not exists (select from builds newer where newer.run_id = r.id and newer.number > b.number))
    and (not exists (select from deliveries d where d.run_id = r.id)
      or exists (select from deliveries d where d.run_id = r.id and d.disclosed_at is null and d.state not in ('sending', 'unknown')))
  returning r.id`;

/** A file that is just being sent is left to its sender, and to the next sweep. */
type Marked = RemovedFile & { readonly isBeingSent: boolean; readonly sha256: string };

async function markRuns(client: PoolClient, personId: number): Promise<number[]> {
  const { rows } = await client.query<RemovedFile>(MARK_NOT_REPRODUCIBLE, [personId]);
  return [...new Set(rows.map(({ runId }) => runId))].toSorted((one, other) => one - other);
}

async function pullFiles(client: PoolClient, personId: number): Promise<Marked[]> {
  const marked = await client.query<Marked & { id: number }>(MARK_FILES, [personId]);
  const ids = marked.rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  await client.query(PULL, [ids]);
  const stale = await client.query<{ id: number }>(STALE, [ids]);
  await appendEvents(
    client,
    stale.rows.toSorted((one, other) => one.id - other.id).map(({ id }) => ({ event: 'run.stale', subjectId: id })),
  );
  return marked.rows;
}

/** Gives their addresses, and the hashes under which those are kept out. */
async function suppress(
  client: PoolClient,
  personId: number,
  reason: ErasureReason,
): Promise<{ emails: string[]; hashes: string[] }> {
  const found = await client.query<{ email: string }>('select email from person_emails where person_id = $1', [
    personId,
  ]);
  const emails = found.rows.map(({ email }) => email);
  const { tombstoneKey } = env();
  const hashes = emails.map((email) => tombstoneOf(tombstoneKey, email));
  // Whose account nobody used may come back; whoever asked to be erased does not.
  if (reason !== 'inactive') await client.query(TOMBSTONES, [hashes, reason]);
  await client.query('delete from registrations where email = any($1::text[])', [emails]);
  return { emails, hashes: reason === 'inactive' ? [] : hashes };
}

/** Ends with the files that are to go once this holds. */
async function eraseRows(
  client: PoolClient,
  personId: number,
  reason: ErasureReason,
  stillTrue: StillTrue,
  answering: Answering | null,
): Promise<(Erasure & { files: Marked[]; uploads: string[]; emails: string[]; listed: ErasureEntry[] }) | null> {
  // The order in which senders and those who tell recipients take their turns.
  await takeTellingTurn(client, personId);
  await waitForSenders(client);
  const found = await client.query<{ key: string; now: Date }>(
    'select audit_key::text as key, psa_now() as now from persons where id = $1 for update',
    [personId],
  );
  const [person] = found.rows;
  if (person === undefined || !(await stillTrue(client, personId))) return null;
  const cause = reason === 'inactive' ? 'erased' : reason;
  const notifications = await notifyRecipients(client, personId, [{ cause, fields: [], aroseAt: null }]);
  const runsNotReproducible = await markRuns(client, personId);
  const files = await pullFiles(client, personId);
  const merged = await client.query<{ key: string }>(
    'select gone_key::text as key from person_merges where kept_id = $1',
    [personId],
  );
  const { emails, hashes } = await suppress(client, personId, reason);
  await client.query(FORGET_IMPORTS, [personId]);
  // A file on its way in may name them; whoever dropped it is told, and drops it again.
  const uploads = await withdrawUploads(client);
  await forgetRequests(client, personId, emails, answering);
  await forgetCases(client, personId, emails);
  const enrolments = await client.query<{ id: number }>('select id from enrolments where person_id = $1', [personId]);
  const places = await holdPlaces(
    client,
    enrolments.rows.map(({ id }) => id),
  );
  const employers = await client.query<{ id: number }>(
    'select distinct employer_id as id from employments where person_id = $1',
    [personId],
  );
  // Everything that hangs on the person goes with them, sign-ins included.
  await client.query('delete from persons where id = $1', [personId]);
  // Their places go to whoever waits, and a company that only they named goes with them.
  await givePlaces(client, places);
  await forgetClaimedEmployers(
    client,
    employers.rows.map(({ id }) => id),
  );
  await appendEvent(client, {
    event: 'person.erased',
    subjectId: person.key,
    details: { because: reason, notifications, files: files.length },
  });
  if (answering !== null) await noteErasure(client, answering, { notifications, files: files.length });
  const at = person.now.toISOString();
  const listed: ErasureEntry[] = [
    // A database of before a merge knows them under several keys.
    ...[person, ...merged.rows].map(({ key }) => ({ what: 'erased' as const, at, key, because: reason })),
    ...hashes.map((hash) => ({ what: 'suppressed' as const, at, hash, because: reason })),
  ];
  const written = await client.query<{ id: number }>(
    `select max(id)::int as id from audit_events where event = 'person.erased' and subject_id = $1`,
    [person.key],
  );
  const receipt: ErasureReceipt = {
    reference: written.rows[0]?.id ?? 0,
    at,
    because: reason,
    filesRemoved: files.map(({ sha256 }) => sha256),
    notifications,
    runsNotReproducible,
    kept: keptByLaw(person.now, reason, await readPeriods(client)),
  };
  return { erased: true, notifications, filesRemoved: files.length, receipt, files, uploads, emails, listed };
}

/**
 * Erases a person in one transaction, which waits for a sender that is asking the gate. Files that held them are removed after it; what a
 * crash leaves of them is removed by `sweepRemovedFiles`. Of whom a law keeps something, nobody is erased (R8) unless it is said otherwise.
 */
export async function erasePerson(
  actor: PersonActor | StaffActor | SystemActor,
  personId: number,
  reason: ErasureReason = 'erased',
  stillTrue: StillTrue = nothingIsKept,
  answering: Answering | null = null,
): Promise<Erasure> {
  const done = await inRoleSql(
    'psa_worker',
    actorSettings(actor),
    (client) => eraseRows(client, personId, reason, stillTrue, answering),
    { timeoutMs: ERASE_LIMIT_MS },
  );
  if (done === null) return NOTHING;
  const { files, uploads, emails, listed, ...erasure } = done;
  // Only now: what is listed is gone for good, whatever database is here tomorrow.
  await appendErasures(listed).catch((error: unknown) =>
    log.error({ err: error }, 'an erasure is left to the next turn of the erasure list'),
  );
  await Promise.all(uploads.map(removeUpload)).catch((error: unknown) =>
    log.error({ err: error }, 'uploads that may name an erased person are left to the next sweep'),
  );
  await removeKeptMails(emails).catch((error: unknown) =>
    log.error({ err: error }, 'mails to an erased person are left in the data folder'),
  );
  await removeFiles(files.filter(({ isBeingSent }) => !isBeingSent)).catch((error: unknown) =>
    log.error({ err: error }, 'files of an erased person are left'),
  );
  return erasure;
}
