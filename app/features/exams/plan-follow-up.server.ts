// Plans whom to ask how an exam went, from the exam month on, so that it can be seen and cancelled: the first mail goes in the morning after the month,
// and never before the morning after it was planned.
import { inRoleSql } from '#app/platform/db.server.ts';
import { MONTH_NOW } from './exams.server.ts';
import { planSteps } from './follow-up.ts';
import { readFollowUpRules, stopMoot, TODAY } from './follow-up-state.server.ts';
import { IS_ASKED_ABOUT } from './standing.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const PLANNED_AT_ONCE = 500;

// A sitting that an import brought or moved within a day: whoever finds it wrong has another day to undo it, which a mail would put an end to.
const IMPORTED_TODAY = `
  select case when c.row_id = '*' then r.key else c.row_id end::int as id
  from import_batches b join import_changes c on c.batch_id = b.id and c.table_name = 'sittings'
  cross join lateral jsonb_array_elements_text(case when c.row_id = '*' then c.after else '[null]' end) r (key)
  where b.undone_at is null and b.applied_at > psa_now() - interval '1 day'`;

// A sitting that was moved away from its month and back again takes up the plan that was cancelled for it: what was done of it stays done.
const PLAN = `
  with imported as materialized (${IMPORTED_TODAY}), open as (
    select s.id, s.month, greatest((s.month || '-01')::date + interval '1 month',
      ${TODAY} + case when s.id in (select id from imported) then 2 else 1 end)::date as first_day
    from sittings s join persons p on p.id = s.person_id
    where ${IS_ASKED_ABOUT} and s.month <= ${MONTH_NOW}
      and (not exists (select from follow_ups f where f.sitting_id = s.id and f.month = s.month)
        or exists (select from follow_ups f where f.sitting_id = s.id and f.month = s.month and f.result = 'moved' and f.step = any($1::int[])))
    order by s.month, s.id limit ${PLANNED_AT_ONCE} for update of s skip locked
  )
  insert into follow_ups (sitting_id, month, step, kind, due_on)
  select o.id, o.month, t.step, t.kind, o.first_day + t.after from open o cross join unnest($1::int[], $2::text[], $3::int[]) as t (step, kind, after)
  on conflict (sitting_id, month, step) do update set state = 'planned', result = null, settled_at = null, settled_by = null, due_on = excluded.due_on
    where follow_ups.result = 'moved'`;

/** Where fewer contacts are allowed than were when it was planned. */
const STOP_BEYOND = `update follow_ups set state = 'cancelled', result = 'cancelled-by-staff', settled_at = psa_now() where state = 'planned' and step > $1`;

/** Cancels what is not true any more and plans what is missing, until nothing is or `stopping` says so. Gives how many steps were planned. */
export async function planFollowUps(stopping?: AbortSignal): Promise<number> {
  await inRoleSql('psa_worker', SYSTEM, async (client) => {
    await stopMoot(client);
    await client.query(STOP_BEYOND, [(await readFollowUpRules(client)).contacts]);
  });
  for (let planned = 0; ;) {
    if (stopping?.aborted === true) return planned;
    const made = await inRoleSql('psa_worker', SYSTEM, async (client) => {
      const steps = planSteps(await readFollowUpRules(client));
      if (steps.length === 0) return 0;
      const { rowCount } = await client.query(PLAN, [
        steps.map(({ step }) => step),
        steps.map(({ kind }) => kind),
        steps.map(({ after }) => after),
      ]);
      return rowCount ?? 0;
    });
    if (made === 0) return planned;
    planned += made;
  }
}
