// Keeps the built files: one folder, one name per build, never half a file under a final name.
import { createHash } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { dataPath } from '#app/platform/files.server.ts';
import type { RandomAccess } from '#reports/workbook/random-access.ts';

const FOLDER = 'files';

/** Where the file of a build stands. */
export const buildPath = (runId: number, number: number): string => dataPath(FOLDER, `run-${runId}-${number}.xlsx`);

/** Where it grows until it is finished and checked. A run has one builder at a time; what a killed one left is written over. */
export const draftPath = (runId: number, number: number): string => `${buildPath(runId, number)}.part`;

export async function makeReportFolder(): Promise<void> {
  await mkdir(dataPath(FOLDER), { recursive: true, mode: 0o700 });
}

export const keepDraft = (runId: number, number: number): Promise<void> =>
  rename(draftPath(runId, number), buildPath(runId, number));

export const dropDraft = (runId: number, number: number): Promise<void> =>
  rm(draftPath(runId, number), { force: true });

export type StandingFile = { readonly runId: number; readonly number: number; readonly path: string };

const NAMED = /^run-(\d+)-(\d+)\.xlsx(?:\.part|\.restored)?$/;

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
