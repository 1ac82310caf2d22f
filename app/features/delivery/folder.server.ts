// The folder channel: outbox/PERIOD/RECIPIENT.xlsx, whole or not at all.
import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hashFile } from '#app/features/reporting/report-files.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import { TransportError, type Parcel, type Transport } from './transport.ts';

/** Where a report stands below a folder: PERIOD/SLUG.xlsx. */
export const outboxName = ({ period, recipientSlug }: Pick<Parcel, 'period' | 'recipientSlug'>): string =>
  join(period, `${recipientSlug}.xlsx`);

/**
 * Copies the parcel below `folder`, replacing what stands there in one step. Gives the path. Until it is whole it grows under
 * the name of its `writer`: a delivery has one sender at a time, so what a killed one left is written over; copies that
 * anybody may ask for at once have names of their own.
 */
export async function putInFolder(
  folder: string,
  parcel: Pick<Parcel, 'period' | 'recipientSlug' | 'path'>,
  writer: string = randomUUID(),
): Promise<string> {
  const path = join(folder, outboxName(parcel));
  const part = `${path}.${writer}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await copyFile(parcel.path, part);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw new TransportError('The folder could not be written', true, { cause: error });
  }
  return path;
}

export const folderTransport: Transport = {
  async deliver(parcel) {
    await putInFolder(dataPath('outbox'), parcel, 'sender');
    return { disclosed: true };
  },
  async findArrived(parcel) {
    const found = await hashFile(join(dataPath('outbox'), outboxName(parcel))).catch(() => null);
    return found === parcel.sha256 ? { disclosed: true } : null;
  },
};
