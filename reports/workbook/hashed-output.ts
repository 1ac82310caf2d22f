/** The bytes on their way out: counted, hashed, gathered into writes worth making, at the pace of who takes them. */
import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';

/** Small parts are gathered up to this many bytes, so that a small workbook is one write. */
const GATHERED = 65_536;

export class HashedOutput {
  /** Bytes handed over so far: the next one's offset in the file. */
  bytes = 0;
  readonly #sink: Writable;
  readonly #hash = createHash('sha256');
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;
  #full = false;
  #finished = false;
  #failure: Error | null = null;
  #waiting: { resolve: () => void; reject: (error: Error) => void } | null = null;

  constructor(sink: Writable) {
    this.#sink = sink;
    sink.on('drain', () => {
      this.#full = false;
      this.#wake();
    });
    sink.on('finish', () => {
      this.#finished = true;
      this.#wake();
    });
    sink.on('error', (error) => this.#fail(error));
    // A destination that closes early without an error must not be waited for.
    sink.on('close', () => {
      if (!this.#finished) this.#fail(new Error('The destination closed before the workbook was complete'));
    });
  }

  /** False when the destination wants to be waited for, by `ready()`. The bytes must not change afterwards. */
  write(bytes: Uint8Array): boolean {
    this.#hash.update(bytes);
    this.bytes += bytes.length;
    this.#gathered.push(bytes);
    this.#gatheredBytes += bytes.length;
    if (this.#gatheredBytes >= GATHERED) this.#flush();
    return !this.#full && !this.#failure;
  }

  /** Resolves when the destination takes more; rejects when it failed. One waiter at a time. */
  async ready(): Promise<void> {
    if (this.#failure) throw this.#failure;
    if (this.#full) await this.#wait();
  }

  /** Ends the destination, waits until it has everything, and gives the file's SHA-256 in hex. */
  async end(): Promise<string> {
    this.#flush();
    await this.ready();
    this.#sink.end();
    if (!this.#finished) await this.#wait();
    return this.#hash.digest('hex');
  }

  /** Gives up: what was written is no workbook. */
  abandon(): void {
    this.#sink.on('error', () => undefined);
    this.#sink.destroy();
  }

  #flush(): void {
    if (this.#gatheredBytes === 0 || this.#failure) return;
    const [first] = this.#gathered;
    const bytes = this.#gathered.length === 1 && first ? first : Buffer.concat(this.#gathered);
    this.#gathered = [];
    this.#gatheredBytes = 0;
    this.#full = !this.#sink.write(bytes);
  }

  #wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.resolve();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.reject(this.#failure);
  }
}
