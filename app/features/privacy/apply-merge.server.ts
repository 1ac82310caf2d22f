// Carries out the plan of a merge in the transaction under way, which holds both people: first what can't stand twice, then everything moves.
import type { PoolClient } from 'pg';

import type { StaffActor } from '#app/features/access/actor.ts';
import { stopMoot } from '#app/features/exams/follow-up-state.server.ts';
import { queueMail } from '#app/features/mail/mails.server.ts';
import { planDuties } from './merge-duties.ts';
import type { MergePlan } from './merge-plan.ts';
import type { JoinedSitting } from './merge-sittings.ts';
import type { MergeSide } from './merge-side.ts';

export type Merge = {
  readonly kept: MergeSide;
  readonly gone: MergeSide;
  readonly plan: MergePlan;
  /** Under which the one that goes stands in the ledger. */
  readonly goneKey: string;
};

const TODAY = `(psa_now() at time zone 'Europe/Amsterdam')::date`;
/** Far above every number that is in use, and below what a smallint holds. */
const OUT_OF_THE_WAY = { kept: 8_000, gone: 16_000 } as const;

/** What is owed about one of them is owed about the rows that they have now, and about no others that they get by this. */
const NARROW_DUTIES = `
  update notification_duties d set enrolment_ids = array(select id from enrolments n where n.person_id = d.person_id order by id),
    sitting_ids = array(select id from sittings s where s.person_id = d.person_id order by id)
  where d.person_id = any($1::int[]) and d.enrolment_ids is null`;

// What was asked about the one that ends was asked about the other; whom the plan of the other would ask as often again is asked less.
const TAKE_FOLLOW_UPS = `
  update follow_ups f set sitting_id = $2 where f.sitting_id = $1
    and not exists (select from follow_ups o where o.sitting_id = $2 and o.month = f.month)`;
const ASK_LESS = `
  update follow_ups f set state = 'cancelled', result = 'cancelled-by-staff', settled_at = psa_now(), settled_by = $3
  where f.id in (
    select o.id from follow_ups o where o.sitting_id = $2 and o.state = 'planned' order by o.step
    limit (select count(*) from follow_ups e where e.sitting_id = $1 and e.month = (select month from sittings where id = $2) and e.state = 'done'))`;
const TAKE_CONFLICT = `
  update outcome_conflicts set sitting_id = $2 where sitting_id = $1 and closed_at is null
    and not exists (select from outcome_conflicts where sitting_id = $2 and closed_at is null)`;
const CLOSE_CONFLICT = `
  update outcome_conflicts set closed_at = psa_now(), closed_by = $2, closed_as = 'stands' where sitting_id = $1 and closed_at is null`;

async function joinSitting(client: PoolClient, actor: StaffActor, { stands, ends, because, claim }: JoinedSitting) {
  await client.query(
    `update sittings set state = 'cancelled', outcome = null, outcome_changed_at = null where id = $1 and state in ('booked', 'taken')`,
    [ends.id],
  );
  if (because === 'same-sitting') {
    if (ends.askNoMore && !stands.askNoMore)
      await client.query('update sittings set ask_no_more = true where id = $1', [stands.id]);
    await client.query(TAKE_FOLLOW_UPS, [ends.id, stands.id]);
    await client.query(ASK_LESS, [ends.id, stands.id, actor.staffId]);
    await client.query(TAKE_CONFLICT, [ends.id, stands.id]);
  }
  await client.query(CLOSE_CONFLICT, [ends.id, actor.staffId]);
  await stopMoot(client, ends.id);
  await stopMoot(client, stands.id);
  if (claim !== null)
    await client.query(
      `insert into outcome_conflicts (sitting_id, claimed, opened_by_kind, opened_by_id) values ($1, $2, 'staff', $3) on conflict do nothing`,
      [stands.id, claim, actor.staffId],
    );
}

async function joinEnrolments(client: PoolClient, { enrolments }: MergePlan): Promise<void> {
  for (const { stands, ends, takesSession, takesNote } of enrolments) {
    await client.query(
      `update enrolments n set session_id = case when $3 then e.session_id else n.session_id end,
         note = case when $4 then e.note else n.note end, note_by = case when $4 then e.note_by else n.note_by end
       from enrolments e where n.id = $1 and e.id = $2`,
      [stands.id, ends.id, takesSession, takesNote],
    );
    await client.query(`update enrolments set state = 'cancelled' where id = $1`, [ends.id]);
  }
}

const END_EMPLOYMENT = `update employments set ended_on = greatest(started_on, ${TODAY}) where id = any($1::int[]) and ended_on is null`;
// Confirmed where either was, since the earlier day, and a second one only where it was one beside another.
const KEEP_EMPLOYMENT = `
  update employments s set started_on = least(s.started_on, e.started_on), concurrent = $3,
    confirmed_by = coalesce(s.confirmed_by, e.confirmed_by), confirmed_at = coalesce(s.confirmed_at, e.confirmed_at)
  from employments e where s.id = $1 and e.id = $2`;
const SECOND_EMPLOYMENT = `update employments set concurrent = true, confirmed_by = 'staff', confirmed_at = coalesce(confirmed_at, psa_now()) where id = $1`;

async function moveEmployments(client: PoolClient, { kept, gone, plan: { employments } }: Merge): Promise<void> {
  const { joined, ends, second } = employments;
  const ended = [...joined.map((pair) => pair.ends.id), ...(ends === null ? [] : [ends.id])];
  await client.query(END_EMPLOYMENT, [ended]);
  if (second !== null) await client.query(SECOND_EMPLOYMENT, [second.id]);
  // One that was a second one, and is the one from here on, has room only once the other has moved.
  for (const { stands, concurrent } of joined)
    if (concurrent !== stands.concurrent)
      await client.query('update employments set concurrent = $2 where id = $1', [stands.id, concurrent]);
  await client.query('update employments set person_id = $2 where person_id = $1', [gone.id, kept.id]);
  for (const { stands, ends: other, concurrent } of joined) {
    for (const table of ['enrolments', 'sittings'])
      await client.query(`update ${table} set employment_id = $1 where employment_id = $2`, [stands.id, other.id]);
    await client.query(KEEP_EMPLOYMENT, [stands.id, other.id, concurrent]);
  }
}

const countOutOfTheWay = (client: PoolClient, { kept, gone }: Merge): Promise<unknown> =>
  client.query(
    `update sittings s set attempt = s.attempt + case when s.person_id = $1 then ${OUT_OF_THE_WAY.kept} else ${OUT_OF_THE_WAY.gone} end
     where s.person_id in ($1, $2) and exists (select from sittings o where o.exam_code = s.exam_code and o.person_id = $1)
       and exists (select from sittings o where o.exam_code = s.exam_code and o.person_id = $2)`,
    [kept.id, gone.id],
  );

const KEEP_PERSON = `
  update persons k set phone = coalesce(k.phone, g.phone), city = coalesce(k.city, g.city), informed_at = least(k.informed_at, g.informed_at),
    restricted_at = least(k.restricted_at, g.restricted_at), objected_at = least(k.objected_at, g.objected_at), notice_version = $3,
    created_at = least(k.created_at, g.created_at)
  from persons g where k.id = $1 and g.id = $2`;

const WITHDRAW = `
  insert into consent_entries (person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id)
  select $1, consent, false, notice_version, notice_language, 'merge', 'staff', $3 from consent_entries where id = $2`;

// The one that is due first goes on, with what was said in both as far as there is room; who was known to be who they say in either is known in it (P3).
const JOIN_REQUESTS = `
  with asked as (
    select kind, array_agg(id order by due_on, received_at, id) as ids from privacy_requests
    where person_id in ($1, $2) and decided_at is null and kind = any($3::text[]) group by kind
  ), joined as (
    update privacy_requests r set decided_at = psa_now(), decision = 'joined', decided_by = $4 from asked where r.id = asked.ids[2]
    returning asked.ids[1] as first, r.message, r.identity_how, r.identity_by, r.identity_at
  )
  update privacy_requests r
  set message = case when coalesce(length(r.message), 0) + 2 + coalesce(length(j.message), 0) <= 2000 then nullif(concat_ws(e'\\n\\n', r.message, j.message), '') else r.message end,
    identity_how = coalesce(r.identity_how, j.identity_how), identity_at = coalesce(r.identity_at, j.identity_at),
    identity_by = case when r.identity_at is null then j.identity_by else r.identity_by end
  from joined j where r.id = j.first`;

// Who objected to a newer notice as the one that goes has objected as the one that stays; when each was told stays each one's own.
const KEEP_OBJECTIONS = [
  `insert into notice_tellings (person_id, version) select $1, version from notice_tellings where person_id = $2 and answer = 'objected' on conflict do nothing`,
  `update notice_tellings k set answer = g.answer, answered_at = g.answered_at from notice_tellings g
   where k.person_id = $1 and g.person_id = $2 and g.version = k.version and g.answer = 'objected' and k.answer is null and k.applied_at is null`,
  `insert into lost_tellings (person_id, version, said, objected_at) select $1, version, said, objected_at from lost_tellings
   where person_id = $2 and objected_at is not null
   on conflict (person_id, version, said) do update set objected_at = coalesce(lost_tellings.objected_at, excluded.objected_at)`,
] as const;

// What the one asked the academy is what the other asked.
const MOVE_CASES = 'update support_cases set person_id = $1 where person_id = $2';

async function oweRecipients(client: PoolClient, { kept, gone, plan }: Merge): Promise<void> {
  // What the triggers wrote down of these changes is said more exactly here: by row.
  await client.query('delete from notification_duties where person_id = $1 and enrolment_ids is null', [kept.id]);
  for (const duty of planDuties(kept, gone, plan))
    await client.query(
      'insert into notification_duties (person_id, cause, fields, enrolment_ids, sitting_ids) values ($1, $2, $3, $4, $5)',
      [kept.id, duty.cause, duty.fields, duty.enrolmentIds, duty.sittingIds],
    );
}

const NOT_THE_SAME = `
  insert into people_apart (low_id, high_id, decided_at, decided_by)
  select least(x.other, $1), greatest(x.other, $1), x.decided_at, x.decided_by
  from (select case when low_id = $2 then high_id else low_id end as other, decided_at, decided_by
    from people_apart where low_id = $2 or high_id = $2) x
  where x.other <> $1 on conflict do nothing`;

/** Remembers it, and lets the other row go, with nothing left of it but what was under way: codes, invitations, an address that was not proved. */
async function remember(client: PoolClient, actor: StaffActor, { kept, gone, goneKey }: Merge): Promise<void> {
  await client.query('update person_merges set kept_id = $1 where kept_id = $2', [kept.id, gone.id]);
  const made = await client.query<{ id: number }>(
    'insert into person_merges (kept_id, gone_id, gone_key, merged_by) values ($1, $2, $3, $4) returning id',
    [kept.id, gone.id, goneKey, actor.staffId],
  );
  await client.query(NOT_THE_SAME, [kept.id, gone.id]);
  await client.query('delete from persons where id = $1', [gone.id]);
  const id = made.rows[0]?.id ?? 0;
  await queueMail(client, { kind: 'people-merged', personId: kept.id, about: id });
  await queueMail(client, { kind: 'people-merged', personId: kept.id, about: -id, toAddress: gone.email });
}

/** Writes everything that a merge is; the caller holds both people and everything of theirs. */
export async function applyMerge(client: PoolClient, actor: StaffActor, merge: Merge): Promise<void> {
  const { kept, gone, plan } = merge;
  await client.query(NARROW_DUTIES, [[kept.id, gone.id]]);
  for (const joined of plan.sittings.joined) await joinSitting(client, actor, joined);
  await countOutOfTheWay(client, merge);
  await joinEnrolments(client, plan);
  // Before the employments, and with them everything done under them, have moved.
  await client.query('select psa_move_ways_in($1, $2)', [gone.id, kept.id]);
  await client.query(JOIN_REQUESTS, [kept.id, gone.id, plan.requests, actor.staffId]);
  await moveEmployments(client, merge);
  for (const { id, attempt } of plan.sittings.attempts)
    await client.query('update sittings set attempt = $2 where id = $1', [id, attempt]);
  const attended = plan.enrolments.flatMap(({ stands, ends, takesSession }) =>
    takesSession || (stands.sessionId !== null && stands.sessionId === ends.sessionId) ? [ends.id, stands.id] : [],
  );
  // Where no mail reached the one that goes, one reaches the other: before their mails are one person's.
  await client.query('select psa_write_anew($1)', [gone.id]);
  await client.query('select psa_move_person($1, $2, $3)', [gone.id, kept.id, attended]);
  for (const { withdraws } of plan.consents)
    if (withdraws !== null) await client.query(WITHDRAW, [kept.id, withdraws, actor.staffId]);
  for (const statement of KEEP_OBJECTIONS) await client.query(statement, [kept.id, gone.id]);
  await client.query(MOVE_CASES, [kept.id, gone.id]);
  await client.query(KEEP_PERSON, [kept.id, gone.id, plan.noticeVersion]);
  await oweRecipients(client, merge);
  await remember(client, actor, merge);
}
