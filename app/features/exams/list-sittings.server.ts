// Reads sittings: the trainer's board, and a learner's own.
import type { PoolClient } from 'pg';

import { actorSettings, type PersonActor, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql, readOften } from '#app/platform/db.server.ts';
import { MONTH_NOW } from './exams.server.ts';
import type { SittingFilter } from './board-filter.ts';
import { CONTEST_DAYS, type Answer, type Claim, type Outcome, type SittingState } from './sitting.ts';

export type SittingRow = {
  id: number;
  name: string;
  email: string;
  company: string;
  examCode: string;
  attempt: number;
  month: string;
  state: SittingState;
  outcome: Outcome | null;
};

export type MonthCount = {
  month: string;
  waiting: number;
  unknown: number;
  passed: number;
  failed: number;
  other: number;
};

export type Board = { now: string; months: MonthCount[]; rows: SittingRow[]; total: number; exams: string[] };

const VIEWS: Record<SittingFilter['view'], string> = {
  unknown: `s.outcome is null and s.state in ('booked', 'taken') and s.month < ${MONTH_NOW}`,
  open: `s.outcome is null and s.state = 'booked' and s.month >= ${MONTH_NOW}`,
  closed: `(s.outcome is not null or s.state in ('not-taken', 'cancelled'))`,
  all: 'true',
};

const FROM = `from sittings s join persons p on p.id = s.person_id join employments e on e.id = s.employment_id join employers r on r.id = e.employer_id
  where p.erased_at is null`;

/** A page of sittings as the filter asks, with counts per month over all of them. Unknown outcomes: the longest waiting first. */
export async function getBoard(
  actor: StaffActor,
  { view, month, search, page, pageSize }: SittingFilter,
): Promise<Board> {
  const where = `${FROM} and ${VIEWS[view]} and ($1::text is null or s.month = $1)
    and ($2::text is null or concat_ws(' ', p.first_name, p.last_name, p.email, r.name, s.exam_code) ilike $2)`;
  const parameters = [month, search === null ? null : `%${search.replace(/[\\%_]/g, '\\$&')}%`];
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const months = await client.query<MonthCount>(
        `select s.month::text as month,
           count(*) filter (where s.outcome is null and s.state = 'booked' and s.month >= ${MONTH_NOW})::int as waiting,
           count(*) filter (where ${VIEWS.unknown})::int as unknown,
           count(*) filter (where s.outcome = 'passed')::int as passed, count(*) filter (where s.outcome = 'failed')::int as failed,
           count(*) filter (where s.state in ('not-taken', 'cancelled'))::int as other
         ${FROM} group by s.month order by s.month`,
      );
      const counted = await client.query<{ total: number; now: string; exams: string[] }>(
        `select (select count(*)::int ${where}) as total, ${MONTH_NOW} as now, array(select code from exams order by code) as exams`,
        parameters,
      );
      const rows = await client.query<SittingRow>(
        `select s.id, trim(concat(p.first_name, ' ', p.last_name)) as name, p.email, r.name as company, s.exam_code as "examCode",
           s.attempt::int as attempt, s.month::text as month, s.state, s.outcome
         ${where}
         order by case when $3 = 'closed' then null else s.month end, s.month desc, name, s.id limit $4 offset $5`,
        [...parameters, view, pageSize, (page - 1) * pageSize],
      );
      if (rows.rows.length > 0)
        await appendEvent(client, {
          event: 'people.read',
          fields: ['name', 'email', 'company', 'exam', 'month', 'outcome'],
          details: { page: 'sittings', count: rows.rows.length },
        });
      const { total = 0, now = '', exams = [] } = counted.rows[0] ?? {};
      return { now, months: months.rows, rows: rows.rows, total, exams };
    },
    { isolation: 'repeatable read' },
  );
}

export type OwnSitting = Pick<SittingRow, 'id' | 'examCode' | 'month' | 'state' | 'outcome'> & {
  /** Until when the recorded outcome can be contested; null when it can't be. */
  contestUntil: Date | null;
  /** What the person claims instead of what is recorded, while staff have not decided. */
  contested: Claim | null;
  /** What was answered by the link of a mail and does not count yet. */
  answered: Answer | null;
  /** The person would rather not say. */
  askNoMore: boolean;
};

/** A learner's own sittings by month, without those that were cancelled. Reads in the transaction under way. */
export async function readOwnSittings(
  client: PoolClient,
  actor: PersonActor,
): Promise<{ now: string; sittings: OwnSitting[] }> {
  const [clock] = await readOften<{ now: string }>(client, `select ${MONTH_NOW} as now`);
  const sittings = await readOften<OwnSitting>(
    client,
    `select s.id, s.exam_code as "examCode", s.month::text as month, s.state, s.outcome,
       case when s.outcome_changed_at > psa_now() - interval '${CONTEST_DAYS} days' then s.outcome_changed_at + interval '${CONTEST_DAYS} days' end
         as "contestUntil",
       (select c.claimed from outcome_conflicts c where c.sitting_id = s.id and c.closed_at is null) as contested,
       (select l.answer from outcome_links l where l.sitting_id = s.id and l.month = s.month and l.settled_at is null) as answered,
       s.ask_no_more as "askNoMore"
     from sittings s where s.person_id = $1 and s.state <> 'cancelled' order by s.month, s.exam_code, s.id`,
    [actor.personId],
  );
  return { now: clock?.now ?? '', sittings };
}
