/** Writes a plan's workbook: the one way in which rows become a file. */
import type { Writable } from 'node:stream';
import type { AdmittedRows } from '../admission.ts';
import type { SheetId } from '../catalogue.ts';
import { assertPlan, type DisclosurePlan } from '../minimisation.ts';
import { describeWorkbook } from './about.ts';
import { HashedOutput } from './hashed-output.ts';
import { writeSheet } from './sheet-writer.ts';
import { shellFor } from './shell.ts';
import { ZipWriter } from './zip-writer.ts';

export type WorkbookContent = Readonly<{
  plan: DisclosurePlan;
  /** The instant of the snapshot that the rows were read in. */
  cutOff: Date;
  /** The admitted rows of every sheet of the plan, read once and in this order. */
  sheets: Readonly<Partial<Record<SheetId, AsyncIterable<AdmittedRows> | Iterable<AdmittedRows>>>>;
}>;

export type WrittenWorkbook = Readonly<{
  /** Of the whole file, in hex. */
  sha256: string;
  bytes: number;
  /** Rows of data per sheet of the plan. */
  rows: Partial<Record<SheetId, number>>;
}>;

/**
 * Writes the workbook to `sink` and ends it. The same plan, cut-off and rows give the same bytes, however the rows are
 * batched. Memory does not grow with rows. Throws WorkbookError (a row that no workbook can hold), or what the rows' source
 * or the sink threw; the sink is destroyed then, and what it took is no workbook.
 */
export async function writeWorkbook(
  { plan, cutOff, sheets }: WorkbookContent,
  sink: Writable,
): Promise<WrittenWorkbook> {
  assertPlan(plan);
  const output = new HashedOutput(sink);
  try {
    const shell = await shellFor(plan);
    const zip = new ZipWriter(output, shell.fixed);
    const rows: Partial<Record<SheetId, number>> = {};
    for (const sheet of shell.sheets) {
      const batches = sheets[sheet.id];
      if (!batches) throw new Error(`No rows were given for '${sheet.name}'`);
      rows[sheet.id] = await writeSheet(zip, sheet, batches);
    }
    // Last in the file though first in the workbook: it tells how many rows there were.
    const { title, lines } = describeWorkbook(plan, cutOff, rows);
    void zip.add(shell.about.part, Buffer.from(shell.about.render(title, lines)));
    const sha256 = await zip.end();
    return { sha256, bytes: output.bytes, rows };
  } catch (error) {
    output.abandon();
    throw error;
  }
}
