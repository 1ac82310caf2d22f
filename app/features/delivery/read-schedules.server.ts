// Reads the schedules of all agreements as staff see them: when the next report is wanted, how the last one stands, what is paused and why.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import type { PausedBecause } from '#app/features/agreements/pause-agreement.server.ts';
import { FITS, FROM, RECIPIENT, type AgreementRecipient } from '#app/features/agreements/read-agreements.server.ts';
import type { RunState } from '#app/features/reporting/run.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import {
  lastPeriodOver,
  nextOccurrence,
  SCHEDULES_A_PAGE,
  type BindingVersion,
  type Occurrence,
  type ScheduleFilter,
} from './schedule-list.ts';

const BINDING = 'v.agreement_id = a.id and psa_binds(v.approved_at, v.withdrawn_at)';
const LAST_RUNS = 3;

const NEEDS_SOMEBODY = `exists (
  select from runs u where u.agreement_id = a.id and (u.state in ('failed', 'missed', 'awaiting-release')
    or exists (select from deliveries d where d.run_id = u.id and d.state = 'dead')))`;
const STANDS = `case $2 when 'paused' then a.paused_at is not null when 'needs-somebody' then ${NEEDS_SOMEBODY} else true end`;
const LISTED = `
  select a.id, ${RECIPIENT}, a.paused_at as "pausedAt", a.paused_because as "pausedBecause", m.name as "pausedBy", ${NEEDS_SOMEBODY} as "needsSomebody",
    (select coalesce(json_agg(json_build_object('number', v.number, 'cadence', v.cadence, 'anchorDay', v.anchor_day, 'localTime', v.local_time,
       'zone', v.zone, 'inForceFrom', v.in_force_from, 'endsOn', v.ends_on) order by v.in_force_from), '[]')
     from agreement_versions v where ${BINDING}) as versions,
    (select coalesce(json_agg(json_build_object('id', u.id, 'period', u.period, 'state', u.state)), '[]') from (
       select id, period, state from runs where agreement_id = a.id order by psa_last_month(period) desc, id desc limit ${LAST_RUNS}
     ) u) as runs
  from ${FROM} left join staff_members m on m.id = a.paused_by`;

export type MadeRun = { readonly id: number; readonly period: string; readonly state: RunState };

export type ListedSchedule = {
  readonly id: number;
  readonly recipient: AgreementRecipient;
  readonly pausedAt: Date | null;
  readonly pausedBecause: PausedBecause | null;
  readonly pausedBy: string | null;
  readonly needsSomebody: boolean;
  /** The version that binds today, else the first to come; null when none does any more. */
  readonly version: BindingVersion | null;
  readonly next: Occurrence | null;
  /** The newest period first. */
  readonly runs: readonly MadeRun[];
  /** The last period that is over, when its report has not been made: what "run now" would make. */
  readonly open: string | null;
};

type Row = Omit<ListedSchedule, 'version' | 'next' | 'open'> & { readonly versions: readonly BindingVersion[] };

function arrange({ versions, ...row }: Row, now: Date): ListedSchedule {
  const made = row.runs.map(({ period }) => period);
  const today = now.toISOString().slice(0, 10);
  const last = lastPeriodOver(versions, now);
  const binding = versions.findLast(({ inForceFrom }) => inForceFrom <= today) ?? versions[0];
  return {
    ...row,
    version: binding === undefined || (binding.endsOn !== null && binding.endsOn < today) ? null : binding,
    next: nextOccurrence(versions, now, made),
    open: last !== null && !made.includes(last) ? last : null,
  };
}

/** A page of the schedules that fit, those who are given everybody first, and how many there are in all. */
export async function listSchedules(
  actor: StaffActor,
  { search, stand, page }: ScheduleFilter,
): Promise<{ schedules: ListedSchedule[]; total: number }> {
  const now = await databaseNow();
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const counted = await client.query<{ total: number }>(
        `select count(*)::int as total from ${FROM} where (${FITS}) and ${STANDS}`,
        [search, stand],
      );
      const { rows } = await client.query<Row>(
        `${LISTED} where (${FITS}) and ${STANDS}
         order by r.kind = 'employer', lower(coalesce(r.name, e.name)), a.id limit ${SCHEDULES_A_PAGE} offset $3`,
        [search, stand, (page - 1) * SCHEDULES_A_PAGE],
      );
      return { schedules: rows.map((row) => arrange(row, now)), total: counted.rows[0]?.total ?? 0 };
    },
    { readOnly: true },
  );
}
