// Reads which reports fall due on which day of a month: those that were made as runs, those to come as their agreements have it.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import type { RunState } from '#app/features/reporting/run.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { readPeriod } from '#reports/period.ts';
import { boundsOf, dueAt, periodsDue, weeksOf, type Schedule } from './occurrence.ts';
import {
  dayStateOf,
  MAKING_TAKES,
  type DayCounts,
  type DayState,
  type DueFilter,
  type ReportCalendar,
} from './report-calendar.ts';

const ZONE = `'Europe/Amsterdam'`;
const DAY_OF = (instant: string): string => `to_char(${instant} at time zone ${ZONE}, 'YYYY-MM-DD')`;

const RUNS = `
  select ${DAY_OF('u.due_at')} as day, u.state, u.due_at < psa_now() - interval '${MAKING_TAKES}' as "isOver",
    exists (select from deliveries d where d.run_id = u.id and d.state = 'dead') as "isDead", array_agg(u.id) as ids
  from runs u`;
const OF_MONTH = 'where u.due_at >= $1 and u.due_at < $2 group by 1, 2, 3, 4';
// Of any day: what went as it should is no list that anybody reads.
const UNDONE = `where u.state <> 'done' or exists (select from deliveries d where d.run_id = u.id and d.state = 'dead') group by 1, 2, 3, 4`;

const SCHEDULES = `
  select distinct v.cadence, v.zone, v.anchor_day as "anchorDay", v.local_time as "localTime"
  from agreement_versions v join agreements a on a.id = v.agreement_id
  where a.paused_at is null and psa_binds(v.approved_at, v.withdrawn_at)`;

// Of these periods, those whose run nobody has made: by the version that binds them, since the agreement was made.
const TO_COME = `
  from jsonb_to_recordset($1::text::jsonb) as d (cadence text, zone text, "anchorDay" int, "localTime" text, period text, "lastDay" date, due timestamptz)
  join agreements a on a.paused_at is null and a.created_at < d.due
  join lateral (
    select * from agreement_versions v
    where v.agreement_id = a.id and psa_binds(v.approved_at, v.withdrawn_at) and v.in_force_from <= d."lastDay"
    order by v.in_force_from desc limit 1
  ) v
    on v.cadence = d.cadence and v.zone = d.zone and v.anchor_day = d."anchorDay" and v.local_time = d."localTime"
      and (v.ends_on is null or v.ends_on >= d."lastDay")`;
const NOT_MADE = 'not exists (select from runs u where u.agreement_id = a.id and u.period = d.period)';
const IS_OVER = `d.due < psa_now() - interval '${MAKING_TAKES}'`;

/** Every schedule's periods that fall due between two instants, for `TO_COME`. */
async function listOccurrences(client: PoolClient, { from, until }: { from: Date; until: Date }): Promise<string> {
  const { rows } = await client.query<Schedule>(SCHEDULES);
  const before = new Date(from.getTime() - 1);
  const last = new Date(until.getTime() - 1);
  const due = rows.flatMap((schedule) =>
    periodsDue(schedule, before, last, 2).map((period) => ({
      ...schedule,
      period,
      lastDay: readPeriod(period)?.lastDay,
      due: dueAt(schedule, period),
    })),
  );
  return JSON.stringify(due);
}

type MadeRow = { day: string; state: RunState; isOver: boolean; isDead: boolean; ids: number[] };

/** How many reports of a month fall due on which day, and how each of them stands. */
export function readReportCalendar(actor: StaffActor, month: string | null): Promise<ReportCalendar> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const today = (await client.query<{ day: string }>(`select ${DAY_OF('psa_now()')} as day`)).rows[0]?.day ?? '';
      const shown = month ?? today.slice(0, 7);
      const bounds = boundsOf(shown);
      const days = new Map<string, DayCounts>();
      const add = (day: string, state: DayState | null, count: number): void => {
        if (state === null) return;
        const counts = days.get(day) ?? {};
        days.set(day, { ...counts, [state]: (counts[state] ?? 0) + count });
      };
      const made = await client.query<MadeRow>(`${RUNS} ${OF_MONTH}`, [bounds.from, bounds.until]);
      for (const row of made.rows) add(row.day, dayStateOf(row), row.ids.length);
      const toCome = await client.query<{ day: string; isOver: boolean; count: number }>(
        `select ${DAY_OF('d.due')} as day, ${IS_OVER} as "isOver", count(*)::int as count ${TO_COME} where ${NOT_MADE} group by 1, 2`,
        [await listOccurrences(client, bounds)],
      );
      for (const row of toCome.rows) add(row.day, row.isOver ? 'late' : 'due', row.count);
      const weeks = weeksOf(shown).map((week) =>
        week.map((day) => (day === null ? null : { day, counts: days.get(day) ?? {} })),
      );
      return { month: shown, today, weeks };
    },
    { readOnly: true },
  );
}

export type ReportToCome = {
  readonly agreementId: number;
  readonly recipient: string;
  readonly period: string;
  readonly at: Date;
};
export type DueReports = {
  /** Of the runs that were made. */
  readonly runs: readonly number[];
  /** What nobody has made yet. */
  readonly toCome: readonly ReportToCome[];
};

async function listToCome(client: PoolClient, day: string, state: DayState | null): Promise<ReportToCome[]> {
  const { rows } = await client.query<ReportToCome & { isOver: boolean }>(
    `select a.id as "agreementId", coalesce(r.name, e.name, r.slug) as recipient, d.period, d.due as at, ${IS_OVER} as "isOver"
     ${TO_COME} join recipients r on r.id = a.recipient_id left join employers e on e.id = r.employer_id
     where ${NOT_MADE} and ${DAY_OF('d.due')} = $2 order by d.due, 2`,
    [await listOccurrences(client, boundsOf(day.slice(0, 7))), day],
  );
  return rows
    .filter(({ isOver }) => state === null || state === (isOver ? 'late' : 'due'))
    .map(({ agreementId, recipient, period, at }) => ({ agreementId, recipient, period, at }));
}

/** The reports of one day, or of any that are not done; with a state, those that stand so. */
export function listDueReports(actor: StaffActor, { day, state }: DueFilter): Promise<DueReports> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const bounds = day === null ? null : boundsOf(day.slice(0, 7));
      const { rows } =
        bounds === null
          ? await client.query<MadeRow>(`${RUNS} ${UNDONE}`)
          : await client.query<MadeRow>(`${RUNS} ${OF_MONTH}`, [bounds.from, bounds.until]);
      const runs = rows.filter((row) => {
        const stands = dayStateOf(row);
        return stands !== null && (day === null || row.day === day) && (state === null || stands === state);
      });
      return { runs: runs.flatMap(({ ids }) => ids), toCome: day === null ? [] : await listToCome(client, day, state) };
    },
    { readOnly: true },
  );
}
