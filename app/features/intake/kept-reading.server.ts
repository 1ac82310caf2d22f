// What was read of a file, beside the file: planning it again, and applying it, need not read it again.
import { readFile, writeFile } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import type { Examined } from './parse-file.ts';

export const keepExamined = (path: string, examined: Examined): Promise<void> =>
  writeFile(path, serialize(examined), { mode: 0o600 });

/** What `keepExamined` kept; nobody else writes there. Null when it is not there any more. */
export async function readExamined(path: string): Promise<Examined | null> {
  const bytes = await readFile(path).catch(() => null);
  return bytes === null ? null : (deserialize(bytes) as Examined);
}
