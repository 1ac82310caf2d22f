// Makes the file of one run from the rows of a snapshot, opens it again and proves it. Nothing is recorded here.
import { createWriteStream } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { admitWithRefs, type AdmittedRows } from '#reports/admission.ts';
import type { SheetId } from '#reports/catalogue.ts';
import type { DisclosurePlan } from '#reports/minimisation.ts';
import type { Check } from '#reports/workbook/findings.ts';
import { inspectWorkbook } from '#reports/workbook/inspect-workbook.ts';
import { writeWorkbook } from '#reports/workbook/write-workbook.ts';
import type { BuiltSheet } from './built-sheets.ts';
import { dropDraft, newDraftPath, withFile } from './report-files.server.ts';
import type { RowsAhead } from './run-rows.ts';

/** Rows to a page of the record: enough that a million rows are 245 pages, few enough to find a person in one quickly. */
const PAGE_ROWS = 4_096;

export type Page = { readonly sheet: SheetId; readonly firstRow: number; readonly refs: Int32Array };

export type WrittenBuild = {
  /** Where the file stands until its record does. */
  readonly draft: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly sheets: readonly BuiltSheet[];
  readonly checks: readonly Check[];
  readonly pages: readonly Page[];
  readonly tookMs: number;
};

/** The finished file was not what the plan says; it is not kept. Names checks, never values. */
export class InspectionError extends Error {
  override readonly name = 'InspectionError';
  readonly checks: readonly Check[];
  constructor(checks: readonly Check[]) {
    super(
      `The finished file failed its checks: ${checks
        .filter((check) => !check.passed)
        .map((check) => `${check.id} (${check.detail})`)
        .join(', ')}`,
    );
    this.checks = checks;
  }
}

/** Notes which row each key stands on, page by page, while rows go by. */
class Recorder {
  readonly pages: Page[] = [];
  #page = new Int32Array(PAGE_ROWS);
  #filled = 0;
  #before = 0;
  readonly #sheet: SheetId;

  constructor(sheet: SheetId) {
    this.#sheet = sheet;
  }

  get rows(): number {
    return this.#before + this.#filled;
  }

  add(refs: readonly number[]): void {
    for (const ref of refs) {
      this.#page[this.#filled++] = ref;
      if (this.#filled === PAGE_ROWS) this.finish();
    }
  }

  finish(): void {
    if (this.#filled === 0) return;
    this.pages.push({ sheet: this.#sheet, firstRow: this.#before + 1, refs: this.#page.slice(0, this.#filled) });
    this.#before += this.#filled;
    this.#filled = 0;
  }
}

async function* admitted(
  plan: DisclosurePlan,
  sheet: SheetId,
  batches: RowsAhead['batches'],
  recorder: Recorder,
): AsyncGenerator<AdmittedRows> {
  for await (const batch of batches) {
    const { refs, rows } = admitWithRefs(plan, sheet, batch);
    recorder.add(refs);
    yield rows;
  }
  recorder.finish();
}

export type BuildOrder = {
  readonly runId: number;
  readonly number: number;
  /** As settled: the re-identification rule has been applied. */
  readonly plan: DisclosurePlan;
  readonly cutOff: Date;
  readonly rowsOf: (sheet: SheetId) => RowsAhead['batches'];
};

export type DraftBuild = Omit<WrittenBuild, 'checks' | 'tookMs'> & { readonly startedAt: number };

/** Writes the draft. It stands under a name of its own until `proveBuild` has opened it again and its build is recorded. */
export async function writeDraft({ runId, number, plan, cutOff, rowsOf }: BuildOrder): Promise<DraftBuild> {
  const startedAt = performance.now();
  const recorders = plan.sheets.map((sheet) => ({ sheet, recorder: new Recorder(sheet.id) }));
  const sheets = Object.fromEntries(
    recorders.map(({ sheet, recorder }) => [sheet.id, admitted(plan, sheet.id, rowsOf(sheet.id), recorder)]),
  );
  const draft = newDraftPath(runId, number);
  try {
    const sink = createWriteStream(draft, { flags: 'wx', mode: 0o600 });
    const { sha256, bytes } = await writeWorkbook({ plan, cutOff, sheets }, sink);
    return {
      draft,
      sha256,
      bytes,
      startedAt,
      pages: recorders.flatMap(({ recorder }) => recorder.pages),
      sheets: recorders.map(({ sheet, recorder }) => ({
        id: sheet.id,
        dataset: sheet.dataset,
        fields: sheet.fields,
        rows: recorder.rows,
      })),
    };
  } catch (error) {
    await dropDraft(draft);
    throw error;
  }
}

/**
 * Opens the draft again and leaves it only when every check passes: rows written = rows recorded = rows read back, and the
 * bytes are those that were hashed. Throws InspectionError.
 */
export async function proveBuild(
  { plan, cutOff }: Pick<BuildOrder, 'plan' | 'cutOff'>,
  { startedAt, ...written }: DraftBuild,
): Promise<WrittenBuild> {
  try {
    const rows = Object.fromEntries(written.sheets.map((sheet) => [sheet.id, sheet.rows]));
    const expected = { plan, cutOff, rows, sha256: written.sha256 };
    const { ok, checks } = await withFile(written.draft, (source) => inspectWorkbook(source, expected));
    if (!ok) throw new InspectionError(checks);
    return { ...written, checks, tookMs: Math.round(performance.now() - startedAt) };
  } catch (error) {
    await dropDraft(written.draft);
    throw error;
  }
}
