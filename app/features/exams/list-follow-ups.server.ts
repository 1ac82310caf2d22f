// Reads the follow-up of exams: whom to ring now, what is planned, and what came of what was done.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { FollowUpFilter } from './follow-up-filter.ts';
import type { FollowUpKind, StepResult } from './follow-up.ts';
import {
  ANSWER_IS_WAITING,
  IS_NEXT,
  IS_STALE,
  NEXT_SENDING_DAY,
  readFollowUpRules,
  TODAY,
} from './follow-up-state.server.ts';
import { IS_ASKED_ABOUT, MAY_BE_ASKED, SITTINGS } from './standing.server.ts';
import { MAY_BE_TAKEN_BACK } from './take-call-back.server.ts';

/** A contact that was made. */
export type Attempt = { kind: FollowUpKind; /** '1 Dec 2026' */ on: string; result: StepResult };

export type FollowUpRow = {
  id: number;
  kind: FollowUpKind;
  step: number;
  state: 'planned' | 'done' | 'cancelled';
  result: StepResult | null;
  /** When it will be done, or, once it is settled, when that was; of what waited for too long, when it should have been. */
  on: Date;
  /** It waited for too long, and is not sent by itself any more. */
  isStale: boolean;
  /** Who settled it, if not the portal. */
  by: string | null;
  /** A call that the reader made and can still take back. */
  mayTakeBack: boolean;
  name: string;
  phone: string | null;
  language: string | null;
  company: string;
  examCode: string;
  month: string;
  attempts: Attempt[];
};

export type FollowUpCounts = { calls: number; planned: number; settled: number };
/** A day on which something is planned, and how much of each kind. */
export type PlannedDay = { on: Date; mail: number; reminder: number; call: number };

/** The days that are shown ahead. */
const DAYS_SHOWN = 8;

export type FollowUps = {
  counts: FollowUpCounts;
  days: PlannedDay[];
  /** Mails that waited for too long: not sent, and to be decided. */
  stale: number;
  rows: FollowUpRow[];
  total: number;
  /** At most so many contacts about one exam. */
  contacts: number;
};

const FROM = `from follow_ups f join (${SITTINGS}) on s.id = f.sitting_id
  join employments e on e.id = s.employment_id join employers r on r.id = e.employer_id left join staff_members m on m.id = f.settled_by where true`;

/** When a step that is planned will be done: what is late goes on the next day on which anything does. */
const WILL_BE = `case when ${IS_STALE} then f.due_on else greatest(f.due_on, case when f.kind = 'call' then ${TODAY} else ${NEXT_SENDING_DAY} end) end`;

// $1: at most so many contacts.
const DUE_CALL = `f.state = 'planned' and f.kind = 'call' and f.step <= $1 and f.due_on <= ${TODAY} and f.month = s.month and ${MAY_BE_ASKED}
  and ${IS_NEXT} and not ${ANSWER_IS_WAITING}`;

// What stopped being true is not shown as planned, also before the job has cancelled it.
const SHOWS: Readonly<Record<FollowUpFilter['view'], string>> = {
  calls: DUE_CALL,
  planned: `f.state = 'planned' and f.step <= $1 and f.month = s.month and ${IS_ASKED_ABOUT} and not (${DUE_CALL})`,
  settled: `f.state <> 'planned' and $1::int is not null`,
};
const ORDERS: Readonly<Record<FollowUpFilter['view'], string>> = {
  calls: 'f.due_on, f.month, name, f.id',
  // What waits for a decision comes first.
  planned: `not ${IS_STALE}, f.due_on, f.kind, name, f.id`,
  settled: 'f.settled_at desc, name, f.id',
};

const SEARCHED = `($2::text is null or psa_contains(concat_ws(' ', p.first_name, p.last_name, p.email, r.name, s.exam_code), $2))`;

async function readCounts(client: PoolClient, contacts: number): Promise<FollowUpCounts> {
  const { rows } = await client.query<FollowUpCounts>(
    `select count(*) filter (where ${SHOWS.calls})::int as calls, count(*) filter (where ${SHOWS.planned})::int as planned,
       count(*) filter (where ${SHOWS.settled})::int as settled ${FROM}`,
    [contacts],
  );
  return rows[0] ?? { calls: 0, planned: 0, settled: 0 };
}

async function readDays(client: PoolClient, contacts: number): Promise<PlannedDay[]> {
  const { rows } = await client.query<PlannedDay>(
    `select (${WILL_BE})::timestamp at time zone 'Europe/Amsterdam' as on, count(*) filter (where f.kind = 'mail')::int as mail,
       count(*) filter (where f.kind = 'reminder')::int as reminder, count(*) filter (where f.kind = 'call')::int as call
     ${FROM} and ${SHOWS.planned} and not ${IS_STALE} group by 1 order by 1 limit ${DAYS_SHOWN}`,
    [contacts],
  );
  return rows;
}

/** A page of the follow-up as the filter asks. That somebody looked is recorded. */
export function getFollowUps(actor: StaffActor, { view, search, page, pageSize }: FollowUpFilter): Promise<FollowUps> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const { contacts } = await readFollowUpRules(client);
      const { rows } = await client.query<FollowUpRow>(
        `select f.id, f.kind, f.step::int as step, f.state, f.result, m.name as by, ${MAY_BE_TAKEN_BACK.replace('$1', '$6')} as "mayTakeBack",
           coalesce(f.settled_at, (${WILL_BE})::timestamp at time zone 'Europe/Amsterdam') as on, f.state = 'planned' and ${IS_STALE} as "isStale",
           trim(concat(p.first_name, ' ', p.last_name)) as name, case when $5 then p.phone end as phone, p.language, r.name as company,
           s.exam_code as "examCode", f.month::text as month,
           case when $5 then (select coalesce(json_agg(json_build_object('kind', d.kind, 'on', to_char(d.settled_at at time zone 'Europe/Amsterdam', 'FMDD Mon YYYY'), 'result', d.result) order by d.step), '[]')
             from follow_ups d where d.sitting_id = f.sitting_id and d.month = f.month and d.state = 'done') else '[]' end as attempts
         ${FROM} and ${SHOWS[view]} and ${SEARCHED} order by ${ORDERS[view]} limit $3 offset $4`,
        [contacts, search, pageSize, (page - 1) * pageSize, view === 'calls', actor.staffId],
      );
      const counted = await client.query<{ total: number }>(
        `select count(*)::int as total ${FROM} and ${SHOWS[view]} and ${SEARCHED}`,
        [contacts, search],
      );
      const counts = await readCounts(client, contacts);
      const days = view === 'planned' ? await readDays(client, contacts) : [];
      const stale = await client.query<{ count: number }>(
        `select count(*)::int as count ${FROM} and ${SHOWS.planned} and ${IS_STALE}`,
        [contacts],
      );
      if (rows.length > 0)
        await appendEvent(client, {
          event: 'people.read',
          fields: ['name', 'company', 'exam', 'month', ...(view === 'calls' ? ['phone'] : [])],
          details: { page: 'follow-up', count: rows.length },
        });
      return {
        counts,
        days,
        stale: stale.rows[0]?.count ?? 0,
        rows,
        total: counted.rows[0]?.total ?? 0,
        contacts,
      };
    },
    { isolation: 'repeatable read' },
  );
}
