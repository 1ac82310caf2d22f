// Runs what is due: the period is the key, so any number of workers at any time make each run once.
import { listBindingVersions, type ScheduledAgreement } from '#app/features/agreements/agreements.server.ts';
import { CHANNELS, type Channel } from '#app/features/agreements/channel-names.ts';
import { appendEvents } from '#app/features/ledger/ledger.server.ts';
import { queueAttention } from '#app/features/mail/attention.server.ts';
import { planRuns } from '#app/features/reporting/plan-runs.server.ts';
import { findUnfinished } from '#app/features/reporting/unfinished-runs.server.ts';
import { readSetting } from '#app/features/settings/settings.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { readPeriod } from '#reports/period.ts';
import { dueOf, periodsDue } from './occurrence.ts';
import { deliverDue } from './deliver.server.ts';
import { pauseUnfetched } from './pause-unfetched.server.ts';
import { buildAndDeliver } from './run-reports.server.ts';

const SYSTEM = { 'psa.actor_kind': 'system' };
const FARTHEST_BACK = 24;

type DuePeriod = { readonly scheduled: ScheduledAgreement; readonly period: string };
/** What an agreement owes, the oldest first. */
type DueAgreement = { readonly agreementId: number; readonly slug: string; readonly periods: readonly DuePeriod[] };

// What a schedule looks back to: its last run, or the day on which the agreement was made.
const SINCE = `
  select a.id, a.created_at as since, array(select period::text from runs where agreement_id = a.id) as periods
  from agreements a where a.paused_at is null`;

const endOf = (period: string): string => readPeriod(period)?.lastDay ?? '';
const byEnd = (a: string, b: string): number => endOf(a).localeCompare(endOf(b));

const endedBefore = (day: string, { agreement }: ScheduledAgreement): boolean =>
  agreement.endsOn !== null && agreement.endsOn < day;

/**
 * The periods of one agreement that fell due after `since` and by `now`, the oldest first: each when and how the version wants it that was in
 * force on its last day. So a schedule that is changed loses no period and makes none twice (bad-F10). An agreement that had ended by then owes nothing.
 */
function duePeriods(versions: readonly ScheduledAgreement[], since: Date, now: Date): DuePeriod[] {
  const binds = (day: string): ScheduledAgreement | undefined =>
    versions.findLast(({ agreement }) => agreement.inForceFrom <= day);
  return versions
    .flatMap((scheduled) => {
      const { cadence, zone } = scheduled.agreement;
      return periodsDue({ ...scheduled, cadence, zone }, since, now, FARTHEST_BACK)
        .filter((period) => binds(endOf(period)) === scheduled && !endedBefore(endOf(period), scheduled))
        .map((period) => ({ scheduled, period }));
    })
    .sort((a, b) => byEnd(a.period, b.period));
}

/** What is due, and how many of the last periods are made up for after an outage: older ones are marked missed, and a person is told. */
async function findDue(now: Date): Promise<{ due: DueAgreement[]; catchUp: number }> {
  return inRoleSql('psa_worker', SYSTEM, async (client) => {
    const versions = Map.groupBy(await listBindingVersions(client), ({ agreement }) => agreement.agreementId);
    const known = await client.query<{ id: number; since: Date; periods: string[] }>(SINCE);
    const due = known.rows.flatMap(({ id, since, periods: made }) => {
      const own = versions.get(id) ?? [];
      const periods = duePeriods(own, since, now).filter(({ period }) => !made.includes(period));
      const slug = own[0]?.agreement.recipient.slug;
      return slug === undefined || periods.length === 0 ? [] : [{ agreementId: id, slug, periods }];
    });
    return { due, catchUp: await readSetting(client, 'catchUpReports') };
  });
}

async function recordMissed(missed: readonly DuePeriod[]): Promise<void> {
  if (missed.length === 0) return;
  await inRoleSql('psa_worker', SYSTEM, async (client) => {
    const rows = missed.map(({ scheduled, period }) => ({
      agreement_id: scheduled.agreement.agreementId,
      version_id: scheduled.agreement.versionId,
      period,
      due_at: dueOf(scheduled, period),
    }));
    const inserted = await client.query<{ id: number }>(
      `insert into runs (agreement_id, version_id, period, due_at, state, reasons)
       select r.agreement_id, r.version_id, r.period, r.due_at, 'missed',
         array[case when r.due_at <= (select resumed_at from agreements where id = r.agreement_id) then 'It fell due before its schedule was resumed'
           else 'It fell due while nothing ran' end]
       from jsonb_to_recordset($1::text::jsonb)
         as r (agreement_id int, version_id int, period psa_period, due_at timestamptz)
       on conflict (agreement_id, period) do nothing returning id`,
      [JSON.stringify(rows)],
    );
    await appendEvents(
      client,
      inserted.rows.map(({ id }) => ({ event: 'run.missed', subjectId: id })),
    );
    if (inserted.rowCount !== 0) await queueAttention(client, 'administrator');
  });
}

export type ScheduleCount = { readonly planned: number; readonly missed: number };

/**
 * Makes and delivers every run that is due at `now` and has not been made, and whatever else waits to be built or to go out. Once `stopping`
 * says so, nothing new is begun: what is left is found again by whoever asks next. It delivers by these channels alone, or by all: a worker
 * leaves servers of others, which may keep it waiting, to jobs of their own.
 */
export async function runDue(
  now: Date,
  stopping?: AbortSignal,
  channels: readonly Channel[] = CHANNELS,
): Promise<ScheduleCount> {
  const { due: all, catchUp } = await findDue(now);
  const paused = await pauseUnfetched(all.map(({ agreementId }) => agreementId));
  const due = all.filter(({ agreementId }) => !paused.has(agreementId));
  await recordMissed(due.flatMap(({ periods }) => periods.slice(0, -catchUp)));
  const wanted = due.flatMap(({ slug, periods }) => periods.slice(-catchUp).map(({ period }) => ({ slug, period })));
  let planned = 0;
  // Oldest period first, so that a later report knows what the earlier one told.
  for (const [period, group] of [...Map.groupBy(wanted, (run) => run.period)].sort(([a], [b]) => byEnd(a, b))) {
    const slugs = group.map(({ slug }) => slug);
    const runs = await planRuns({ kind: 'slugs', slugs }, period, now, (scheduled) => dueOf(scheduled, period));
    if (!runs.ok) continue;
    await buildAndDeliver(
      runs.value.map(({ runId }) => runId),
      stopping,
      channels,
    );
    planned += runs.value.length;
  }
  await deliverDue(null, stopping, channels);
  await buildAndDeliver(await findUnfinished(null), stopping, channels);
  const missed = due.reduce((sum, { periods: all }) => sum + Math.max(0, all.length - catchUp), 0);
  return { planned, missed };
}
