// Keeps what must be known even when the database is one of yesterday: lines that are only ever appended, in the data folder, outside the
// database and to be backed up apart from it. One line is one JSON value.
import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { dataPath } from './files.server.ts';

export const JOURNAL_FOLDER = 'journal';

export type JournalName = 'erasures' | 'marks' | 'deliveries' | 'mails' | 'restores';

const fileOf = (name: JournalName, month: string | null): string =>
  dataPath(JOURNAL_FOLDER, month === null ? `${name}.jsonl` : `${name}-${month}.jsonl`);

/**
 * Appends and waits until the disk has it. `month` ('YYYY-MM') splits what is not needed for ever. Each line begins with a line break of its own, so that
 * one that a crash cut off spoils no other.
 */
export async function appendToJournal(
  name: JournalName,
  records: readonly object[],
  month: string | null = null,
): Promise<void> {
  if (records.length === 0) return;
  await mkdir(dataPath(JOURNAL_FOLDER), { recursive: true, mode: 0o700 });
  const handle = await open(fileOf(name, month), 'a', 0o600);
  try {
    await handle.writeFile(records.map((record) => `\n${JSON.stringify(record)}\n`).join(''));
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

export type ReadJournal<T> = {
  /** In the order in which they were written. */
  readonly entries: T[];
  /** Lines that can't be read: cut off by a crash, or changed. */
  readonly unread: number;
};

/** Undefined where the line is none. */
function parseLine<T>(line: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** The files of a journal, oldest first, with their month (null for one that is not split). */
export async function listJournal(name: JournalName): Promise<{ file: string; month: string | null }[]> {
  const pattern = new RegExp(`^${name}(?:-(\\d{4}-\\d{2}))?\\.jsonl$`);
  const names = await readdir(dataPath(JOURNAL_FOLDER)).catch(() => []);
  return names
    .flatMap((file) => {
      const found = pattern.exec(file);
      return found === null ? [] : [{ file: dataPath(JOURNAL_FOLDER, file), month: found[1] ?? null }];
    })
    .sort((one, other) => one.file.localeCompare(other.file));
}

/** Everything in a journal, or of these months and later ones. A journal that is not there is empty. */
export async function readJournal<T>(
  name: JournalName,
  schema: z.ZodType<T>,
  sinceMonth: string | null = null,
): Promise<ReadJournal<T>> {
  const entries: T[] = [];
  let unread = 0;
  for (const { file, month } of await listJournal(name)) {
    if (sinceMonth !== null && month !== null && month < sinceMonth) continue;
    for (const line of (await readFile(file, 'utf8')).split('\n')) {
      if (line === '') continue;
      const entry = parseLine(line, schema);
      if (entry === undefined) unread++;
      else entries.push(entry);
    }
  }
  return { entries, unread };
}
