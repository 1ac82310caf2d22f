/** Workbooks in memory for tests: written, taken apart, mended and put together again. */
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { admit, type AdmittedRows, type Row } from '#reports/admission.ts';
import type { SheetId } from '#reports/catalogue.ts';
import type { DisclosurePlan } from '#reports/minimisation.ts';
import { fromBytes } from '#reports/workbook/random-access.ts';
import { writeWorkbook, type WrittenWorkbook } from '#reports/workbook/write-workbook.ts';
import { DEFLATED, centralRecord, endRecord, localHeader, type ZipEntry } from '#reports/workbook/zip-layout.ts';
import { readDirectory, readLocalHeader } from '#reports/workbook/zip-reader.ts';
import { CUT_OFF } from './plans.ts';

export type Written = WrittenWorkbook & { file: Buffer };

/** Writes the rows, in batches of `batch`, to memory. */
export async function write(
  plan: DisclosurePlan,
  rows: Partial<Record<SheetId, readonly Row[]>>,
  { batch = 1_000, cutOff = CUT_OFF } = {},
): Promise<Written> {
  const sink = new PassThrough();
  const sheets = Object.fromEntries(
    plan.sheets.map(({ id }) => [id, inBatches(admit(plan, id, rows[id] ?? []), batch)]),
  );
  const [written, file] = await Promise.all([writeWorkbook({ plan, cutOff, sheets }, sink), buffer(sink)]);
  return { ...written, file };
}

/** The same admitted rows, a few at a time. */
function* inBatches(rows: AdmittedRows, size: number): Generator<AdmittedRows> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size) as readonly Row[] as AdmittedRows;
}

/** The parts of a zip, by name, inflated. */
export async function unzip(file: Uint8Array): Promise<Map<string, Buffer>> {
  const source = fromBytes(file);
  const parts = new Map<string, Buffer>();
  for (const entry of (await readDirectory(source)).entries) {
    const { start } = await readLocalHeader(source, entry);
    const packed = await source.read(start, entry.compressed);
    parts.set(entry.name, entry.method === DEFLATED ? inflateRawSync(packed) : Buffer.from(packed));
  }
  return parts;
}

export type ZipChanges = { size?: number; flags?: number };

/** A zip of the parts; `lies` says what else an entry claims. */
export function zip(
  parts: Iterable<readonly [string, Uint8Array | string]>,
  lies: Record<string, ZipChanges> = {},
): Buffer {
  const entries: ZipEntry[] = [];
  const bytes: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain, { level: 1 });
    const honest = { name, flags: 0, crc: crc32(plain), compressed: packed.length, size: plain.length, offset };
    const entry = { ...honest, ...lies[name] };
    entries.push(entry);
    bytes.push(localHeader(entry), packed);
    offset += localHeader(entry).length + packed.length;
  }
  const directory = Buffer.concat(entries.map(centralRecord));
  return Buffer.concat([...bytes, directory, endRecord(entries.length, directory.length, offset)]);
}

/** The workbook with the text of one part changed. Fails when the change changes nothing. */
export async function mend(file: Uint8Array, part: string, change: (xml: string) => string): Promise<Buffer> {
  const parts = await unzip(file);
  const before = parts.get(part)?.toString('utf8') ?? '';
  const after = change(before);
  if (after === before) throw new Error(`Nothing was changed in '${part}'`);
  return zip(parts.set(part, Buffer.from(after)));
}

export const REGISTRATION = 'xl/worksheets/sheet2.xml';
export const EXAMS = 'xl/worksheets/sheet3.xml';

export const REGISTRATIONS: Row[] = [
  [
    'Νίκος',
    'Γεωργίου',
    '0012345',
    '+30 6940620432',
    'Greece',
    'nikos@a.example',
    'A.E.',
    'Architect',
    'Azure Developer',
    '92',
  ],
  [
    'Łukasz',
    "O'Brien",
    '4032514',
    '+48 601720278',
    'Poland',
    'l@a.example',
    'Smit & Zonen',
    'Developer',
    'DevOps <Engineer>',
    '0',
  ],
  ['漢字', '🙂', '4032514', null, 'Latvia', 'x_x0041_@a.example', '', ' Developer ', 'AI', null],
];

export const EXAM_ROWS: Row[] = [
  ['Poland', 'Smit & Zonen', 'AZ-204', '2026-11', null],
  ['Greece', 'A.E.', 'AZ-104', '2026-09', 'passed'],
  ['Greece', 'A.E.', 'AZ-104', '2026-08', 'failed'],
];
