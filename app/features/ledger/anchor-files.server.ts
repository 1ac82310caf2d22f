// Keeps the copies of anchors in the data folder, outside the database, and tells which ones we signed.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';

import { env } from '#app/platform/env.server.ts';
import { dataPath } from '#app/platform/files.server.ts';

const FOLDER = 'anchors';

const anchorSchema = z.object({
  /** 'YYYY-MM-DD', UTC. */
  day: z.string(),
  /** How many events were sealed. */
  position: z.int().min(0),
  /** The hash of the last one. */
  head: z.string(),
  signature: z.string(),
});
export type Anchor = z.infer<typeof anchorSchema>;

export const signAnchor = ({ day, position, head }: Omit<Anchor, 'signature'>): string =>
  createHmac('sha256', env().auditAnchorKey).update(`${day}\n${position}\n${head}`).digest('hex');

export const isSigned = (anchor: Anchor): boolean => {
  const expected = Buffer.from(signAnchor(anchor));
  const given = Buffer.from(anchor.signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
};

const fileOf = (day: string): string => dataPath(FOLDER, `${day}.json`);

async function listDays(): Promise<string[]> {
  const names = await readdir(dataPath(FOLDER)).catch(() => []);
  return names.filter((name) => /^\d{4}-\d{2}-\d{2}\.json$/.test(name)).map((name) => name.slice(0, 10));
}

/** Writes a file for each anchor that has none; one that is there stays as it is, whatever it says. */
export async function writeMissingFiles(anchors: readonly Anchor[]): Promise<void> {
  const there = new Set(await listDays());
  const missing = anchors.filter(({ day }) => !there.has(day));
  if (missing.length > 0) await mkdir(dataPath(FOLDER), { recursive: true });
  for (const anchor of missing) {
    // Whole or not at all, and several writers at once don't meet.
    const draft = `${fileOf(anchor.day)}.${randomUUID()}`;
    await writeFile(draft, `${JSON.stringify(anchor, null, 2)}\n`);
    await rename(draft, fileOf(anchor.day));
  }
}

async function readFileOf(day: string): Promise<Anchor> {
  try {
    const anchor = anchorSchema.parse(JSON.parse(await readFile(fileOf(day), 'utf8')));
    return anchor.day === day ? anchor : { ...anchor, day, signature: '' };
  } catch {
    // Not as we wrote it: that it was changed is what is told.
    return { day, position: 0, head: '', signature: '' };
  }
}

/** The anchors that this machine has files of; what can't be read is one that nobody signed. */
export const readFiles = async (): Promise<Anchor[]> => Promise.all((await listDays()).map(readFileOf));

/**
 * Sets aside the files of these days, below a folder named `apart`: they speak of a chain that a restore has put an end to. They stay, for whoever asks. Gives how
 * many were moved.
 */
export async function setAnchorsAside(days: ReadonlySet<string>, apart: string): Promise<number> {
  const moving = (await listDays()).filter((day) => days.has(day));
  if (moving.length > 0) await mkdir(dataPath(FOLDER, apart), { recursive: true });
  for (const day of moving) await rename(fileOf(day), dataPath(FOLDER, apart, `${day}.json`));
  return moving.length;
}
