// Shows what is otherwise in a run's file than in the one that its recipient was given last: which rows came and went by the record of both
// builds, and what reads otherwise by the two files themselves, as long as both are here and small enough to be read while somebody waits.
import type { PoolClient } from 'pg';
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { SHEETS, type SheetId } from '#reports/catalogue.ts';
import { readSheet } from '#reports/workbook/read-sheet.ts';
import type { ComparedBuild, Comparison } from './compared-runs.server.ts';
import { buildPath, hashFile, withFile } from './report-files.server.ts';
import {
  changesOf,
  restOf,
  titleOf,
  whyOf,
  type CellChange,
  type ChangeKind,
  type RowReason,
  type RowValues,
} from './row-changes.ts';
import { findStandings } from './row-standings.server.ts';

/** Rows of a sheet up to which both files are read for a page: about half a second. */
export const MOST_COMPARED = 20_000;
const LIMIT_MS = 60_000;

/** Why nobody can say what reads otherwise. */
export type Unreadable = 'too-long' | 'removed' | 'altered';

export type ChangedRow = {
  /** The row of the sheet as a spreadsheet numbers it, header and all: in this file, or in the earlier one where it is gone. */
  readonly sheetRow: number;
  /** '' where the file can't be read. */
  readonly title: string;
  readonly rest: readonly string[];
  readonly changes: readonly CellChange[];
  readonly reason: RowReason;
};

export type SheetChanges = {
  /** Rows on both sheets whose values differ; null where nobody can say. */
  readonly counts: { readonly changed: number | null; readonly added: number; readonly removed: number };
  readonly unreadable: Unreadable | null;
  readonly kind: ChangeKind;
  readonly total: number;
  readonly rows: readonly ChangedRow[];
};

type Ref = { readonly ref: number; readonly now: number | null; readonly before: number | null };
type Refs = { readonly added: number; readonly removed: number; readonly kept: number; readonly rows: Ref[] };

const REFS = `
  with listed as materialized (
    select r.ref, max(g.first_row + r.i::int - 1) filter (where g.build_id = $1) as now, max(g.first_row + r.i::int - 1) filter (where g.build_id = $2) as before
    from build_pages g cross join lateral unnest(g.refs) with ordinality r (ref, i)
    where g.build_id in ($1, $2) and g.sheet = $3
    group by r.ref
  )
  select count(*) filter (where before is null)::int as added, count(*) filter (where now is null)::int as removed,
    count(*) filter (where now is not null and before is not null)::int as kept, (
      select coalesce(json_agg(p), '[]') from (
        select ref, now, before from listed
        where case $4 when 'added' then before is null when 'removed' then now is null else now is not null and before is not null end
        order by coalesce(now, before) offset $5 limit $6
      ) p
    ) as rows
  from listed`;

async function readRefs(
  client: PoolClient,
  { now, before }: Comparison,
  { sheet, kind, offset, limit }: ChangesOrder & { readonly kind: ChangeKind },
): Promise<Refs> {
  const found = await client.query<Refs>(REFS, [now.id, before.id, sheet, kind, offset, limit]);
  return found.rows[0] ?? { added: 0, removed: 0, kept: 0, rows: [] };
}

type Read = { readonly fields: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** The rows of a build's sheet from its own file, once that is the one that was checked; else why not. */
async function readRows(build: ComparedBuild, sheet: SheetId): Promise<Read | Unreadable> {
  const built = build.sheets.find(({ id }) => id === sheet);
  if (built === undefined) return { fields: [], rows: [] };
  if (built.rows > MOST_COMPARED) return 'too-long';
  const path = buildPath(build.runId, build.number);
  const sha256 = build.fileRemovedAt === null ? await hashFile(path).catch(() => null) : null;
  if (sha256 === null) return 'removed';
  if (sha256 !== build.sha256) return 'altered';
  const page = await withFile(path, (source) =>
    readSheet(source, SHEETS[sheet].name, { offset: 0, limit: MOST_COMPARED }),
  );
  return { fields: built.fields, rows: page.rows };
}

const rowOf = (read: Read | Unreadable, row: number | null): RowValues | null => {
  if (typeof read === 'string' || row === null) return null;
  const cells = read.rows[row - 1];
  return cells === undefined ? null : { fields: read.fields, cells };
};

/** Which of the rows that stand in both files read otherwise. */
function findChanged(kept: readonly Ref[], now: Read, before: Read): Ref[] {
  return kept.filter((ref) => {
    const [is, was] = [rowOf(now, ref.now), rowOf(before, ref.before)];
    return is !== null && was !== null && changesOf(is, was).length > 0;
  });
}

export type ChangesOrder = {
  readonly sheet: SheetId;
  /** Null shows what changed, or what came where nobody can say. */
  readonly kind: ChangeKind | null;
  /** Rows to pass over. */
  readonly offset: number;
  readonly limit: number;
};

/** A page of what came, went or changed on one sheet. The reading is recorded. */
export async function readChanges(
  actor: StaffActor,
  comparison: Comparison,
  order: ChangesOrder,
): Promise<SheetChanges> {
  const { now, before } = comparison;
  const { sheet, offset, limit } = order;
  const [isFile, wasFile] = await Promise.all([readRows(now, sheet), readRows(before, sheet)]);
  const unreadable = [isFile, wasFile].find((read) => typeof read === 'string') ?? null;
  const kind = order.kind ?? (unreadable === null ? 'changed' : 'added');
  const { page, kept, added, removed } = await inRoleSql(
    // Whose rows stand where is the worker's to read alone.
    'psa_worker',
    actorSettings(actor),
    async (client) => {
      await appendEvent(client, {
        event: 'report.previewed',
        subjectId: now.runId,
        details: { build: now.number, sheet, against: before.runId, rows: kind },
      });
      const all = { sheet, kind: 'changed', offset: 0, limit: unreadable === null ? MOST_COMPARED : 0 } as const;
      const both = await readRefs(client, comparison, all);
      return {
        ...both,
        kept: both.rows,
        page: kind === 'changed' ? [] : (await readRefs(client, comparison, { ...order, kind })).rows,
      };
    },
    { timeoutMs: LIMIT_MS },
  );
  const changed = typeof isFile === 'string' || typeof wasFile === 'string' ? null : findChanged(kept, isFile, wasFile);
  const counts = { changed: changed?.length ?? null, added, removed };
  const refs = kind === 'changed' ? (changed ?? []).slice(offset, offset + limit) : page;
  const standings = await findStandings(actor, now.runId, {
    sheet,
    refs: refs.map(({ ref }) => ref),
    earlierCutOff: before.cutOff,
  });
  const rows = refs.flatMap((ref): ChangedRow[] => {
    const standing = standings.get(ref.ref);
    if (standing === undefined) return [];
    const [is, was] = [rowOf(isFile, ref.now), rowOf(wasFile, ref.before)];
    const shown = is ?? was;
    return [
      {
        sheetRow: (ref.now ?? ref.before ?? 0) + 1,
        title: shown === null ? '' : titleOf(sheet, shown),
        rest: shown === null || kind === 'changed' ? [] : restOf(sheet, shown),
        changes: is !== null && was !== null ? changesOf(is, was) : [],
        reason: whyOf(kind, sheet, standing),
      },
    ];
  });
  return {
    counts,
    unreadable: typeof unreadable === 'string' ? unreadable : null,
    kind,
    total: counts[kind] ?? 0,
    rows,
  };
}
