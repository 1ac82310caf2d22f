/** Reads a zip by its central directory, and believes none of its sizes. */
import { Readable, pipeline } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import type { RandomAccess } from './random-access.ts';
import { CENTRAL, DEFLATED, END, LOCAL } from './zip-layout.ts';

/** What is wrong with a zip, in words without content. */
export class ZipError extends Error {}

export type FoundEntry = Readonly<{
  name: string;
  flags: number;
  method: number;
  time: number;
  date: number;
  crc: number;
  compressed: number;
  size: number;
  offset: number;
  /** Bytes of extra fields and comments beside the name, in the directory. */
  surplus: number;
}>;

export type Directory = Readonly<{
  entries: readonly FoundEntry[];
  offset: number;
  bytes: number;
  commentBytes: number;
}>;

const LONGEST_COMMENT = 0xffff;
/** No spreadsheet's directory is larger; a reader must not be made to hold more. */
const MOST_DIRECTORY_BYTES = 4 << 20;
/** Bytes at a time: larger pieces are kept longer by the garbage collector than they are used. */
const CHUNK = 65_536;
const STORED = 0;

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/** Finds and reads the central directory. Throws ZipError when there is none, or one that contradicts itself. */
export async function readDirectory(source: RandomAccess): Promise<Directory> {
  const tailBytes = Math.min(source.size, END.size + LONGEST_COMMENT);
  const tail = asBuffer(await source.read(source.size - tailBytes, tailBytes));
  let end = tail.length - END.size;
  while (
    end >= 0 &&
    !(tail.readUInt32LE(end) === END.signature && tail.readUInt16LE(end + 20) === tail.length - end - END.size)
  )
    end--;
  if (end < 0) throw new ZipError('no zip: its end is missing');
  const count = tail.readUInt16LE(end + 10);
  const bytes = tail.readUInt32LE(end + 12);
  const offset = tail.readUInt32LE(end + 16);
  if (tail.readUInt16LE(end + 4) !== 0 || tail.readUInt16LE(end + 8) !== count)
    throw new ZipError('a zip in several volumes');
  if (bytes > MOST_DIRECTORY_BYTES) throw new ZipError('a directory too large for a workbook');
  if (offset + bytes > source.size - tail.length + end) throw new ZipError('a directory that is not where it says');
  const directory = asBuffer(await source.read(offset, bytes));
  const entries: FoundEntry[] = [];
  let at = 0;
  for (let left = count; left > 0; left--) {
    if (at + CENTRAL.size > bytes || directory.readUInt32LE(at) !== CENTRAL.signature)
      throw new ZipError('a broken directory');
    const nameBytes = directory.readUInt16LE(at + 28);
    const surplus = directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    entries.push({
      name: directory.toString('utf8', at + CENTRAL.size, at + CENTRAL.size + nameBytes),
      flags: directory.readUInt16LE(at + 8),
      method: directory.readUInt16LE(at + 10),
      time: directory.readUInt16LE(at + 12),
      date: directory.readUInt16LE(at + 14),
      crc: directory.readUInt32LE(at + 16),
      compressed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
      surplus,
    });
    at += CENTRAL.size + nameBytes + surplus;
  }
  if (at !== bytes) throw new ZipError('a directory with more in it than it says');
  return { entries, offset, bytes, commentBytes: tail.length - end - END.size };
}

export type LocalHeader = Readonly<{
  start: number;
  name: string;
  flags: number;
  time: number;
  date: number;
  surplus: number;
}>;

/** The header that stands before an entry's data. Throws ZipError where there is none. */
export async function readLocalHeader(source: RandomAccess, entry: FoundEntry): Promise<LocalHeader> {
  if (entry.offset + LOCAL.size > source.size) throw new ZipError(`'${entry.name}' lies outside the file`);
  const header = asBuffer(await source.read(entry.offset, LOCAL.size));
  if (header.readUInt32LE(0) !== LOCAL.signature) throw new ZipError(`'${entry.name}' has no header`);
  const nameBytes = header.readUInt16LE(26);
  const surplus = header.readUInt16LE(28);
  const start = entry.offset + LOCAL.size + nameBytes + surplus;
  if (start + entry.compressed > source.size) throw new ZipError(`'${entry.name}' runs past the end`);
  const name = asBuffer(await source.read(entry.offset + LOCAL.size, nameBytes)).toString('utf8');
  const [flags, time, date] = [header.readUInt16LE(6), header.readUInt16LE(10), header.readUInt16LE(12)];
  return { start, name, flags, time, date, surplus };
}

/** The whole of a part, of at most `limit` bytes. Throws ZipError for more, or for content that its checksum denies. */
export async function readPart(source: RandomAccess, entry: FoundEntry, limit: number): Promise<Buffer> {
  const { start } = await readLocalHeader(source, entry);
  const packed = await source.read(start, entry.compressed);
  const content = entry.method === STORED ? asBuffer(packed) : inflateWhole(entry, packed, limit);
  if (content.length > limit) throw new ZipError(`'${entry.name}' is larger than a workbook's part may be`);
  if (content.length !== entry.size || crc32(content) !== entry.crc)
    throw new ZipError(`'${entry.name}' is not what its directory says`);
  return content;
}

function inflateWhole(entry: FoundEntry, packed: Uint8Array, limit: number): Buffer {
  if (entry.method !== DEFLATED) throw new ZipError(`'${entry.name}' is packed in a way that workbooks are not`);
  try {
    return inflateRawSync(packed, {
      maxOutputLength: limit,
      // What it says it holds, in one piece; more only costs another.
      chunkSize: Math.max(64, Math.min(entry.size, limit) + 1),
    });
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    throw new ZipError(tooLarge ? `'${entry.name}' inflates beyond its limit` : `'${entry.name}' can't be inflated`);
  }
}

/** A part bit by bit, in bounded memory; the checksum is known, and ZipError thrown, only at its end. May be left early. */
export async function* readPartInChunks(source: RandomAccess, entry: FoundEntry): AsyncGenerator<Buffer> {
  if (entry.size <= CHUNK && entry.compressed <= CHUNK) {
    yield await readPart(source, entry, CHUNK);
    return;
  }
  if (entry.method !== DEFLATED) throw new ZipError(`'${entry.name}' is packed in a way that workbooks are not`);
  const { start } = await readLocalHeader(source, entry);
  const inflate = createInflateRaw({ chunkSize: CHUNK });
  // A fault on the way arrives below, where the chunks are taken.
  pipeline(Readable.from(readRange(source, start, entry.compressed), { highWaterMark: 1 }), inflate, () => undefined);
  let crc = 0;
  let size = 0;
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      crc = crc32(chunk, crc);
      size += chunk.length;
      if (size > entry.size) break;
      yield chunk;
    }
  } catch (error) {
    throw new ZipError(`'${entry.name}' can't be inflated: ${error instanceof Error ? error.message : 'unknown'}`);
  } finally {
    inflate.destroy();
  }
  if (size !== entry.size || crc !== entry.crc) throw new ZipError(`'${entry.name}' is not what its directory says`);
}

export async function* readRange(source: RandomAccess, start: number, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < length; at += CHUNK) yield await source.read(start + at, Math.min(CHUNK, length - at));
}
