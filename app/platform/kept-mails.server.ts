// Removes mails that became files in the data folder, where no mail server is set: each is a copy of what somebody was written, and goes with them or by its age.
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dataPath } from './files.server.ts';
import { formsOfAddress, holdsAddress } from './find-address.server.ts';

const ADDRESS = /[^\s<>,"]+@[^\s<>,"]+/g;
const HEADERS_END = /\r?\n\r?\n/;

/** The header 'To', with lines that were folded put together again. */
function toOf(message: string): string {
  const headers = (message.split(HEADERS_END, 1)[0] ?? '').replaceAll(/\r?\n[ \t]+/g, ' ');
  return /^to:(.*)$/im.exec(headers)?.[1] ?? '';
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

const readTo = async (folder: string, name: string): Promise<string> =>
  toOf(await readFile(join(folder, name), 'utf8').catch(() => ''));

/** Every mail that went to one of these addresses. Gives how many. */
export async function removeKeptMails(addresses: readonly string[]): Promise<number> {
  const folder = dataPath('mail');
  let gone = 0;
  for (const name of await listMails(folder)) {
    const to = await readTo(folder, name);
    if (!addresses.some((address) => holdsAddress(to, address))) continue;
    await rm(join(folder, name), { force: true });
    gone++;
  }
  return gone;
}

/**
 * Every mail that went to none but addresses that `nobodysOf` gives. It is asked once about all of them, in small letters and with the domain in both of its forms: an
 * address of which either is somebody's is not nobody's. Gives how many.
 */
export async function removeMailsTo(
  nobodysOf: (addresses: readonly string[]) => Promise<readonly string[]>,
): Promise<number> {
  const folder = dataPath('mail');
  const mails: { name: string; to: readonly string[] }[] = [];
  for (const name of await listMails(folder))
    mails.push({ name, to: (await readTo(folder, name)).match(ADDRESS)?.flatMap(formsOfAddress) ?? [] });
  if (mails.length === 0) return 0;
  const nobodys = new Set(await nobodysOf([...new Set(mails.flatMap(({ to }) => to))]));
  const gone = mails.filter(({ to }) => to.length > 0 && to.every((address) => nobodys.has(address)));
  for (const { name } of gone) await rm(join(folder, name), { force: true });
  return gone.length;
}
