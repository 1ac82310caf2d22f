// What makes a sitting one that is asked about, in SQL, told once: for whoever plans, sends, rings and shows.
import type { PoolClient } from 'pg';

import { readSetting } from '#app/features/settings/settings.server.ts';
import { MONTH_NOW } from './exams.server.ts';
import type { FollowUpRules } from './follow-up.ts';

/** The day it is where the association sits. A day there has 23, 24 or 25 hours; plans count days. */
export const TODAY = `(psa_now() at time zone 'Europe/Amsterdam')::date`;

/** Of sittings `s` of persons `p`: unknown, and of somebody who may be asked. Whoever was not told yet what is held is not asked either. */
export const IS_ASKED_ABOUT = `s.outcome is null and s.state in ('booked', 'taken') and not s.ask_no_more
  and p.erased_at is null and p.restricted_at is null and p.objected_at is null and p.found_minor_at is null and p.found_false_at is null
  and p.informed_at is not null`;

/** The same once the month is over. */
export const MAY_BE_ASKED = `${IS_ASKED_ABOUT} and s.month < ${MONTH_NOW}`;

/** Somebody has answered by the link, and can still take it back: known, for as long as that lasts. */
export const ANSWER_IS_WAITING = `exists (select from outcome_links l
  where l.sitting_id = s.id and l.month = s.month and l.answer is not null and l.settled_at is null)`;

/** Of follow-ups `f`: the next of its plan. */
export const IS_NEXT = `not exists (select from follow_ups b
  where b.sitting_id = f.sitting_id and b.month = f.month and b.step < f.step and b.state = 'planned')`;

/** Why a step is not to be done any more; null while it may be. */
const STOP_OF = `case
  when p.erased_at is not null then 'erased'
  when p.objected_at is not null then 'objected'
  when num_nonnulls(p.restricted_at, p.found_minor_at, p.found_false_at) > 0 then 'restricted'
  when s.month <> f.month then 'moved'
  when s.ask_no_more then 'asked-no-more'
  when s.outcome is not null or s.state in ('not-taken', 'cancelled') then
    case when exists (select from outcome_links l where l.sitting_id = s.id and l.month = f.month and l.settled_at is not null)
      then 'answered' else 'known' end
end`;

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
