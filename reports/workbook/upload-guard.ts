/**
 * Decides whether an uploaded file is a plain .xlsx that is safe to parse: what it is by its bytes, how much it really
 * inflates to, and that nothing in it is active, external or expandable. Nothing is inflated before it is counted.
 */
import { inflateRawSync } from 'node:zlib';
import { fromBytes } from './random-access.ts';
import { DEFLATED } from './zip-layout.ts';
import { ZipError, readDirectory, readLocalHeader, type FoundEntry } from './zip-reader.ts';

export type UploadLimits = Readonly<{
  /** Of the file. */
  mostBytes: number;
  /** Parts in its zip. */
  mostEntries: number;
  /** Of all parts together, as they really are. */
  mostInflatedBytes: number;
  /** On the sheet, header included. */
  mostRows: number;
  mostColumns: number;
}>;

export const UPLOAD_LIMITS: UploadLimits = {
  mostBytes: 5_000_000,
  mostEntries: 60,
  mostInflatedBytes: 50_000_000,
  mostRows: 50_001,
  mostColumns: 64,
};

export type UploadRefusal =
  | 'too-large'
  | 'not-a-plain-xlsx'
  | 'encrypted'
  | 'too-many-parts'
  | 'inflates-too-far'
  | 'unsafe-name'
  | 'has-macros'
  | 'has-external-links'
  | 'has-entities'
  | 'hidden-sheet'
  | 'no-sheet'
  | 'formula'
  | 'too-many-rows'
  | 'too-many-columns';

export class RefusedUpload extends Error {
  readonly reason: UploadRefusal;
  constructor(reason: UploadRefusal, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

/** `50 4B 03 04`, and the compound file that an old .xls or an encrypted workbook is. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
const ENCRYPTED = 0x0001;
const STORED = 0;
const SAFE_NAME = /^(?!\/)(?!.*(?:^|[\\/])\.\.(?:[\\/]|$))[^\0-\x1f\\:]{1,200}$/;
const NESTED = /\.(?:zip|xlsx|xlsm|docx|pptx|gz|7z|rar)$/i;
/** Markup in UTF-16, for which the declaration has to be looked for in another spelling. */
const UTF16_MARKS = ['\xff\xfe', '\xfe\xff', '<\0', '\0<'];

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, at) => bytes[at] === byte);

/** Throws RefusedUpload unless the bytes are a plain .xlsx within the limits. */
export async function guardUpload(bytes: Uint8Array, limits: UploadLimits): Promise<void> {
  if (bytes.length > limits.mostBytes) throw new RefusedUpload('too-large', `more than ${limits.mostBytes} bytes`);
  if (startsWith(bytes, COMPOUND)) throw new RefusedUpload('encrypted', 'an old .xls, or a workbook with a password');
  if (!startsWith(bytes, ZIP))
    throw new RefusedUpload('not-a-plain-xlsx', 'not a zip: perhaps a web page or a text file');
  try {
    const source = fromBytes(bytes);
    const { entries } = await readDirectory(source);
    guardNames(entries, limits);
    let left = limits.mostInflatedBytes;
    for (const entry of entries) {
      const { start } = await readLocalHeader(source, entry);
      const content = inflate(entry, bytes.subarray(start, start + entry.compressed), left);
      left -= content.length;
      guardContent(entry.name, content);
      guardRows(entry.name, content, limits);
    }
  } catch (error) {
    if (error instanceof ZipError) throw new RefusedUpload('not-a-plain-xlsx', error.message);
    throw error;
  }
}

function guardNames(entries: readonly FoundEntry[], limits: UploadLimits): void {
  if (entries.length > limits.mostEntries)
    throw new RefusedUpload('too-many-parts', `more than ${limits.mostEntries} parts`);
  const declared = entries.reduce((sum, { size }) => sum + size, 0);
  if (declared > limits.mostInflatedBytes) throw tooFar(limits.mostInflatedBytes);
  const names = entries.map(({ name }) => name);
  if (new Set(names.map((name) => name.toLowerCase())).size !== names.length)
    throw new RefusedUpload('unsafe-name', 'two parts of one name');
  if (!names.every((name) => SAFE_NAME.test(name)))
    throw new RefusedUpload('unsafe-name', 'a part that would leave its folder');
  if (names.some((name) => NESTED.test(name)))
    throw new RefusedUpload('not-a-plain-xlsx', 'an archive within the archive');
  if (names.some((name) => /vbaProject|activeX|macrosheets/i.test(name)))
    throw new RefusedUpload('has-macros', 'a workbook with macros');
  if (names.some((name) => /externalLinks|connections\.xml|queryTables/i.test(name))) {
    throw new RefusedUpload('has-external-links', 'a workbook that leads to other files');
  }
  if (!names.includes('xl/workbook.xml') || !names.includes('[Content_Types].xml')) {
    throw new RefusedUpload('not-a-plain-xlsx', 'a zip that is no workbook');
  }
  if (entries.some(({ flags }) => (flags & ENCRYPTED) !== 0)) throw new RefusedUpload('encrypted', 'an encrypted part');
}

/** Stops at the limit, whatever size the entry declares. */
function inflate(entry: FoundEntry, packed: Uint8Array, limit: number): Buffer {
  if (entry.method === STORED) return Buffer.from(packed);
  if (entry.method !== DEFLATED) throw new RefusedUpload('not-a-plain-xlsx', 'a part packed in an unusual way');
  // What was declared, and a byte to notice a lie by.
  const most = Math.min(limit, entry.size) + 1;
  try {
    const content = inflateRawSync(packed, { maxOutputLength: most });
    if (content.length === entry.size) return content;
  } catch (error) {
    if (error instanceof RangeError) throw tooFar(limit);
    throw new RefusedUpload('not-a-plain-xlsx', 'a damaged part');
  }
  throw tooFar(limit);
}

/** Counts before anything is parsed: a parser would hold a million rows before it could be asked. */
function guardRows(name: string, content: Buffer, limits: UploadLimits): void {
  if (!/^xl\/worksheets\/[^/]+\.xml$/i.test(name)) return;
  let rows = 0;
  for (let at = content.indexOf('<row'); at >= 0; at = content.indexOf('<row', at + 4)) {
    if (++rows > limits.mostRows) throw new RefusedUpload('too-many-rows', `more than ${limits.mostRows} rows`);
  }
}

const tooFar = (limit: number): RefusedUpload =>
  new RefusedUpload('inflates-too-far', `inflates to more than it declares, or to more than ${limit} bytes`);

function guardContent(name: string, content: Buffer): void {
  if (startsWith(content, ZIP)) throw new RefusedUpload('not-a-plain-xlsx', 'an archive within the archive');
  if (!/\.(?:xml|rels|vml)$/i.test(name)) return;
  const opening = content.toString('latin1', 0, 2);
  if (UTF16_MARKS.includes(opening)) throw new RefusedUpload('not-a-plain-xlsx', 'XML that is not UTF-8');
  if (content.includes('<!')) throw new RefusedUpload('has-entities', 'XML that declares something');
  if (name === '[Content_Types].xml' && /macroEnabled|vbaProject/i.test(content.toString('latin1'))) {
    throw new RefusedUpload('has-macros', 'a workbook with macros');
  }
}
