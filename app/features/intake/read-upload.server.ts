// Reads and plans an upload while its page shows how far that has come; few at once, since each may take much memory.
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { afterAnswer } from '#app/platform/after-answer.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { WRITE_LIMIT_MS } from './import.server.ts';
import { examineApart } from './parse-apart.server.ts';
import type { AnyParsed, Examined } from './parse-file.ts';
import { planFile } from './plan-file.server.ts';
import { renderPlan, type PlanPages } from './plan-pages.ts';
import type { Contents, ReadingChoice, Upload, UploadSummary } from './upload.ts';
import { uploadPath, writePart } from './upload-files.server.ts';
import type { Received } from './receive-upload.server.ts';
import {
  addUpload,
  beginReading,
  cancelUpload,
  endReading,
  HEARD_EVERY_MS,
  tellPercent,
  tellReading,
} from './uploads.server.ts';

/** A file read in its own thread may take hundreds of megabytes. */
const AT_ONCE = 2;
/** A small file is read by then, and its page need not say that it is being read. */
const WAITED_FOR_MS = 1_500;

const underWay = new Map<string, AbortController>();
const waiting: (() => void)[] = [];
let reading = 0;

async function inTurn(work: () => Promise<void>): Promise<void> {
  if (reading >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  reading++;
  try {
    await work();
  } finally {
    reading--;
    waiting.shift()?.();
  }
}

/** Writes down how the plan reads. */
export async function keepPlan(
  id: string,
  { form }: Examined,
  plan: PlanPages | null,
  faults: Contents['faults'],
): Promise<void> {
  const none = { refused: [], changed: [], created: [], same: [] };
  await writePart(id, 'pages', plan?.text ?? '');
  await writePart(id, 'contents', JSON.stringify({ form, faults, pages: plan?.pages ?? none } satisfies Contents));
}

/** Plans in the transaction given, and renders. */
export async function planPages(client: PoolClient, parsed: AnyParsed, notice: ReadingChoice['notice']) {
  const planned = await planFile(client, parsed, notice);
  return { planned, pages: renderPlan(parsed, planned) };
}

async function readAndPlan(actor: StaffActor, upload: Received, choice: ReadingChoice, stopping: AbortSignal) {
  const { id, kind, fileName } = upload;
  let told = 0;
  const examined = await examineApart(
    {
      kind,
      fileName,
      bytes: await readFile(uploadPath(id, 'file')),
      encoding: choice.encoding ?? undefined,
      delimiter: choice.delimiter ?? undefined,
      columns: choice.columns,
    },
    {
      stopping,
      keepAt: uploadPath(id, 'reading'),
      onProgress: (percent) => {
        // Planning comes after.
        const whole = Math.floor(percent * 0.9);
        if (whole < told + 10) return;
        told = whole;
        tellPercent(actor, id, whole).catch((error: unknown) => log.error({ err: error }, 'progress was not told'));
      },
    },
  );
  if (stopping.aborted) return;
  const { parsed } = examined;
  const summary: UploadSummary = { delimiter: choice.delimiter, notice: choice.notice, plan: null };
  if (!parsed.ok) {
    await keepPlan(id, examined, null, parsed.reason);
    await endReading(actor, id, 'read', summary);
    return;
  }
  const { pages } = await inRoleSql(
    'psa_worker',
    actorSettings(actor),
    (client) => planPages(client, parsed.value, choice.notice),
    { timeoutMs: WRITE_LIMIT_MS },
  );
  await keepPlan(id, examined, pages, []);
  await endReading(actor, id, 'read', { ...summary, plan: { digest: pages.digest, counts: pages.counts } });
}

/**
 * Begins to read an upload as is chosen, and waits a moment for it. What breaks it fails the upload, which says so; a newer choice stops an
 * older reading. False when there is nothing to read any more.
 */
export async function startReading(actor: StaffActor, upload: Received, choice: ReadingChoice): Promise<boolean> {
  underWay.get(upload.id)?.abort();
  if (!(await beginReading(actor, upload.id, choice))) return false;
  const stop = new AbortController();
  underWay.set(upload.id, stop);
  const heard = setInterval(() => {
    tellReading(actor, upload.id).catch((error: unknown) => log.error({ err: error }, 'reading was not told'));
  }, HEARD_EVERY_MS).unref();
  const read = inTurn(async () => {
    if (!stop.signal.aborted) await readAndPlan(actor, upload, choice, stop.signal);
  })
    .catch(async (error: unknown) => {
      if (stop.signal.aborted) return;
      log.error({ err: error }, 'an upload could not be read');
      await endReading(actor, upload.id, 'failed', { delimiter: null, notice: null, plan: null, because: 'fault' });
    })
    .finally(() => {
      clearInterval(heard);
      if (underWay.get(upload.id) === stop) underWay.delete(upload.id);
    });
  afterAnswer(() => read);
  await Promise.race([read, sleep(WAITED_FOR_MS)]);
  return true;
}

const AS_FOUND: ReadingChoice = { encoding: null, delimiter: null, columns: {}, notice: null };

/** Keeps what was received, and begins to read it as it says of itself. */
export async function readFirst(actor: StaffActor, received: Received): Promise<void> {
  await addUpload(actor, received);
  await startReading(actor, received, AS_FOUND);
}

/** Reads it as was chosen before, where whoever did is gone. */
export const readAgain = (actor: StaffActor, upload: Upload): Promise<boolean> =>
  startReading(actor, upload, {
    encoding: upload.encoding,
    delimiter: upload.summary?.delimiter ?? null,
    columns: upload.columns,
    notice: upload.summary?.notice ?? null,
  });

/** Ends the thread that reads it, and deletes what there is of it. */
export async function stopUpload(actor: StaffActor, id: string): Promise<void> {
  underWay.get(id)?.abort();
  await cancelUpload(actor, id);
}
