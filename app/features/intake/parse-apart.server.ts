// Decides where a file is read: in a thread of its own, within limits of memory and time, or at once if it is a small text, which cannot
// grow while it is read and is done before a thread would have started.
import { Worker } from 'node:worker_threads';
import { theAcademy, type Academy } from '#app/features/language/academy.ts';
import { keepBrand } from '#app/features/settings/brand.server.ts';
import { refused } from '#app/platform/result.ts';
import { keepExamined } from './kept-reading.server.ts';
import type { ImportKind } from './match-columns.ts';
import { examineAny, type Examined, type OnProgress, type ParseOrder } from './parse-file.ts';
import { IMPORT_LIMITS, isSpreadsheet } from './read-table.ts';
import { refuse, type RefusalCode } from './refusals.ts';

const SMALL_BYTES = 300_000;

type Apart = {
  readonly onProgress?: OnProgress;
  /** Told to stop, it gives what was refused so far: nothing that is used. */
  readonly stopping?: AbortSignal;
  /** Where the thread leaves all that it read, for later. */
  readonly keepAt?: string;
};
/** What the thread is given, and what it tells. */
export type ThreadOrder = {
  readonly order: ParseOrder<ImportKind>;
  readonly keepAt: string | undefined;
  /** What columns may be called by now. */
  readonly academy: Academy;
};
export type ThreadNews = { readonly percent: number } | { readonly examined: Examined };

const unreadable = (code: RefusalCode): Examined => ({ form: null, parsed: refused([refuse(code)]) });

function examineInThread(order: ParseOrder<ImportKind>, { onProgress, stopping, keepAt }: Apart): Promise<Examined> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('parse-worker.ts', import.meta.url), {
      workerData: { order, keepAt, academy: theAcademy() } satisfies ThreadOrder,
      // Much is made and little dies young: more room for the young spares copying.
      resourceLimits: { maxOldGenerationSizeMb: IMPORT_LIMITS.mostMemory, maxYoungGenerationSizeMb: 192 },
      env: {},
    });
    const end = (examined: Examined) => {
      resolve(examined);
      void worker.terminate();
    };
    const tooLong = setTimeout(() => end(unreadable('took-too-long')), IMPORT_LIMITS.longest);
    const stop = () => end(unreadable('stopped'));
    stopping?.addEventListener('abort', stop, { once: true });
    worker.on('message', (news: ThreadNews) => {
      if ('percent' in news) onProgress?.(news.percent);
      else end(news.examined);
    });
    worker.once('error', (error: unknown) => {
      const fault = error instanceof Error ? error : new Error('The file could not be read');
      if ('code' in fault && fault.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(unreadable('file-too-large'));
      else reject(fault);
    });
    worker.once('exit', () => {
      clearTimeout(tooLong);
      stopping?.removeEventListener('abort', stop);
    });
    if (stopping?.aborted === true) stop();
  });
}

/** As `examineFile`; refuses a file that takes too long or too much memory to read. */
export async function examineApart(order: ParseOrder<ImportKind>, apart: Apart = {}): Promise<Examined> {
  await keepBrand();
  const isSmallText = order.bytes.length <= SMALL_BYTES && !isSpreadsheet(order.bytes, order.fileName);
  if (!isSmallText) return examineInThread(order, apart);
  const examined = await examineAny(order);
  if (apart.keepAt !== undefined) await keepExamined(apart.keepAt, examined);
  return examined;
}

/** As `examineApart`, and gives the rows alone. */
export const parseApart = async (order: ParseOrder<ImportKind>): Promise<Examined['parsed']> =>
  (await examineApart(order)).parsed;
