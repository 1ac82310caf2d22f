// What a person asks for that somebody has to decide (P2): received, and due within a month.
import type { PoolClient } from 'pg';

import { actorSettings, type PersonActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { holidaysIn } from '#app/features/settings/holidays.ts';
import { readSetting } from '#app/features/settings/settings.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { dayOf, dueDate, nominalDay, type Months } from './due-date.ts';
import { readAuditKey } from './notify-recipients.server.ts';
import type { RequestKind } from './request-kinds.ts';

/** The days of a request's clock, 'YYYY-MM-DD': nominal, and due after weekends and holidays. */
export type Clock = { readonly receivedOn: string; readonly nominalOn: string; readonly dueOn: string };

/** From the day of receipt where the association sits, by the holidays that are known now. */
export async function clockOf(client: PoolClient, receivedAt: Date, months: Months = 1): Promise<Clock> {
  const receivedOn = dayOf(receivedAt);
  const holidays = holidaysIn(await readSetting(client, 'holidays'));
  return { receivedOn, nominalOn: nominalDay(receivedOn, months), dueOn: dueDate(receivedOn, holidays, months) };
}

/** The instant by which everything in this transaction is counted. */
export async function nowIn(client: PoolClient): Promise<Date> {
  const { rows } = await client.query<{ now: Date }>('select psa_now() as now');
  const now = rows[0]?.now;
  if (now === undefined) throw new Error('The database has no clock');
  return now;
}

/**
 * Makes a request in the transaction under way, with what the person says about it. One of a kind that is not decided yet stays the one, and what
 * is said to it now stands below what was said then, as long as there is room.
 */
export async function makeRequest(
  client: PoolClient,
  personId: number,
  kind: RequestKind,
  message: string,
): Promise<'made' | 'added' | 'already'> {
  const { dueOn } = await clockOf(client, await nowIn(client));
  const made = await client.query(
    `insert into privacy_requests (person_id, kind, due_on, message) values ($1, $2, $3::date, nullif($4, '')) on conflict do nothing`,
    [personId, kind, dueOn, message],
  );
  if (made.rowCount === 1) return 'made';
  if (message === '') return 'already';
  const added = await client.query(
    `update privacy_requests set message = concat_ws(e'\\n\\n', message, $3::text)
     where person_id = $1 and kind = $2 and decided_at is null and coalesce(length(message), 0) + 2 + length($3::text) <= 2000`,
    [personId, kind, message],
  );
  return added.rowCount === 1 ? 'added' : 'already';
}

/** Asks for something that can't be done at once. */
export const askFor = (actor: PersonActor, kind: RequestKind, message: string): Promise<'made' | 'added' | 'already'> =>
  inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const asked = await makeRequest(client, actor.personId, kind, message);
    if (asked !== 'already')
      await appendEvent(client, {
        event: 'request.made',
        subjectId: await readAuditKey(client, actor.personId),
        details: { kind, again: asked === 'added' },
      });
    return asked;
  });
