/**
 * Writes a zip whose bytes depend on its contents alone. A part is deflated at once when it is small, and as a stream
 * beside the one who makes it when it is large.
 */
import { once } from 'node:events';
import { crc32, createDeflateRaw, deflateRawSync, type DeflateRaw } from 'node:zlib';
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
/** Blocks that may wait to be deflated: enough to keep a second core busy, few enough to bound memory. */
export const BLOCKS_IN_FLIGHT = 3;

/** A part that is the same in many workbooks, deflated once; it stands first in the file, so its offset holds too. */
export type PackedParts = Readonly<{ bytes: Buffer; entries: readonly ZipEntry[] }>;

function pack(name: string, content: Uint8Array, offset: number): { bytes: Buffer; entry: ZipEntry } {
  const deflated = deflateRawSync(content, { level: LEVEL });
  const entry = { name, flags: 0, crc: crc32(content), compressed: deflated.length, size: content.length, offset };
  return { bytes: Buffer.concat([localHeader(entry), deflated]), entry };
}

export function packParts(parts: readonly { name: string; content: Uint8Array }[]): PackedParts {
  const packed: Buffer[] = [];
  const entries: ZipEntry[] = [];
  let offset = 0;
  for (const { name, content } of parts) {
    const { bytes, entry } = pack(name, content, offset);
    packed.push(bytes);
    entries.push(entry);
    offset += bytes.length;
  }
  return { bytes: Buffer.concat(packed), entries };
}

export class ZipWriter {
  readonly #output: HashedOutput;
  readonly #entries: ZipEntry[] = [];

  constructor(output: HashedOutput, first: PackedParts) {
    this.#output = output;
    this.#entries.push(...first.entries);
    output.write(first.bytes);
  }

  /** Adds a small part whole. */
  async add(name: string, content: Uint8Array): Promise<void> {
    const { bytes, entry } = pack(name, content, this.#output.bytes);
    this.#entries.push(entry);
    if (!this.#output.write(bytes)) await this.#output.ready();
  }

  /** Opens a large part; it must be ended before another is added. */
  open(name: string): ZipPart {
    return new ZipPart(name, this.#output, (entry) => this.#entries.push(entry));
  }

  /** Writes the central directory and ends the output; gives the file's SHA-256 in hex. */
  async end(): Promise<string> {
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
