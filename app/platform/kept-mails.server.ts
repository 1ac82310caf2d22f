// Removes mails that became files in the data folder, where no mail server is set: each is a copy of what somebody was written.
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dataPath } from './files.server.ts';

const HEADERS_END = /\r?\n\r?\n/;

/** The header 'To', with lines that were folded put together again. */
function toOf(message: string): string {
  const headers = (message.split(HEADERS_END, 1)[0] ?? '').replaceAll(/\r?\n[ \t]+/g, ' ');
  return /^to:(.*)$/im.exec(headers)?.[1]?.toLowerCase() ?? '';
}

/** Every mail that went to one of these addresses. Gives how many. */
export async function removeKeptMails(addresses: readonly string[]): Promise<number> {
  const folder = dataPath('mail');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'));
  const wanted = addresses.map((address) => address.toLowerCase());
  let gone = 0;
  for (const name of names) {
    const to = toOf(await readFile(join(folder, name), 'utf8').catch(() => ''));
    // As a whole: 'anna@…' is not in 'joanna@…'.
    const parts = to.split(/[\s,<>]+/);
    if (!wanted.some((address) => parts.includes(address))) continue;
    await rm(join(folder, name), { force: true });
    gone++;
  }
  return gone;
}
