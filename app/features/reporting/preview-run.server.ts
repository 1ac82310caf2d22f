// Shows a page of a built file exactly as the sheet has it: the file itself is read, not the database.
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRole } from '#app/platform/db.server.ts';
import { ABOUT_SHEET, SHEETS, type SheetId } from '#reports/catalogue.ts';
import { readSheet } from '#reports/workbook/read-sheet.ts';
import { BuiltSheets } from './built-sheets.ts';
import { buildPath, withFile } from './report-files.server.ts';

export type SheetPage = {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Rows of data in the sheet; 0 for `About`. */
  readonly total: number;
};

export type PreviewOrder = {
  readonly runId: number;
  readonly sheet: SheetId | 'about';
  /** Rows of data to pass over. */
  readonly offset: number;
  readonly limit: number;
};

/** A page of a sheet of the run's newest build, or null when there is no such run, build or sheet. The reading is recorded. */
export async function findPreview(
  actor: StaffActor,
  { runId, sheet, offset, limit }: PreviewOrder,
): Promise<SheetPage | null> {
  const build = await inRole('psa_portal', actorSettings(actor), async (tx) => {
    const found = await tx.build.findFirst({
      select: { number: true, sheets: true },
      where: { runId, fileRemovedAt: null },
      orderBy: { number: 'desc' },
    });
    if (found !== null && sheet !== 'about') {
      await appendEvent(tx, { event: 'report.previewed', subjectId: runId, details: { build: found.number, sheet } });
    }
    return found;
  });
  if (build === null) return null;
  const total = sheet === 'about' ? 0 : BuiltSheets.parse(build.sheets).find(({ id }) => id === sheet)?.rows;
  if (total === undefined) return null;
  const name = sheet === 'about' ? ABOUT_SHEET : SHEETS[sheet].name;
  const page = await withFile(buildPath(runId, build.number), (source) => readSheet(source, name, { offset, limit }));
  return { ...page, total };
}
