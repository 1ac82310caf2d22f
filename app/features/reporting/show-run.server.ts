// Reads what the page of a run shows of its file: one tab's worth, and what it is compared with.
import type { StaffActor } from '#app/features/access/actor.ts';
import type { SheetId } from '#reports/catalogue.ts';
import { findComparison, type Comparison } from './compared-runs.server.ts';
import { readChanges, type SheetChanges } from './compare-runs.server.ts';
import { listAttempts, type Attempt } from './delivery-attempts.server.ts';
import { findPreview, type SheetPage } from './preview-run.server.ts';
import type { ChangeKind } from './row-changes.ts';
import type { RunView } from './runs.server.ts';

export type RunPageView = {
  readonly tab: 'preview' | 'changes' | 'checks' | 'deliveries';
  readonly sheet: SheetId | 'about';
  readonly kind: ChangeKind | null;
  /** From 1. */
  readonly page: number;
};

export type ShownRun = {
  readonly comparison: Comparison | null;
  readonly page: SheetPage | null;
  readonly changes: SheetChanges | null;
  readonly attempts: readonly Attempt[];
};

export async function showRun(
  actor: StaffActor,
  { id: runId, build }: RunView,
  { tab, sheet, kind }: RunPageView,
  { offset, limit }: { offset: number; limit: number },
): Promise<ShownRun> {
  const comparison = build === null ? null : await findComparison(actor, runId);
  const isCompared = tab === 'changes' && comparison !== null && sheet !== 'about';
  return {
    comparison,
    page: tab === 'preview' && build !== null ? await findPreview(actor, { runId, sheet, offset, limit }) : null,
    changes: isCompared ? await readChanges(actor, comparison, { sheet, kind, offset, limit }) : null,
    attempts: tab === 'deliveries' ? await listAttempts(actor, runId) : [],
  };
}
