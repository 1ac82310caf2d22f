// When a planned contact is made, put off or given up, in SQL, told once: for whoever plans, sends, rings and shows.
import type { PoolClient } from 'pg';

import { readSetting } from '#app/features/settings/settings.server.ts';
import { MAILS_GO, STALE_AFTER_DAYS, type FollowUpRules } from './follow-up.ts';
import { IS_OPEN, NOT_ASKED_BECAUSE } from './standing.server.ts';

/** The day it is where the association sits. A day there has 23, 24 or 25 hours; plans count days. */
export const TODAY = `(psa_now() at time zone 'Europe/Amsterdam')::date`;

const TIME_NOW = `(psa_now() at time zone 'Europe/Amsterdam')::time`;
/** Mails go now. */
export const IS_BY_DAY = `${TIME_NOW} >= '${MAILS_GO.from}' and ${TIME_NOW} < '${MAILS_GO.until}'`;

/** The next day on which a mail can go. */
export const NEXT_SENDING_DAY = `(${TODAY} + case when ${TIME_NOW} < '${MAILS_GO.until}' then 0 else 1 end)`;

/** Of follow-ups `f`: a mail that waited for too long. */
export const IS_STALE = `(f.kind in ('mail', 'reminder') and f.due_on < ${TODAY} - ${STALE_AFTER_DAYS})`;

/** Somebody has answered by the link, and can still take it back: known, for as long as that lasts. */
export const ANSWER_IS_WAITING = `exists (select from outcome_links l
  where l.sitting_id = s.id and l.month = s.month and l.answer is not null and l.settled_at is null)`;

/** Of follow-ups `f`: the next of its plan. */
export const IS_NEXT = `not exists (select from follow_ups b
  where b.sitting_id = f.sitting_id and b.month = f.month and b.step < f.step and b.state = 'planned')`;

/** What a step says that is not done for one of the reasons why nobody may be asked; who was not told yet is asked later. */
const STOPPED_BY = `case ${NOT_ASKED_BECAUSE} when 'minor' then 'restricted' when 'false-registration' then 'restricted' when 'not-told' then null
  else ${NOT_ASKED_BECAUSE} end`;

/** Why a step is not to be done any more; null while it may be. */
const STOP_OF = `coalesce(${STOPPED_BY}, case
  when s.month <> f.month then 'moved'
  when not (${IS_OPEN}) then
    case when exists (select from outcome_links l where l.sitting_id = s.id and l.month = f.month and l.settled_at is not null)
      then 'answered' else 'known' end
end)`;

/** Cancels what is planned and not true any more, of one sitting or of all, each with its reason. Gives how many. */
export async function stopMoot(client: PoolClient, sittingId: number | null = null): Promise<number> {
  const { rowCount } = await client.query(
    `with moot as (
       select f.id, ${STOP_OF} as reason from follow_ups f join sittings s on s.id = f.sitting_id join persons p on p.id = s.person_id
       where f.state = 'planned' and ($1::int is null or s.id = $1) and ${STOP_OF} is not null
       order by f.id for update of f skip locked
     )
     update follow_ups f set state = 'cancelled', result = moot.reason, settled_at = psa_now() from moot where f.id = moot.id`,
    [sittingId],
  );
  return rowCount ?? 0;
}

/** What is done later than planned puts off what follows it, so that the days between contacts stay what they were. */
export async function putOffRest(client: PoolClient, ids: readonly number[]): Promise<void> {
  await client.query(
    `update follow_ups r set due_on = r.due_on + (${TODAY} - f.due_on) from follow_ups f
     where f.id = any($1::int[]) and f.due_on < ${TODAY} and r.sitting_id = f.sitting_id and r.month = f.month and r.step > f.step
       and r.state = 'planned'`,
    [ids],
  );
}

export const readFollowUpRules = async (client: PoolClient): Promise<FollowUpRules> => ({
  contacts: await readSetting(client, 'followUpContacts'),
  reminderDays: await readSetting(client, 'followUpReminderDays'),
  callDays: await readSetting(client, 'followUpCallDays'),
});
