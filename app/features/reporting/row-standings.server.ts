// Asks the gate about rows of a run, as the register is now.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import type { SheetId } from '#reports/catalogue.ts';
import type { RowStanding } from './row-changes.ts';
import { isGateReason, type GateReason } from './run.ts';

type Row = Omit<RowStanding, 'reason'> & { readonly reason: string | null };

// Whose employment is with nobody whom the run is for is somebody else's.
const GATE = `left join lateral (select reason from reporting.gate where run_id = $1 and employment_id = o.employment_id) g on true`;

const REGISTRATION = `
  select r.ref, case when o.id is not null then coalesce(g.reason, 'wrong-recipient') end as reason, coalesce(o.state = 'enrolled', false) as "isReported",
    array_remove(array[
      case when o.enrolled_at > $3 then 'enrolled' end,
      case when e.confirmed_at > $3 then 'confirmed' end,
      case when (select max(acknowledged_at) from notice_acknowledgements where person_id = o.person_id and version = p.notice_version) > $3 then 'acknowledged' end,
      case when p.informed_at > $3 then 'informed' end
    ], null) as since
  from unnest($2::int[]) r (ref)
  left join enrolments o on o.id = r.ref
  left join employments e on e.id = o.employment_id
  left join persons p on p.id = o.person_id
  ${GATE}`;

const EXAMS = `
  select r.ref, case when o.id is not null then coalesce(g.reason, 'wrong-recipient') end as reason,
    coalesce(psa_sitting_reason(o.state, o.month, o.outcome, o.outcome_changed_at, s.first_month, s.last_month, psa_told_until(s.told, o.month)) = 'in', false) as "isReported",
    array[case when o.month > s.last_month then 'of-a-later-month' when o.month >= s.first_month then 'of-this-period' else 'outcome-known' end] as since
  from unnest($2::int[]) r (ref)
  join reporting.scope s on s.run_id = $1
  left join sittings o on o.id = r.ref
  ${GATE}`;

const RECORDINGS = `
  select r.ref, case when c.id is not null then 'in' end as reason,
    coalesce(c.available_until >= (psa_now() at time zone 'Europe/Amsterdam')::date, false) as "isReported", array[]::text[] as since
  from unnest($2::int[]) r (ref) join reporting.scope s on s.run_id = $1 left join recordings c on c.id = r.ref`;

// A cell of statistics is of one quarter, and nobody's.
const STATISTICS = `
  select r.ref, 'in' as reason, false as "isReported", array[]::text[] as since
  from unnest($2::int[]) r (ref) join reporting.scope s on s.run_id = $1`;

const STANDINGS: Readonly<Record<SheetId, string>> = {
  registration: REGISTRATION,
  exams: EXAMS,
  recordings: RECORDINGS,
  leads: REGISTRATION,
  statistics: STATISTICS,
};

/** Row → how what stands on it stands today; `since` is told of what came after `earlierCutOff`. */
export async function findStandings(
  actor: StaffActor,
  runId: number,
  { sheet, refs, earlierCutOff }: { sheet: SheetId; refs: readonly number[]; earlierCutOff: Date },
): Promise<Map<number, RowStanding>> {
  const statement = STANDINGS[sheet];
  const scope = { ...actorSettings(actor), 'psa.run_ids': `{${runId}}` };
  const { rows } = await inRoleSql(
    'psa_worker',
    scope,
    (client) => client.query<Row>(statement, [runId, refs, ...(statement === REGISTRATION ? [earlierCutOff] : [])]),
    { readOnly: true },
  );
  const read = (reason: string | null): GateReason | null => {
    if (reason !== null && !isGateReason(reason)) throw new Error('The gate gave a reason outside its list');
    return reason;
  };
  return new Map(rows.map((row) => [row.ref, { ...row, reason: read(row.reason) }]));
}
