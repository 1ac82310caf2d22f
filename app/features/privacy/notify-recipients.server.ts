// Tells recipients which rows that they were given are not as they were (P6, GDPR art. 19): by file, sheet and row, and nobody's name.
import type { PoolClient } from 'pg';

import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { OWN_ROWS, readGivenRows, waitForSenders, type GivenRow } from './given-rows.server.ts';
import { writeToContacts, type MadeNotification } from './write-to-contacts.server.ts';

export const CAUSES = ['corrected', 'erased', 'restricted', 'objection', 'minor', 'false-registration'] as const;
export type Cause = (typeof CAUSES)[number];

const SYSTEM = { 'psa.actor_kind': 'system' };
const AT_ONCE = 100;

/** A change begins before it is there for others to read: a file whose rows were read just after may still hold what was before. */
const CHANGE_TAKES_MS = 15_000;
/** A build that was under way when something changed is recorded within this time. */
const BUILD_TAKES = '1 hour';

export type Change = {
  readonly cause: Cause;
  /** Field ids, for a correction. */
  readonly fields: readonly string[];
  /** Files whose rows were read later hold what is right; null where they can't hold the person at all. */
  readonly aroseAt: Date | null;
  /** The enrolments and sittings that it is about; null or left out, all of the person. */
  readonly enrolmentIds?: readonly number[] | null;
  readonly sittingIds?: readonly number[] | null;
  /** From when on what is corrected stood there; null or left out, ever. */
  readonly stoodFrom?: Date | null;
};

const isAbout = ({ sheet, ref }: GivenRow, { enrolmentIds = null, sittingIds = null }: Change): boolean =>
  (sheet === 'exams' ? sittingIds : enrolmentIds)?.includes(ref) ?? true;

type Told = GivenRow & { readonly changed: readonly string[] };

/**
 * Which of the rows a recipient is told about. Exam rows are nameless: to tell which of them is about the same person as a named row would
 * join the two, so they are told only to whoever was never given a named one.
 */
export function planNotifications(given: readonly GivenRow[], change: Change): Told[] {
  const { cause, fields, aroseAt, stoodFrom } = change;
  const named = new Set(given.flatMap(({ sheet, recipientId }) => (sheet === 'exams' ? [] : recipientId)));
  return given.flatMap((row) => {
    if (!isAbout(row, change) || (row.sheet === 'exams' && named.has(row.recipientId))) return [];
    if (stoodFrom instanceof Date && row.cutOff < stoodFrom) return [];
    if (cause !== 'corrected') return { ...row, changed: [] };
    const changed = row.fields.filter((field) => fields.includes(field));
    const isOlder = aroseAt === null || row.cutOff.getTime() <= aroseAt.getTime() + CHANGE_TAKES_MS;
    return changed.length > 0 && isOlder ? { ...row, changed } : [];
  });
}

const INSERT = `
  insert into notifications (recipient_id, delivery_id, sha256, sheet, sheet_row, cause, fields, person_id)
  select t."recipientId", t."deliveryId", t.sha256, t.sheet, t."sheetRow", $2, array(select jsonb_array_elements_text(t.changed)), $1
  from jsonb_to_recordset($3::text::jsonb) as t ("recipientId" int, "deliveryId" int, sha256 text, sheet text, "sheetRow" int, changed jsonb)
  where not exists (
    select from notifications n
    where n.person_id = $1 and n.delivery_id = t."deliveryId" and n.sheet = t.sheet and n.sheet_row = t."sheetRow" and n.cause = $2
      and n.made_at >= $4 and n.fields @> array(select jsonb_array_elements_text(t.changed)))
  returning id, recipient_id as "recipientId"`;

/** Makes the notifications that one change calls for, and gives those that are new. What was told since it arose is not told again. */
async function notifyOf(
  client: PoolClient,
  personId: number,
  given: readonly GivenRow[],
  change: Change,
): Promise<MadeNotification[]> {
  const told = planNotifications(given, change);
  if (told.length === 0) return [];
  const { rows: made } = await client.query<MadeNotification>(INSERT, [
    personId,
    change.cause,
    JSON.stringify(told),
    change.aroseAt ?? 'infinity',
  ]);
  if (made.length === 0) return [];
  await appendEvent(client, {
    event: 'recipients.notified',
    subjectId: await readAuditKey(client, personId),
    fields: change.fields,
    details: {
      cause: change.cause,
      notifications: made.length,
      recipients: new Set(made.map((row) => row.recipientId)).size,
    },
  });
  return made;
}

/** Makes the notifications that changes of a person call for, in the transaction under way, and gives how many are new; called once in it. */
export async function notifyRecipients(
  client: PoolClient,
  personId: number,
  changes: readonly Change[],
): Promise<number> {
  const given = await readGivenRows(client, personId);
  const made: MadeNotification[] = [];
  for (const change of changes) made.push(...(await notifyOf(client, personId, given, change)));
  await writeToContacts(client, made);
  return made.length;
}

/** Under which a person stands in the ledger. */
export async function readAuditKey(client: PoolClient, personId: number): Promise<string> {
  const found = await client.query<{ key: string }>('select audit_key::text as key from persons where id = $1', [
    personId,
  ]);
  return found.rows[0]?.key ?? '';
}

type Duty = Change & { readonly id: string };

/** Whoever tells about a person takes turns. */
export async function takeTellingTurn(client: PoolClient, personId: number): Promise<void> {
  await client.query('select pg_advisory_xact_lock(7240121, $1)', [personId]);
}

/**
 * Duties that nothing can add to any more. A correction stays while a file with what was before may still be downloaded or was being built;
 * the gate keeps everything else from ever leaving.
 */
const SETTLED = `
  with ${OWN_ROWS}
  delete from notification_duties n where n.id = any($2::bigint[]) and (n.cause <> 'corrected' or (
    n.arose_at < psa_now() - interval '${BUILD_TAKES}' and not exists (
      select from own o join builds b on b.id = o.build_id join runs r on r.id = b.run_id
      where b.file_removed_at is null and b.cut_off <= n.arose_at + make_interval(secs => ${CHANGE_TAKES_MS / 1000})
        and r.state in ('awaiting-release', 'ready', 'done')
        and not exists (select from builds newer where newer.run_id = b.run_id and newer.number > b.number)
        and (not exists (select from deliveries d where d.build_id = b.id)
          or exists (select from deliveries d where d.build_id = b.id and d.disclosed_at is null)))))`;

/** Tells recipients what is owed about one person; gives how many notifications are new. */
export function tellAbout(personId: number): Promise<number> {
  return inRoleSql('psa_worker', SYSTEM, async (client) => {
    await takeTellingTurn(client, personId);
    await waitForSenders(client);
    const { rows: duties } = await client.query<Duty>(
      `select id, cause, fields, arose_at as "aroseAt", enrolment_ids as "enrolmentIds", sitting_ids as "sittingIds", stood_from as "stoodFrom"
       from notification_duties where person_id = $1 order by id`,
      [personId],
    );
    if (duties.length === 0) return 0;
    const ids = duties.map(({ id }) => id);
    const made = await notifyRecipients(client, personId, duties);
    await client.query(SETTLED, [personId, ids]);
    await client.query('update notification_duties set told_at = psa_now() where id = any($1::bigint[])', [ids]);
    return made;
  });
}

/** The same right after a change that is saved already: what fails here is in the duties, and the job tells it. */
export async function tellAtOnce(personId: number): Promise<void> {
  await tellAbout(personId).catch((error: unknown) => log.error({ err: error }, 'recipients are told later'));
}

// Whom to look at again: who was not looked at yet; once more when no build from before the change can be under way; whenever a file was built
// or given to somebody since (recorded a moment after the time that stands there); and once a day, whatever it was that settled a duty.
const DUE = `
  with last as (
    select greatest((select max(built_at) from builds), (select max(claimed_at) from deliveries), (select max(disclosed_at) from deliveries))
      + interval '2 minutes' as at)
  select distinct n.person_id as id from notification_duties n cross join last
  where n.person_id > $1 and (n.told_at is null or n.told_at <= last.at or n.told_at < psa_now() - interval '1 day'
    or n.arose_at < psa_now() - interval '${BUILD_TAKES}' and n.told_at <= n.arose_at + interval '${BUILD_TAKES}')
  order by 1 limit $2`;

/** The job: everybody about whom something may be owed, one small transaction each. */
export async function tellRecipients(stopping?: AbortSignal): Promise<number> {
  let made = 0;
  let after = 0;
  for (;;) {
    const { rows } = await inRoleSql('psa_worker', SYSTEM, (client) =>
      client.query<{ id: number }>(DUE, [after, AT_ONCE]),
    );
    if (rows.length === 0) return made;
    for (const { id } of rows) {
      if (stopping?.aborted === true) return made;
      made += await tellAbout(id);
      after = id;
    }
  }
}
