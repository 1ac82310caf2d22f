// Reads a file in a thread of its own, within the limits of memory and time.
import { Worker } from 'node:worker_threads';
import { refused, type Result } from '#app/platform/result.ts';
import type { ImportKind } from './match-columns.ts';
import type { AnyParsed, ParseOrder } from './parse-file.ts';
import { IMPORT_LIMITS } from './read-table.ts';
import { refuse, type Refused } from './refusals.ts';

/** As `parseFile`; refuses a file that takes too long or too much memory to read. */
export function parseApart(order: ParseOrder<ImportKind>): Promise<Result<AnyParsed, Refused[]>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('parse-worker.ts', import.meta.url), {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: IMPORT_LIMITS.mostMemory },
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
