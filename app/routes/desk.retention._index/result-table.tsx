import { GONE_REASONS, isRetentionRule, ruleOf } from '#app/features/privacy/retention-rules.ts';
import type { ShownResult } from '#app/features/privacy/retention-results.server.ts';
import { noonOf } from '#app/platform/noon.ts';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { formatDay, formatNumber } from '#app/ui/format.ts';

const HOW = { schedule: 'By itself', 'command-line': 'On the command line' } as const;

const reasonOf = (reason: string): string =>
  Object.entries(GONE_REASONS).find(([name]) => name === reason)?.[1] ?? reason;

const COLUMNS: readonly Column<ShownResult>[] = [
  { id: 'day', header: 'Day', cell: ({ day }) => formatDay(noonOf(day)) },
  { id: 'rule', header: 'Rule', cell: ({ rule }) => (isRetentionRule(rule) ? ruleOf(rule).label : rule) },
  { id: 'reason', header: 'Reason', cell: ({ reason }) => reasonOf(reason) },
  { id: 'gone', header: 'Went', align: 'right', cell: ({ gone }) => formatNumber(gone) },
  { id: 'kept', header: 'Stayed', align: 'right', cell: ({ kept }) => (kept === 0 ? '–' : formatNumber(kept)) },
  { id: 'how', header: 'How', cell: ({ how, by }) => (how === 'confirmed' ? <>Confirmed by {by}</> : HOW[how]) },
];

/** What was done, per rule and day; never whom. */
export function ResultTable({ results }: { results: readonly ShownResult[] }) {
  return (
    <DataTable caption="What went, by rule and day" columns={COLUMNS} rows={results} rowKey={({ id }) => id} stacks />
  );
}
