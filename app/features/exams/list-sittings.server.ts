// Reads sittings: the trainer's board, and a learner's own.
import type { PoolClient } from 'pg';

import { actorSettings, type PersonActor, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { readUndoable } from '#app/features/undo/undoable.server.ts';
import type { Undoable } from '#app/features/undo/undo.ts';
import { inRoleSql, readOften } from '#app/platform/db.server.ts';
import { MONTH_NOW } from './exams.server.ts';
import { STANDINGS, type CountedStanding, type SittingFilter } from './board-address.ts';
import { readConflicts, type Conflict } from './list-conflicts.server.ts';
import type { NotAskedReason } from './not-asked.ts';
import { countOf, IS_OPEN, NOT_ASKED_BECAUSE, SITTINGS, STANDS } from './standing.server.ts';
import { type Answer, type Claim, type Outcome, type SittingState } from './sitting.ts';

export type SittingRow = {
  id: number;
  personId: number;
  name: string;
  email: string;
  company: string;
  examCode: string;
  attempt: number;
  month: string;
  state: SittingState;
  outcome: Outcome | null;
  /** Why nobody may be asked how it goes; null where they may, and where it is known. */
  notAskedBecause: NotAskedReason | null;
  /** Until when the recorded outcome can be contested; null when it can't be. */
  contestUntil: Date | null;
};

/** A month and how many of its sittings stand how. */
export type MonthCount = { month: string } & Record<CountedStanding, number>;

export type Board = {
  now: string;
  months: MonthCount[];
  rows: SittingRow[];
  total: number;
  /** Every exam that can be booked, and those that somebody sits. */
  exams: string[];
  satExams: string[];
  conflicts: Conflict[];
  /** What the reader cancelled a moment ago. */
  undoable: Undoable[];
};

const VIEWS: Readonly<Record<SittingFilter['view'], string>> = { ...STANDS, closed: `not (${IS_OPEN})`, all: 'true' };

const FROM = `from ${SITTINGS} join employments e on e.id = s.employment_id join employers r on r.id = e.employer_id`;

/** An outcome that was recorded can be contested for so long (R6, a setting); later it is a request for rectification. */
export const CONTEST_LASTS = 'make_interval(days => (select psa_contest_days()))';

const CONTEST_UNTIL = `case when s.outcome_changed_at > psa_now() - ${CONTEST_LASTS} then s.outcome_changed_at + ${CONTEST_LASTS} end`;

const COUNTS = STANDINGS.map(countOf).join(', ');

// What is counted is narrowed as what is listed is, but for the month: each number leads to as many rows.
const NARROWED = `($1::text is null or s.exam_code = $1)
  and ($2::text is null or psa_contains(concat_ws(' ', p.first_name, p.last_name, p.email, r.name, s.exam_code), $2)) and ($3::int is null or p.id = $3)`;

const EARLIEST_FIRST: ReadonlySet<SittingFilter['view']> = new Set(['unknown', 'not-asked', 'open', 'all']);

/** A page of sittings as the filter asks, with counts per month of all that its exam and search leave. Unknown outcomes: the longest waiting first. */
export async function getBoard(
  actor: StaffActor,
  { view, exam, month, search, person = null, page, pageSize }: SittingFilter,
): Promise<Board> {
  const where = `${FROM} where ${VIEWS[view]} and ${NARROWED} and ($4::text is null or s.month = $4)`;
  const narrowed = [exam, search, person];
  const parameters = [...narrowed, month];
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const months = await client.query<MonthCount>(
        `select s.month::text as month, ${COUNTS} ${FROM} where ${NARROWED} group by s.month order by s.month`,
        narrowed,
      );
      const counted = await client.query<{ total: number; now: string; exams: string[]; satExams: string[] }>(
        `select (select count(*)::int ${where}) as total, ${MONTH_NOW} as now, array(select code from exams order by code) as exams,
           array(select code from exams x where exists (select from sittings s where s.exam_code = x.code) order by code) as "satExams"`,
        parameters,
      );
      const rows = await client.query<SittingRow>(
        `select s.id, p.id as "personId", trim(concat(p.first_name, ' ', p.last_name)) as name, p.email, r.name as company, s.exam_code as "examCode",
           s.attempt::int as attempt, s.month::text as month, s.state, s.outcome,
           case when ${IS_OPEN} then ${NOT_ASKED_BECAUSE} end as "notAskedBecause", ${CONTEST_UNTIL} as "contestUntil"
         ${where}
         order by case when $5 then s.month end, s.month desc, name, s.id limit $6 offset $7`,
        [...parameters, EARLIEST_FIRST.has(view), pageSize, (page - 1) * pageSize],
      );
      const conflicts = await readConflicts(client);
      const undoable = await readUndoable(client, ['sitting-cancelled']);
      if (rows.rows.length + conflicts.length > 0)
        await appendEvent(client, {
          event: 'people.read',
          fields: ['name', 'email', 'company', 'exam', 'month', 'outcome'],
          details: { page: 'sittings', count: rows.rows.length + conflicts.length },
        });
      const { total = 0, now = '', exams = [], satExams = [] } = counted.rows[0] ?? {};
      return { now, months: months.rows, rows: rows.rows, total, exams, satExams, conflicts, undoable };
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
       ${CONTEST_UNTIL} as "contestUntil",
       (select c.claimed from outcome_conflicts c where c.sitting_id = s.id and c.closed_at is null) as contested,
       (select l.answer from outcome_links l where l.sitting_id = s.id and l.month = s.month and l.settled_at is null) as answered,
       s.ask_no_more as "askNoMore"
     from sittings s where s.person_id = $1 and s.state <> 'cancelled' order by s.month, s.exam_code, s.id`,
    [actor.personId],
  );
  return { now: clock?.now ?? '', sittings };
}
