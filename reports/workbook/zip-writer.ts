/**
 * Writes a zip whose bytes depend on its contents alone. A small part is deflated whole, a large one as a stream; both beside
 * the one who makes the next.
 */
import { once } from 'node:events';
import { promisify } from 'node:util';
import { crc32, createDeflateRaw, deflateRaw, deflateRawSync, type DeflateRaw } from 'node:zlib';
import type { HashedOutput } from './hashed-output.ts';
import { WorkbookError } from './workbook-error.ts';
import {
  MOST_BYTES,
  SIZES_FOLLOW,
  centralRecord,
  descriptor,
  endRecord,
  localHeader,
  type ZipEntry,
} from './zip-layout.ts';

const LEVEL = 1;
/** Below this many bytes, deflate needs no large tables, and handing the work to another thread costs more than it. */
const SMALL_PART = 8_192;
const SMALL = { level: LEVEL, memLevel: 6, windowBits: 13 } as const;

/** The packing of a part follows from its content, never from who packs it. */
const deflateSmall = (content: Uint8Array): Buffer => deflateRawSync(content, SMALL);
const deflateAside = promisify<Uint8Array, { level: number }, Buffer>(deflateRaw);
/** Blocks that may wait to be deflated: enough to keep a second core busy, few enough to bound memory. */
export const BLOCKS_IN_FLIGHT = 3;

/** A part that is the same in many workbooks, deflated once; it stands first in the file, so its offset holds too. */
export type PackedParts = Readonly<{ bytes: Buffer; entries: readonly ZipEntry[] }>;

const entryFor = (name: string, content: Uint8Array, deflated: Uint8Array, offset: number): ZipEntry => ({
  name,
  flags: 0,
  crc: crc32(content),
  compressed: deflated.length,
  size: content.length,
  offset,
});

export function packParts(parts: readonly { name: string; content: Uint8Array }[]): PackedParts {
  const packed: Buffer[] = [];
  const entries: ZipEntry[] = [];
  let offset = 0;
  for (const { name, content } of parts) {
    const deflated = deflateSmall(content);
    const entry = entryFor(name, content, deflated, offset);
    const header = localHeader(entry);
    packed.push(header, deflated);
    entries.push(entry);
    offset += header.length + deflated.length;
  }
  return { bytes: Buffer.concat(packed), entries };
}

export class ZipWriter {
  readonly #output: HashedOutput;
  readonly #entries: ZipEntry[] = [];
  #added: Promise<void> = Promise.resolve();

  constructor(output: HashedOutput, first: PackedParts) {
    this.#output = output;
    this.#entries.push(...first.entries);
    output.write(first.bytes);
  }

  /**
   * Adds a part whole, in the order of the calls. Resolves when its content may be reused; there is no need to wait for it,
   * as a failure comes out of `open` and `end` too.
   */
  add(name: string, content: Uint8Array): Promise<void> {
    const deflating = content.length <= SMALL_PART ? deflateSmall(content) : deflateAside(content, { level: LEVEL });
    const adding = Promise.all([deflating, this.#added]).then(async ([deflated]) => {
      const entry = entryFor(name, content, deflated, this.#output.bytes);
      this.#entries.push(entry);
      this.#output.write(localHeader(entry));
      if (!this.#output.write(deflated)) await this.#output.ready();
    });
    this.#added = adding;
    adding.catch(() => undefined);
    return adding;
  }

  /** Opens a large part; it must be ended before another is added. */
  async open(name: string): Promise<ZipPart> {
    await this.#added;
    return new ZipPart(name, this.#output, (entry) => this.#entries.push(entry));
  }

  /** Writes the central directory and ends the output; gives the file's SHA-256 in hex. */
  async end(): Promise<string> {
    await this.#added;
    const offset = this.#output.bytes;
    const directory = Buffer.concat(this.#entries.map(centralRecord));
    this.#output.write(directory);
    this.#output.write(endRecord(this.#entries.length, directory.length, offset));
    return this.#output.end();
  }
}

export class ZipPart {
  readonly #name: string;
  readonly #output: HashedOutput;
  readonly #done: (entry: ZipEntry) => void;
  readonly #deflate: DeflateRaw = createDeflateRaw({ level: LEVEL, chunkSize: 65_536 });
  readonly #offset: number;
  #crc = 0;
  #size = 0;
  #compressed = 0;
  #inFlight = 0;
  #failure: Error | null = null;
  #wake: (() => void) | null = null;

  constructor(name: string, output: HashedOutput, done: (entry: ZipEntry) => void) {
    this.#name = name;
    this.#output = output;
    this.#done = done;
    this.#offset = output.bytes;
    output.write(localHeader({ name, flags: SIZES_FOLLOW, crc: 0, compressed: 0, size: 0 }));
    this.#deflate.on('data', (chunk: Buffer) => this.#passOn(chunk));
    this.#deflate.on('error', (error) => this.#fail(error));
  }

  /** Hands over a block, and waits while too many are in flight. `taken` is called when the block may be reused. */
  async write(block: Uint8Array, taken: () => void): Promise<void> {
    this.#crc = crc32(block, this.#crc);
    this.#size += block.length;
    this.#inFlight++;
    this.#deflate.write(block, () => {
      this.#inFlight--;
      taken();
      this.#wake?.();
    });
    while (this.#inFlight >= BLOCKS_IN_FLIGHT && !this.#failure) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    this.#check();
  }

  async end(): Promise<void> {
    this.#check();
    this.#deflate.end();
    await Promise.race([once(this.#deflate, 'end'), once(this.#deflate, 'close')]);
    this.#check();
    if (this.#size > MOST_BYTES || this.#offset + this.#compressed > MOST_BYTES) {
      throw new WorkbookError('too-large', this.#name, null, 'is over 4 GiB, which no spreadsheet program opens');
    }
    const sums = { crc: this.#crc, compressed: this.#compressed, size: this.#size };
    this.#done({ name: this.#name, flags: SIZES_FOLLOW, offset: this.#offset, ...sums });
    if (!this.#output.write(descriptor(sums))) await this.#output.ready();
  }

  /** Gives up on the part and frees what it holds. */
  abandon(): void {
    this.#deflate.destroy();
  }

  #passOn(chunk: Buffer): void {
    this.#compressed += chunk.length;
    if (this.#output.write(chunk)) return;
    this.#deflate.pause();
    this.#output.ready().then(
      () => this.#deflate.resume(),
      (error: unknown) => this.#deflate.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  }

  #check(): void {
    if (this.#failure) throw this.#failure;
  }

  #fail(error: Error): void {
    this.#failure = error;
    this.#wake?.();
  }
}
