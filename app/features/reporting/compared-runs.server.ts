// Finds what a run is compared with: the file that its recipient was given last, for an earlier period.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { BuiltSheets, type BuiltSheet } from './built-sheets.ts';
import { compareColumns } from './compare-columns.ts';

export type ComparedBuild = {
  readonly id: number;
  readonly runId: number;
  readonly number: number;
  readonly cutOff: Date;
  readonly sha256: string;
  readonly fileRemovedAt: Date | null;
  readonly sheets: readonly BuiltSheet[];
};

export type Comparison = {
  readonly period: string;
  readonly version: number;
  readonly now: ComparedBuild;
  readonly before: ComparedBuild;
  /** What is otherwise about the columns, in words. */
  readonly columns: readonly string[];
  /** The agreement says nothing of these columns: nobody can let the run go. */
  readonly isBlocked: boolean;
};

type Pair = Pick<Comparison, 'period' | 'version' | 'isBlocked'> & { readonly now: number; readonly before: number };

const COMPARED = `
  select e.period, v.number as version, psa_columns_blocked(u.id) as "isBlocked", b.id as now, p.id as before
  from runs u
  join lateral (select id from builds where run_id = u.id order by number desc limit 1) b on true
  join builds p on p.id = psa_last_published(u.id)
  join runs e on e.id = p.run_id
  join agreement_versions v on v.id = e.version_id
  where u.id = $1`;

const BUILDS = `
  select id, run_id as "runId", number, cut_off as "cutOff", sha256, file_removed_at as "fileRemovedAt", sheets from builds where id = any($1::int[])`;

/** What run `runId` is compared with; null without a file, or where it is the first that this recipient is given. */
export function findComparison(actor: StaffActor, runId: number): Promise<Comparison | null> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const [pair] = (await client.query<Pair>(COMPARED, [runId])).rows;
      if (pair === undefined) return null;
      const { rows } = await client.query<ComparedBuild>(BUILDS, [[pair.now, pair.before]]);
      const buildOf = (id: number): ComparedBuild | undefined => rows.find((build) => build.id === id);
      const [now, before] = [buildOf(pair.now), buildOf(pair.before)];
      if (now === undefined || before === undefined) return null;
      const [sheets, sheetsBefore] = [BuiltSheets.parse(now.sheets), BuiltSheets.parse(before.sheets)];
      return {
        ...pair,
        now: { ...now, sheets },
        before: { ...before, sheets: sheetsBefore },
        columns: compareColumns(sheets, sheetsBefore),
      };
    },
    { readOnly: true },
  );
}
