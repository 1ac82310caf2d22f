// Where a file on its way in stands, and what was made of it: in a folder of its own below the data folder, for this process's user alone.
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dataPath } from '#app/platform/files.server.ts';

/** The file as it came, what was read of it, the pages of its plan, and what those pages are. */
type Part = 'file' | 'reading' | 'pages' | 'contents';

export const uploadPath = (id: string, part: Part): string => dataPath('uploads', id, part);

export async function makeUploadFolder(id: string): Promise<void> {
  await mkdir(dataPath('uploads', id), { recursive: true, mode: 0o700 });
}

/** Nothing is left of it (bad-D15). */
export const removeUpload = (id: string): Promise<void> =>
  rm(dataPath('uploads', id), { recursive: true, force: true });

export const writePart = (id: string, part: Part, content: string): Promise<void> =>
  writeFile(uploadPath(id, part), content, { mode: 0o600 });

/** Null when it is not there (any more). */
export const readPart = (id: string, part: Part): Promise<Buffer | null> =>
  readFile(uploadPath(id, part)).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });

/** The ids of what stands there, with the age of each in milliseconds, as the file system's clock has it. */
export async function listUploadFolders(now: Date): Promise<{ id: string; ageMs: number }[]> {
  const names = await readdir(dataPath('uploads')).catch(() => []);
  return Promise.all(
    names.map(async (id) => {
      const found = await stat(dataPath('uploads', id)).catch(() => null);
      return { id, ageMs: found === null ? 0 : now.getTime() - found.mtimeMs };
    }),
  );
}
