// Decides where a file is read: in a thread of its own, within limits of memory and time, or at once if it is a small text, which cannot
// grow while it is read and is done before a thread would have started.
import { Worker } from 'node:worker_threads';
import { refused, type Result } from '#app/platform/result.ts';
import type { ImportKind } from './match-columns.ts';
import { parseAny, type AnyParsed, type ParseOrder } from './parse-file.ts';
import { IMPORT_LIMITS, isSpreadsheet } from './read-table.ts';
import { refuse, type Refused } from './refusals.ts';

const SMALL_BYTES = 300_000;

function parseInThread(order: ParseOrder<ImportKind>): Promise<Result<AnyParsed, Refused[]>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('parse-worker.ts', import.meta.url), {
      workerData: order,
      // Much is made and little dies young: more room for the young spares copying.
      resourceLimits: { maxOldGenerationSizeMb: IMPORT_LIMITS.mostMemory, maxYoungGenerationSizeMb: 192 },
      env: {},
    });
    const tooLong = setTimeout(() => {
      resolve(refused([refuse('took-too-long')]));
      void worker.terminate();
    }, IMPORT_LIMITS.longest);
    worker.once('message', (parsed: Result<AnyParsed, Refused[]>) => {
      resolve(parsed);
      void worker.terminate();
    });
    worker.once('error', (error: unknown) => {
      const fault = error instanceof Error ? error : new Error('The file could not be read');
      if ('code' in fault && fault.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(refused([refuse('file-too-large')]));
      else reject(fault);
    });
    worker.once('exit', () => {
      clearTimeout(tooLong);
    });
  });
}

/** As `parseFile`; refuses a file that takes too long or too much memory to read. */
export async function parseApart(order: ParseOrder<ImportKind>): Promise<Result<AnyParsed, Refused[]>> {
  const isSmallText = order.bytes.length <= SMALL_BYTES && !isSpreadsheet(order.bytes, order.fileName);
  return isSmallText ? parseAny(order) : parseInThread(order);
}
