// Mail that became files in the data folder, as a mail program would read it.
import { finishAfterAnswers } from '#app/platform/after-answer.server.ts';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import type { TestDatabase } from './database.ts';

const folderOf = ({ dataDir }: TestDatabase): string => join(dataDir, 'mail');

/** Every mail so far, in the order in which they were sent; what follows an answer is waited for. */
export async function readKeptMail(database: TestDatabase): Promise<Email[]> {
  await finishAfterAnswers();
  let names: string[] = [];
  try {
    names = readdirSync(folderOf(database)).sort();
  } catch {
    // None was sent yet.
  }
  return Promise.all(names.map((name) => PostalMime.parse(readFileSync(join(folderOf(database), name)))));
}

export function forgetKeptMail(database: TestDatabase): void {
  rmSync(folderOf(database), { recursive: true, force: true });
}

/** The last part of the first link to such a path. */
export function tokenIn(mail: Email | undefined, path: string): string {
  const found = new RegExp(`${path}([A-Za-z0-9_-]+)`).exec(mail?.text ?? '')?.[1];
  if (found === undefined) throw new Error(`There is no link to ${path} in the mail`);
  return found;
}
