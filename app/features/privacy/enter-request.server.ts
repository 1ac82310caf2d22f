// Enters a request that came by mail, phone or letter: about somebody who is known here, found by their address, or about somebody who is not.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { queueMail } from '#app/features/mail/mails.server.ts';
import { normaliseEmail } from '#app/features/people/person.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { ACADEMY_ZONE } from './due-date.ts';
import type { EnteredRequest } from './request-forms.ts';
import type { RequestChannel } from './request-kinds.ts';
import { addStep } from './request-steps.server.ts';
import { tellAtOnce } from './notify-recipients.server.ts';
import { clockOf, nowIn } from './requests.server.ts';
import { beginObjection } from './restrict-person.server.ts';

export type EntryRefusal = 'unknown-address' | 'in-the-future' | 'long-ago' | 'open-already' | 'follows-nothing';

export const ENTRY_REFUSALS: Readonly<Record<EntryRefusal, string>> = {
  'unknown-address':
    'Nobody here has that address. Look for another one of theirs, or enter below who it is as they said it.',
  'in-the-future': 'It can’t have come later than now.',
  'long-ago': 'That is more than a year ago. Look at the year again.',
  'open-already': 'A request of this kind by this person is open. Note there what they said now.',
  'follows-nothing': 'The request that this one follows is not decided yet, or is somebody else’s.',
};

const MOMENT = `
  select ($1::text || ' ' || $2::text)::timestamp at time zone '${ACADEMY_ZONE}' as at`;

async function momentOf(client: PoolClient, { receivedOn, receivedAt }: RequestToWrite): Promise<Date> {
  const { rows } = await client.query<{ at: Date }>(MOMENT, [receivedOn, receivedAt]);
  const at = rows[0]?.at;
  if (at === undefined) throw new Error('A moment could not be read');
  return at;
}

async function findPersonId(client: PoolClient, email: string): Promise<number | null> {
  const { rows } = await client.query<{ id: number }>('select person_id as id from person_emails where email = $1', [
    normaliseEmail(email.normalize('NFC')),
  ]);
  return rows[0]?.id ?? null;
}

const INSERT = `
  insert into privacy_requests (person_id, kind, channel, received_at, nominal_on, due_on, message, entered_by, asker_name, asker_contact, language, follows_id)
  values ($1, $2, $3, $4, $5::date, $6::date, nullif($7, ''), $8, $9, $10, $11, $12) on conflict do nothing returning id`;

const YEAR_MS = 366 * 24 * 60 * 60 * 1000;

/** What it may follow: a request that was decided, of the same person where both are known. */
const FOLLOWS = `
  select from privacy_requests where id = $1 and decided_at is not null and (person_id is null or person_id = $2) for update`;

const OPEN_OF_UNKNOWN = `
  select id from privacy_requests
  where person_id is null and decided_at is null and kind = $1 and asker_name = $2 and asker_contact = $3 order by id limit 1`;

/** The open request of a kind that somebody who is not known here has made by that name and contact: a form that is sent twice comes once. */
async function findOpenOfUnknown(client: PoolClient, { kind, name, contact }: RequestToWrite): Promise<number | null> {
  // One after the other for the same, so that the second of two at once sees the first.
  await client.query(`select pg_advisory_xact_lock(hashtext('request of ' || $1 || ' by ' || $2 || ' at ' || $3))`, [
    kind,
    name,
    contact,
  ]);
  const { rows } = await client.query<{ id: number }>(OPEN_OF_UNKNOWN, [kind, name, contact]);
  return rows[0]?.id ?? null;
}

/** About whom recipients are told, too; nobody where no objection began. */
type Entered = Result<
  { readonly id: number; readonly objectedId: number | null },
  { readonly why: EntryRefusal; readonly openId: number | null }
>;

/** Gives the id of the request; with the one that is open already where there is one of the kind. */
export async function enterRequest(
  actor: StaffActor,
  entered: EnteredRequest,
): Promise<Result<number, { readonly why: EntryRefusal; readonly openId: number | null }>> {
  const written = await inRoleSql('psa_worker', actorSettings(actor), (client) => writeEntered(client, actor, entered));
  if (!written.ok) return written;
  const { id, objectedId } = written.value;
  if (objectedId !== null) await tellAtOnce(objectedId);
  return ok(id);
}

/** Whoever asked on their own page has signed in: nothing is entered by staff that way, but a support case may turn out to be a request. */
export type RequestToWrite = Omit<EnteredRequest, 'channel'> & { readonly channel: Exclude<RequestChannel, 'journal'> };

/** In the transaction under way. Whoever calls it tells recipients afterwards where an objection began. */
export async function writeEntered(client: PoolClient, actor: StaffActor, entered: RequestToWrite): Promise<Entered> {
  const isKnown = entered.email !== '';
  const no = (why: EntryRefusal, openId: number | null = null) => refused({ why, openId });
  const personId = isKnown ? await findPersonId(client, entered.email) : null;
  if (isKnown && personId === null) return no('unknown-address');
  const [at, now] = [await momentOf(client, entered), await nowIn(client)];
  if (at.getTime() > now.getTime()) return no('in-the-future');
  // A slip of whoever types a day; what was asked here came when it came, however long it waited.
  const isTyped = entered.channel !== 'page' && entered.channel !== 'account';
  if (isTyped && at.getTime() < now.getTime() - YEAR_MS) return no('long-ago');
  if (entered.follows !== null) {
    const before = await client.query(FOLLOWS, [entered.follows, personId]);
    if (before.rowCount === 0) return no('follows-nothing');
  }
  const openOfUnknown = isKnown ? null : await findOpenOfUnknown(client, entered);
  if (openOfUnknown !== null) return no('open-already', openOfUnknown);
  const { nominalOn, dueOn } = await clockOf(client, at);
  const { rows } = await client.query<{ id: number }>(INSERT, [
    personId,
    entered.kind,
    entered.channel,
    at,
    nominalOn,
    dueOn,
    entered.message,
    actor.staffId,
    isKnown ? null : entered.name,
    isKnown ? null : entered.contact,
    isKnown ? null : entered.language,
    entered.follows,
  ]);
  const id = rows[0]?.id;
  if (id === undefined) {
    const open = await client.query<{ id: number }>(
      'select id from privacy_requests where person_id = $1 and kind = $2 and decided_at is null',
      [personId, entered.kind],
    );
    return no('open-already', open.rows[0]?.id ?? null);
  }
  await addStep(client, id, actor.staffId, {
    step: 'entered',
    event: 'request.entered',
    details: { kind: entered.kind, channel: entered.channel, known: isKnown, follows: entered.follows },
  });
  if (entered.follows !== null)
    await addStep(client, entered.follows, actor.staffId, {
      step: 'followed',
      event: 'request.followed',
      details: { by: id },
    });
  if (personId === null) return ok({ id, objectedId: null });
  await queueMail(client, { kind: 'request-received', personId, about: id });
  const began = entered.kind === 'objection' && (await beginObjection(client, personId));
  return ok({ id, objectedId: began ? personId : null });
}
