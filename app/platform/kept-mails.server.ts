// Removes mails that became files in the data folder, where no mail server is set: each is a copy of what somebody was written, and goes with them or by its age.
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { domainToASCII } from 'node:url';
import { dataPath } from './files.server.ts';

const HEADERS_END = /\r?\n\r?\n/;

/** The header 'To', with lines that were folded put together again. */
function toOf(message: string): string {
  const headers = (message.split(HEADERS_END, 1)[0] ?? '').replaceAll(/\r?\n[ \t]+/g, ' ');
  return /^to:(.*)$/im.exec(headers)?.[1]?.toLowerCase() ?? '';
}

/** In small letters, with the domain in punycode: some mails carry it so, while addresses are kept as they were typed. */
function normalForm(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  const domain = address.slice(at);
  return `${address.slice(0, at).normalize('NFC').toLowerCase()}${domainToASCII(domain) || domain}`;
}

const listMails = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'));

/** Those that were sent before. Gives how many. */
export async function removeMailsBefore(before: Date): Promise<number> {
  const folder = dataPath('mail');
  let gone = 0;
  for (const name of await listMails(folder)) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found === null || found.mtime >= before) continue;
    await rm(join(folder, name), { force: true });
    gone++;
  }
  return gone;
}

/** Every mail that went to one of these addresses. Gives how many. */
export async function removeKeptMails(addresses: readonly string[]): Promise<number> {
  const folder = dataPath('mail');
  const names = await listMails(folder);
  const wanted = new Set(addresses.map(normalForm));
  let gone = 0;
  for (const name of names) {
    const to = toOf(await readFile(join(folder, name), 'utf8').catch(() => ''));
    // As a whole: 'anna@…' is not in 'joanna@…'.
    if (!to.split(/[\s,<>]+/).some((part) => wanted.has(normalForm(part)))) continue;
    await rm(join(folder, name), { force: true });
    gone++;
  }
  return gone;
}
