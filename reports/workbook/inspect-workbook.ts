/** Opens a finished workbook again and proves what is in it, before anything is sent (design §3.5). */
import { createHash } from 'node:crypto';
import { ABOUT_SHEET, SHEETS, headerOf, type SheetId } from '../catalogue.ts';
import { assertPlan, type DisclosurePlan } from '../minimisation.ts';
import { describeWorkbook, type RowCounts } from './about.ts';
import { Findings, type Check } from './findings.ts';
import { inspectArchive, sheetPart } from './inspect-archive.ts';
import {
  inspectContentTypes,
  inspectProperties,
  inspectRelations,
  inspectSheetFrame,
  inspectStyles,
  inspectWorkbookPart,
} from './inspect-frame.ts';
import { RowScanner } from './inspect-rows.ts';
import { small, type RandomAccess } from './random-access.ts';
import { makerOf, shellFor } from './shell.ts';
import { cellsOf } from './xml-scan.ts';
import type { PackedParts } from './zip-writer.ts';
import {
  ZipError,
  readDirectory,
  readPart,
  readPartInChunks,
  readRange,
  type Directory,
  type FoundEntry,
} from './zip-reader.ts';

export type { Check };

export type ExpectedWorkbook = Readonly<{
  plan: DisclosurePlan;
  cutOff: Date;
  /** Rows of data per sheet, as they were recorded. */
  rows: RowCounts;
  /** In hex; null when it is not known yet. */
  sha256: string | null;
}>;

export type Inspection = Readonly<{ ok: boolean; checks: Check[]; rows: RowCounts; sha256: string }>;

const MOST_FRAME_BYTES = 1 << 20;

/**
 * Reads the whole file, streaming, and answers every check; `ok` when all passed. Memory does not grow with the file.
 * Throws only what reading the source throws.
 */
export async function inspectWorkbook(given: RandomAccess, expected: ExpectedWorkbook): Promise<Inspection> {
  assertPlan(expected.plan);
  const source = await small(given);
  const findings = new Findings();
  const { language, partnerIdName } = expected.plan.agreement;
  const rows: Partial<Record<SheetId, number>> = {};
  const hashing = hashOf(source);
  // Awaited below; a fault of the source is thrown there or by the reading itself, whichever comes first.
  hashing.catch(() => undefined);
  try {
    const directory = await readDirectory(source);
    const names = [ABOUT_SHEET, ...expected.plan.sheets.map(({ id }) => SHEETS[id].name)];
    await inspectArchive(source, directory, names.length, findings);
    await inspectParts(source, directory, names, expected, findings);
    for (const [index, sheet] of expected.plan.sheets.entries()) {
      const entry = entryOf(directory, sheetPart(index + 1));
      const name = SHEETS[sheet.id].name;
      const scanner = new RowScanner(sheet, name, expected.plan.coarsened, findings);
      for await (const chunk of readPartInChunks(source, entry)) if (!scanner.take(chunk)) break;
      const scanned = scanner.finish();
      inspectSheetFrame(scanned.frame, name, findings);
      const headers = sheet.fields.map((id) => headerOf(id, language, partnerIdName));
      const exact =
        isHeaderRow(scanned.headerRow) && sameTexts(cellsOf(scanned.headerRow, headers.length + 1), [...headers, '']);
      findings.expect(exact, 'headers', `'${name}' has other columns`);
      findings.expect(
        scanned.rows === expected.rows[sheet.id],
        'rows',
        `'${name}' holds ${scanned.rows} rows and ${expected.rows[sheet.id]} were recorded`,
      );
      rows[sheet.id] = scanned.rows;
    }
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    findings.fail('archive', error.message);
  }
  const sha256 = await hashing;
  findings.expect(
    expected.sha256 === null || expected.sha256 === sha256,
    'sha256',
    'the bytes are others than were recorded',
  );
  const checks = findings.report();
  return { ok: checks.every(({ passed }) => passed), checks, rows, sha256 };
}

/** Beginnings of files whose parts have passed every check before: the same bytes need not be asked again. */
const proven = new WeakSet<PackedParts>();

async function inspectParts(
  source: RandomAccess,
  directory: Directory,
  names: readonly string[],
  expected: ExpectedWorkbook,
  findings: Findings,
): Promise<void> {
  const text = async (name: string): Promise<string> =>
    (await readPart(source, entryOf(directory, name), MOST_FRAME_BYTES)).toString('utf8');
  inspectAbout(await text(sheetPart(0)), expected, findings);
  const { fixed } = await shellFor(expected.plan);
  for (const { name, crc, size } of fixed.entries) {
    const entry = entryOf(directory, name);
    findings.expect(entry.crc === crc && entry.size === size, 'fixed', `'${name}' is another`);
  }
  const { length } = fixed.bytes;
  const same = source.size > length && fixed.bytes.equals(await source.read(0, length));
  if (same && proven.has(fixed)) return;
  const relations = await text('xl/_rels/workbook.xml.rels');
  inspectRelations(relations, 'the workbook', findings);
  inspectRelations(await text('_rels/.rels'), 'the package', findings);
  inspectContentTypes(await text('[Content_Types].xml'), findings);
  inspectWorkbookPart(await text('xl/workbook.xml'), relations, names, findings);
  const maker = makerOf(expected.plan);
  inspectProperties(
    await text('docProps/core.xml'),
    await text('docProps/app.xml'),
    { sheets: names, maker },
    findings,
  );
  inspectStyles(await text('xl/styles.xml'), findings);
  if (same && findings.none) proven.add(fixed);
}

/** About must be, line for line, what the plan, the cut-off and the counts give. */
function inspectAbout(xml: string, { plan, cutOff, rows }: ExpectedWorkbook, findings: Findings): void {
  const frame = xml.replace(/<row [\s\S]*<\/row>/, '');
  inspectSheetFrame(frame, ABOUT_SHEET, findings);
  const found = (xml.match(/<row [\s\S]*?<\/row>/g) ?? []).map((row) => ({ row, cells: cellsOf(row, 3) }));
  findings.expect(
    found.every(({ row }) => isHeaderRow(row)),
    'cells',
    `'${ABOUT_SHEET}' holds more than text`,
  );
  const { title, lines } = describeWorkbook(plan, cutOff, rows);
  const expected = [[title, '', ''], ...lines.map(([label, text]) => [label, text, ''])];
  const same = found.length === expected.length && found.every(({ cells }, at) => sameTexts(cells, expected[at] ?? []));
  findings.expect(same, 'about', `'${ABOUT_SHEET}' says something else`);
}

const sameTexts = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, at) => text === other[at]);

/** A row of text cells and nothing else. */
const isHeaderRow = (xml: string): boolean =>
  /^<row r="[0-9]+"(?: (?:ht|customHeight|spans|x14ac:dyDescent)="[0-9.:]+")*>(?:<c r="[A-Z]+[0-9]+" s="[0-9]+" t="inlineStr"><is><t(?: xml:space="preserve")?>[^<]*<\/t><\/is><\/c>)+<\/row>$/.test(
    xml,
  );

function entryOf(directory: Directory, name: string): FoundEntry {
  const entry = directory.entries.find((candidate) => candidate.name === name);
  if (!entry) throw new ZipError(`'${name}' is missing`);
  return entry;
}

async function hashOf(source: RandomAccess): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of readRange(source, 0, source.size)) hash.update(bytes);
  return hash.digest('hex');
}
