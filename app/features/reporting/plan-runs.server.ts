// Makes the run of an agreement and a period, once: the pair is unique, and whoever asks again is given the same run.
import { listAgreementsInForce, type ScheduledAgreement } from '#app/features/agreements/agreements.server.ts';
import type { Target } from '#app/features/agreements/target.ts';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { planDisclosure, type PlanRefusal } from '#reports/minimisation.ts';
import { readPeriod } from '#reports/period.ts';
import type { RunState } from './run.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };

export type PlannedRun = {
  readonly runId: number;
  readonly state: RunState;
  readonly recipient: { readonly slug: string; readonly name: string };
  readonly period: string;
};

/** Why no run can be planned: the policy's refusal, or nobody to plan for. */
export type RunRefusal = PlanRefusal | 'no-agreement' | 'earlier-under-way';

export const RUN_REFUSALS: Readonly<Record<RunRefusal, string>> = {
  'no-agreement': 'there is no agreement with such a recipient in force for this period',
  'earlier-under-way': 'the report of an earlier period is being made: ask again once it is done',
  'period-invalid': 'the period must be a month YYYY-MM or a quarter YYYY-Qn',
  'period-of-other-cadence': 'the agreement reports by another cadence: a month YYYY-MM or a quarter YYYY-Qn',
  'period-not-over': 'the period is not over yet in the time zone of the agreement',
  'period-too-old': 'the period is more than ten years ago',
  'not-in-force': 'the agreement was not in force at the end of the period',
  'nothing-agreed': 'the agreement discloses nothing',
  'dataset-unknown': 'the agreement names a dataset that the catalogue does not know',
  'dataset-by-quarter-only': 'the agreement names statistics, which are reported by the quarter alone',
  'dataset-not-for-recipient': 'the agreement names a dataset that this kind of recipient may not be given',
  'field-unknown': 'the agreement names a field that the catalogue does not know',
  'field-not-in-dataset': 'the agreement names a field outside its dataset',
};

// A new run knows what the reports of earlier periods could tell, late ones included. So it is not planned while one of them is still being made or
// will be tried again by itself (bad-F9): whoever looks next plans it. One that waits for a person holds nothing up.
const UNDER_WAY = `(u.state in ('planned', 'built', 'checked', 'stale') or u.next_try_at is not null)`;
const TOLD = `(
    select coalesce(jsonb_agg(jsonb_build_object('month', psa_last_month(u.period), 'until', b.cut_off)), '[]')
    from runs u join lateral (select max(cut_off) as cut_off from builds where run_id = u.id) b on true
    where u.agreement_id = r.agreement_id and u.state in ('ready', 'done')
      and psa_last_month(u.period) < psa_last_month(r.period)
  )`;
const INSERT = `
  insert into runs (agreement_id, version_id, period, due_at, told)
  select r.agreement_id, r.version_id, r.period, r.due_at, ${TOLD}
  from rows from (jsonb_to_recordset($1::text::jsonb) as (agreement_id int, version_id int, period psa_period, due_at timestamptz))
    with ordinality as r (agreement_id, version_id, period, due_at, position)
  where not exists (
    select from runs u where u.agreement_id = r.agreement_id and psa_last_month(u.period) < psa_last_month(r.period) and ${UNDER_WAY}
  )
  order by r.position
  on conflict (agreement_id, period) do nothing
  returning id`;

// One that was missed was never planned: what it knows, it knows from now, when somebody asks for it.
const PLAN_MISSED = `
  update runs r set told = ${TOLD}
  where r.period = $1 and r.agreement_id = any($2::int[]) and r.state = 'missed' and not exists (select from builds b where b.run_id = r.id)`;

const SELECT = `
  select u.id as "runId", u.state, u.period, json_build_object('slug', r.slug, 'name', coalesce(r.name, e.name)) as recipient
  from runs u
  join agreements a on a.id = u.agreement_id
  join recipients r on r.id = a.recipient_id
  left join employers e on e.id = r.employer_id
  where u.period = $1 and u.agreement_id = any($2::int[])
  order by r.slug collate "C"`;

/** The runs of earlier periods that stand in the way of `planRuns`: to be made first. */
export async function findEarlierUnderWay(target: Target, period: string): Promise<number[]> {
  const slugs = target.kind === 'slugs' ? target.slugs : null;
  return inRoleSql('psa_worker', SYSTEM, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `select u.id from runs u join agreements a on a.id = u.agreement_id join recipients r on r.id = a.recipient_id
       where psa_last_month(u.period) < psa_last_month($1) and ${UNDER_WAY} and ($2::text[] is null or r.slug = any($2)) and ($3 or r.kind = 'employer')
       order by psa_last_month(u.period), u.id`,
      [period, slugs, target.kind !== 'employers'],
    );
    return rows.map(({ id }) => id);
  });
}

/**
 * The runs of a target for a period, made where they are missing. `dueOf` tells when the schedule of an agreement wants
 * them; without one they are due now. Refused for one recipient with the policy's reason; of many, those whose agreement
 * does not cover the period, and those whose earlier report is still being made, are left out.
 */
export async function planRuns(
  target: Target,
  period: string,
  now: Date,
  dueOf: (scheduled: ScheduledAgreement) => Date = () => now,
): Promise<Result<PlannedRun[], RunRefusal>> {
  const read = readPeriod(period);
  if (read === null) return refused('period-invalid');
  return inRoleSql('psa_worker', SYSTEM, async (client) => {
    const agreements = await listAgreementsInForce(client, target, read.lastDay);
    const planned = agreements.map((scheduled) => ({
      scheduled,
      outcome: planDisclosure(scheduled.agreement, period, now),
    }));
    const possible = planned.filter(({ outcome }) => outcome.ok).map(({ scheduled }) => scheduled);
    if (possible.length === 0) {
      const first = planned[0]?.outcome;
      return refused(first === undefined || first.ok ? 'no-agreement' : first.reason);
    }
    const inserted = await client.query<{ id: number }>(INSERT, [
      JSON.stringify(
        possible.map((scheduled) => ({
          agreement_id: scheduled.agreement.agreementId,
          version_id: scheduled.agreement.versionId,
          period,
          due_at: dueOf(scheduled),
        })),
      ),
    ]);
    await appendEvents(
      client,
      inserted.rows.map(({ id }) => ({ event: 'run.planned', subjectId: id })),
    );
    const asked = [period, possible.map(({ agreement }) => agreement.agreementId)];
    await client.query(PLAN_MISSED, asked);
    const found = await client.query<PlannedRun>(SELECT, asked);
    return found.rows.length === 0 ? refused('earlier-under-way') : ok(found.rows);
  });
}
