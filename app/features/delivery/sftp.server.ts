// The SFTP channel: PERIOD-RECIPIENT.xlsx in the recipient's folder, on the server whose key was agreed.
import { posix } from 'node:path';
import { ChannelTargets, type SftpTarget } from '#app/features/agreements/channels.ts';
import { env } from '#app/platform/env.server.ts';
import { hashBySftp, putBySftp, SftpError, type SftpKey } from '#app/platform/sftp.server.ts';
import { fileNameOf, TransportError, type Parcel, type Transport } from './transport.ts';

/** What only a person can mend: another key, an account that is not let in, a folder that is not there. */
const FOR_A_PERSON: ReadonlySet<SftpError['code']> = new Set(['host-key', 'refused', 'folder', 'denied']);

function wayOf({ targets }: Parcel): { target: SftpTarget; key: SftpKey } {
  const target = ChannelTargets.parse(targets).sftp;
  const { sftpKey } = env();
  if (target === undefined) throw new TransportError('The agreement names no SFTP server', false);
  if (sftpKey === undefined) throw new TransportError('The portal has no key for SFTP (SFTP_PRIVATE_KEY_FILE)', false);
  return { target, key: { privateKey: sftpKey } };
}

const asTransportError = (error: unknown): unknown =>
  error instanceof SftpError
    ? new TransportError(error.message, !FOR_A_PERSON.has(error.code), {
        cause: error,
        maybeArrived: error.maybeArrived,
      })
    : error;

export const sftpTransport: Transport = {
  async deliver(parcel) {
    const { target, key } = wayOf(parcel);
    try {
      await putBySftp(target, key, { file: parcel.path, folder: target.folder, name: fileNameOf(parcel) });
    } catch (error) {
      throw asTransportError(error);
    }
    return { disclosed: true };
  },
  async findArrived(parcel) {
    const { target, key } = wayOf(parcel);
    try {
      const found = await hashBySftp(target, key, posix.join(target.folder, fileNameOf(parcel)));
      return found === parcel.sha256 ? { disclosed: true } : null;
    } catch (error) {
      throw asTransportError(error);
    }
  },
};
