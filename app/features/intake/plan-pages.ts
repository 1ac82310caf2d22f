// Decides how a plan reads: its rows by what becomes of them, in pages, and a digest that is another one as soon as one word of it is.
import { createHash } from 'node:crypto';
import type { ImportKind } from './match-columns.ts';
import type { AnyParsed } from './parse-file.ts';
import type { PlannedRow } from './plan-import.ts';
import type { Refused } from './refusals.ts';
import { cellsOf, describeReason, gatherRefused } from './refused-rows.ts';
import type { Rows } from './row-schemas.ts';
import { ROW_FATES, ROWS_PER_PAGE, type Contents, type PageRow, type RowFate } from './upload.ts';

export type PlanPages = {
  readonly text: string;
  readonly pages: Contents['pages'];
  readonly digest: string;
  readonly counts: Readonly<Record<RowFate, number>>;
};

type Plan = { readonly rows: readonly PlannedRow[]; readonly refused: readonly Refused[] };

function rowsByFate(parsed: AnyParsed, plan: Plan): Record<RowFate, PageRow[]> {
  const kind: ImportKind = parsed.kind;
  const understood = new Map<number, Rows[ImportKind]>(parsed.rows.map((row) => [row.number, row]));
  const byFate: Record<RowFate, PageRow[]> = { refused: [], changed: [], created: [], same: [] };
  for (const { number, cells, reasons } of gatherRefused(kind, plan.refused, parsed.unread, parsed.rows)) {
    byFate.refused.push({ number: number ?? 0, cells, changes: [], reasons: reasons.map(describeReason) });
  }
  for (const { number, fate, changes } of plan.rows) {
    const row = understood.get(number);
    if (row !== undefined) byFate[fate].push({ number, cells: cellsOf(kind, row as never), changes, reasons: [] });
  }
  return byFate;
}

export function renderPlan(parsed: AnyParsed, plan: Plan): PlanPages {
  const byFate = rowsByFate(parsed, plan);
  const pages: Record<RowFate, [number, number][]> = { refused: [], changed: [], created: [], same: [] };
  const texts: string[] = [];
  let at = 0;
  for (const fate of ROW_FATES) {
    for (let start = 0; start < byFate[fate].length; start += ROWS_PER_PAGE) {
      const page = JSON.stringify(byFate[fate].slice(start, start + ROWS_PER_PAGE));
      const length = Buffer.byteLength(page);
      pages[fate].push([at, length]);
      texts.push(page);
      at += length;
    }
  }
  const text = texts.join('');
  const counts = {
    refused: byFate.refused.length,
    changed: byFate.changed.length,
    created: byFate.created.length,
    same: byFate.same.length,
  };
  // Where each page begins says which rows of it are of which fate.
  const digest = createHash('sha256').update(JSON.stringify(counts)).update(text).digest('hex');
  return { text, pages, digest, counts };
}
