// The sample data of the demonstration: a training centre's own files, imported as anybody's would be.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'samples');

/** One of the sample files, by its name. */
export async function readSample(fileName: string): Promise<{ fileName: string; bytes: Buffer }> {
  return { fileName, bytes: await readFile(join(FOLDER, fileName)) };
}
