// Tells recipients which rows that they were given are not as they were (P6, GDPR art. 19): by file, sheet and row, and nobody's name.
import type { PoolClient } from 'pg';

import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { queueMail } from '#app/features/mail/mails.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { OWN_ROWS, readGivenRows, waitForSenders, type GivenRow } from './given-rows.server.ts';

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
};

type Told = GivenRow & { readonly changed: readonly string[] };

/**
 * Which of the rows a recipient is told about. Exam rows are nameless: to tell which of them is about the same person as a named row would
 * join the two, so they are told only to whoever was never given a named one.
 */
export function planNotifications(given: readonly GivenRow[], { cause, fields, aroseAt }: Change): Told[] {
  const named = new Set(given.flatMap(({ sheet, recipientId }) => (sheet === 'registration' ? recipientId : [])));
  return given.flatMap((row) => {
    if (row.sheet === 'exams' && named.has(row.recipientId)) return [];
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

/** Contacts who may come in, and who have no word waiting for them already. */
const CONTACTS = `
  select c.id, c.recipient_id as "recipientId" from recipient_contacts c
  where c.recipient_id = any($1::int[]) and c.confirmed_at is not null and c.removed_at is null
    and not exists (select from mails m where m.contact_id = c.id and m.kind = 'notifications-made' and m.state = 'queued')`;

async function writeToContacts(
  client: PoolClient,
  made: readonly { id: number; recipientId: number }[],
): Promise<void> {
  const newest = new Map(made.map(({ id, recipientId }) => [recipientId, id]));
  const contacts = await client.query<{ id: number; recipientId: number }>(CONTACTS, [[...newest.keys()]]);
  for (const { id, recipientId } of contacts.rows)
    await queueMail(client, { kind: 'notifications-made', contactId: id, about: newest.get(recipientId) ?? 0 });
}

/**
 * Makes the notifications that a change of a person calls for, in the transaction under way, and gives how many are new. What was told
 * since the change arose is not told again.
 */
export async function notifyRecipients(client: PoolClient, personId: number, change: Change): Promise<number> {
  const told = planNotifications(await readGivenRows(client, personId), change);
  if (told.length === 0) return 0;
  const { rows: made } = await client.query<{ id: number; recipientId: number }>(INSERT, [
    personId,
    change.cause,
    JSON.stringify(told),
    change.aroseAt ?? 'infinity',
  ]);
  if (made.length === 0) return 0;
  made.sort((one, other) => one.id - other.id);
  await writeToContacts(client, made);
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
  return made.length;
}

/** Under which a person stands in the ledger. */
export async function readAuditKey(client: PoolClient, personId: number): Promise<string> {
  const found = await client.query<{ key: string }>('select audit_key::text as key from persons where id = $1', [
    personId,
  ]);
  return found.rows[0]?.key ?? '';
}

type Duty = { readonly id: string; readonly cause: Cause; readonly fields: string[]; readonly aroseAt: Date };

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
      'select id, cause, fields, arose_at as "aroseAt" from notification_duties where person_id = $1 order by id',
      [personId],
    );
    let made = 0;
    for (const duty of duties) made += await notifyRecipients(client, personId, duty);
    await client.query(SETTLED, [personId, duties.map(({ id }) => id)]);
    return made;
  });
}

/** The same right after a change that is saved already: what fails here is in the duties, and the job tells it. */
export async function tellAtOnce(personId: number): Promise<void> {
  await tellAbout(personId).catch((error: unknown) => log.error({ err: error }, 'recipients are told later'));
}

/** The job: everybody about whom something is owed, one small transaction each. */
export async function tellRecipients(stopping?: AbortSignal): Promise<number> {
  let made = 0;
  let after = 0;
  for (;;) {
    const { rows } = await inRoleSql('psa_worker', SYSTEM, (client) =>
      client.query<{ id: number }>(
        'select distinct person_id as id from notification_duties where person_id > $1 order by 1 limit $2',
        [after, AT_ONCE],
      ),
    );
    if (rows.length === 0) return made;
    for (const { id } of rows) {
      if (stopping?.aborted === true) return made;
      made += await tellAbout(id);
      after = id;
    }
  }
}
