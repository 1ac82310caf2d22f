// Counts, before a version has a run, what its next report would hold of exam rows that could be read as one person's (design.md §3.6).
import type { PoolClient } from 'pg';
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { exposedRows, type ExposedGroup, type Exposure } from '#reports/reidentification.ts';

// The period that today is in, and what reports of earlier ones told: as the run of that period will know it.
const GROUPS = `
  select v.id as "versionId", x.exam_id as "examId", x.exam_month as month, x.country, x.company, x.exam_rows as rows, x.candidates
  from agreement_versions v
  cross join lateral (
    select case v.cadence when 'monthly' then to_char(day, 'YYYY-MM') else to_char(day, 'YYYY"-Q"Q') end as period
    from (select (psa_now() at time zone v.zone)::date as day) t
  ) p
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('month', psa_last_month(u.period), 'until', b.cut_off)), '[]') as told
    from runs u join lateral (select max(cut_off) as cut_off from builds where run_id = u.id) b on true
    where u.agreement_id = v.agreement_id and u.state in ('ready', 'done') and psa_last_month(u.period) < psa_last_month(p.period)
  ) t
  cross join lateral reporting.exposure_of_version(v.id, psa_first_month(p.period), psa_last_month(p.period), t.told) x
  where v.id = any($1::int[])
  order by 1, 2, 3, x.country collate "C", x.company collate "C"`;

/** Everybody's exams may have to be gone through. */
const COUNT_LIMIT_MS = 60_000;

/** The exposed groups of today, by version; a version without any is not in it. */
export async function readDraftExposure(
  client: PoolClient,
  versionIds: readonly number[],
): Promise<Map<number, Exposure>> {
  const { rows } = await client.query<ExposedGroup & { versionId: number }>(GROUPS, [versionIds]);
  const groups = new Map<number, ExposedGroup[]>();
  for (const { versionId, ...group } of rows) groups.set(versionId, [...(groups.get(versionId) ?? []), group]);
  return groups;
}

/** As above, for a page. */
export const exposureOfDrafts = (actor: StaffActor, versionIds: readonly number[]): Promise<Map<number, Exposure>> =>
  versionIds.length === 0
    ? Promise.resolve(new Map<number, Exposure>())
    : inRoleSql('psa_portal', actorSettings(actor), (client) => readDraftExposure(client, versionIds), {
        readOnly: true,
        timeoutMs: COUNT_LIMIT_MS,
      });

export const countExposed = (exposure: Exposure | undefined): number => exposedRows(exposure ?? []);
