// Keeps the built files: one folder, one name per build, never half a file under a final name.
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { dataPath } from '#app/platform/files.server.ts';
import type { RandomAccess } from '#reports/workbook/random-access.ts';

const FOLDER = 'files';

/** Where the file of a build stands. */
export const buildPath = (runId: number, number: number): string => dataPath(FOLDER, `run-${runId}-${number}.xlsx`);

/**
 * Where it may grow until it is checked and recorded: another place each time. A builder whose lock was lost goes on, and may still write when the
 * next one has begun.
 */
export const newDraftPath = (runId: number, number: number): string =>
  `${buildPath(runId, number)}.${randomUUID()}.part`;

export async function makeReportFolder(): Promise<void> {
  await mkdir(dataPath(FOLDER), { recursive: true, mode: 0o700 });
}

export const dropDraft = (path: string): Promise<void> => rm(path, { force: true });

export type StandingFile = { readonly runId: number; readonly number: number; readonly path: string };

const NAMED = /^run-(\d+)-(\d+)\.xlsx(?:(?:\.[0-9a-f-]{36})?\.part|\.restored)?$/;

/** What stands there of builds: finished files, and drafts of whatever age. */
export async function listReportFiles(): Promise<StandingFile[]> {
  const names = await readdir(dataPath(FOLDER)).catch(() => []);
  return names.flatMap((name) => {
    const found = NAMED.exec(name);
    return found === null ? [] : [{ runId: Number(found[1]), number: Number(found[2]), path: dataPath(FOLDER, name) }];
  });
}

/** How long ago a file was written, in milliseconds as the file system's clock has it; null when it is gone. */
export const ageOf = async (path: string, now: Date): Promise<number | null> =>
  stat(path).then(
    ({ mtimeMs }) => now.getTime() - mtimeMs,
    () => null,
  );

/** Opens a file for reading anywhere in it, and closes it when `work` is done. */
export async function withFile<T>(path: string, work: (source: RandomAccess) => Promise<T>): Promise<T> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    return await work({
      size,
      async read(offset, length) {
        const buffer = Buffer.allocUnsafe(length);
        const { bytesRead } = await handle.read(buffer, 0, length, offset);
        return buffer.subarray(0, bytesRead);
      },
    });
  } finally {
    await handle.close();
  }
}

/** The SHA-256 of a file, in hex. Throws what reading it throws. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

export type KeptDraft = {
  readonly runId: number;
  readonly number: number;
  readonly written: { readonly draft: string; readonly sha256: string };
};

/** Gives a draft its final name; only the builder may whose record of this build stands. Asked again, it finds its file there. */
export async function keepDraft({ runId, number, written }: KeptDraft): Promise<void> {
  const path = buildPath(runId, number);
  await rename(written.draft, path).catch(async (error: unknown) => {
    if ((await hashFile(path).catch(() => null)) !== written.sha256) throw error;
  });
}

/** Removes what others wrote of builds that are recorded now: killed builders, and such as come too late. */
export async function dropOtherDrafts(recorded: readonly { runId: number; number: number }[]): Promise<void> {
  const newest = new Map(recorded.map(({ runId, number }) => [runId, number]));
  for (const { runId, number, path } of await listReportFiles())
    if (path.endsWith('.part') && number <= (newest.get(runId) ?? 0)) await dropDraft(path);
}

/** Thrown when a file is no longer the one that was checked. */
export class AlteredFileError extends Error {
  override readonly name = 'AlteredFileError';
}

/** Opens a build's file for reading from its start, once its bytes are those that were recorded. Throws AlteredFileError when not. */
export async function streamBuild(runId: number, number: number, sha256: string): Promise<ReadStream> {
  const path = buildPath(runId, number);
  if ((await hashFile(path)) !== sha256) {
    throw new AlteredFileError(`The file of run ${runId}, build ${number}, was altered after it was checked`);
  }
  return createReadStream(path);
}
