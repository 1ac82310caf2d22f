// Decides how a file reaches an SFTP server: only one whose host key is the one that was agreed, with the portal's own key, and whole or not at all.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { posix } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Client, type ConnectConfig, type ServerHostKeyAlgorithm, type SFTPWrapper } from 'ssh2';

import { LONGEST_SENDING_MS } from './longest-sending.ts';

const WAIT_MS = 20_000;
/** A server that takes or gives nothing for so long is not there any more, whatever it says to keep the connection. */
const SILENCE_MS = 60_000;

const STATUS = { noSuchFile: 2, permissionDenied: 3, failure: 4 } as const;

export type SftpAddress = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** 'SHA256:…' as `ssh-keygen -l` prints it; several while the server's key is being changed. */
  readonly hostKeys: readonly string[];
};
export type SftpKey = { /** OpenSSH or PEM. */ readonly privateKey: string };

/** Why a file did not get there. The message names neither the account nor an answer of the server. */
export class SftpError extends Error {
  override readonly name = 'SftpError';
  readonly code: 'host-key' | 'refused' | 'folder' | 'denied' | 'unreachable' | 'fault';
  /** The connection broke after the file may have been put in place. */
  readonly maybeArrived: boolean;
  constructor(code: SftpError['code'], message: string, maybeArrived = false, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.maybeArrived = maybeArrived;
  }
}

/** 'SHA256:…' of a host key, in the words of OpenSSH. */
export const fingerprintOf = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;

const done = (work: (callback: (error?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => work((error) => (error ? reject(error) : resolve())));

/** In which step of the connection it went wrong, as ssh2 says it. */
const levelOf = (error: unknown): unknown => (error instanceof Error && 'level' in error ? error.level : undefined);
const statusOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** In words and kinds of our own: what a server says may name people. */
function asSftpError(error: unknown): SftpError {
  if (error instanceof SftpError) return error;
  const options = { cause: error };
  if (levelOf(error) === 'client-authentication') {
    return new SftpError('refused', 'The server does not take the key of the portal', false, options);
  }
  switch (statusOf(error)) {
    case STATUS.noSuchFile:
      return new SftpError('folder', 'The folder is not there', false, options);
    case STATUS.permissionDenied:
      return new SftpError('denied', 'The server does not let the portal write into the folder', false, options);
    case STATUS.failure:
      return new SftpError('fault', 'The server could not take the file', false, options);
    default:
      return new SftpError('unreachable', 'The server could not be reached, or went away', false, options);
  }
}

/** How long a server is waited for: until it is silent, and for all of it. */
export type Patience = { readonly silenceMs: number; readonly longestMs: number };
const PATIENCE: Patience = { silenceMs: SILENCE_MS, longestMs: LONGEST_SENDING_MS };

type Work<T> = (sftp: SFTPWrapper, goesOn: () => void) => Promise<T>;

/** Kinds of host keys. A server may have one of each, and shows the first that both sides know. */
const HOST_KEY_KINDS = [
  ['ssh-ed25519'],
  ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
  ['rsa-sha2-512', 'rsa-sha2-256'],
] as const satisfies readonly ServerHostKeyAlgorithm[][];

const isOtherKey = (error: unknown): boolean => error instanceof SftpError && error.code === 'host-key';

/**
 * Runs `work` on a connection to that server and to no other; `work` says whenever something went on. What was agreed tells no kind: a server that shows another key is asked
 * for each kind before it counts as another one. Throws `SftpError`.
 */
async function onServer<T>(address: SftpAddress, key: SftpKey, work: Work<T>, patience: Patience): Promise<T> {
  try {
    return await onServerShowing(address, key, work, patience, null);
  } catch (error) {
    if (!isOtherKey(error)) throw error;
    for (const kind of HOST_KEY_KINDS) {
      try {
        return await onServerShowing(address, key, work, patience, kind);
      } catch (again) {
        if (!isOtherKey(again)) throw again;
      }
    }
    throw error;
  }
}

/** `kind`: the only kind of host key that counts; null for whichever it shows. */
async function onServerShowing<T>(
  address: SftpAddress,
  key: SftpKey,
  work: Work<T>,
  { silenceMs, longestMs }: Patience,
  kind: readonly ServerHostKeyAlgorithm[] | null,
): Promise<T> {
  const client = new Client();
  const seen: { key?: string } = {};
  const settings: ConnectConfig = {
    host: address.host,
    port: address.port,
    username: address.user,
    privateKey: key.privateKey,
    readyTimeout: WAIT_MS,
    keepaliveInterval: SILENCE_MS / 4,
    keepaliveCountMax: 3,
    ...(kind === null ? {} : { algorithms: { serverHostKey: [...kind] } }),
    hostVerifier: (offered: Buffer) => address.hostKeys.includes((seen.key = fingerprintOf(offered))),
  };
  let giveUp = (): void => undefined;
  const lost = new Promise<never>((_resolve, reject) => {
    // Each of them, for as long as there is a client: an error that nobody hears ends the process.
    client.on('error', reject).on('close', () => reject(new Error('closed')));
    giveUp = () => reject(new Error('silent'));
  });
  lost.catch(() => undefined);
  const silence = setTimeout(giveUp, silenceMs);
  const whole = setTimeout(giveUp, longestMs);
  let isDone = false;
  try {
    const ready = new Promise<void>((resolve) => client.once('ready', resolve));
    client.connect(settings);
    await Promise.race([ready, lost]);
    const sftp = await Promise.race([
      new Promise<SFTPWrapper>((resolve, reject) =>
        client.sftp((error, opened) => (error ? reject(error) : resolve(opened))),
      ),
      lost,
    ]);
    silence.refresh();
    const made = await Promise.race([work(sftp, () => silence.refresh()), lost]);
    isDone = true;
    return made;
  } catch (error) {
    const hasNone = kind !== null && seen.key === undefined && levelOf(error) === 'handshake';
    if (hasNone || (seen.key !== undefined && !address.hostKeys.includes(seen.key))) {
      throw new SftpError('host-key', 'The server shows another host key than the one that was agreed', false, {
        cause: error,
      });
    }
    throw asSftpError(error);
  } finally {
    clearTimeout(silence);
    clearTimeout(whole);
    // Nothing is said to a server that failed: it may not be listening.
    if (isDone) client.end();
    else client.destroy();
  }
}

/** Tells of each piece that went by. */
const counting = (goesOn: () => void) =>
  async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of source) {
      goesOn();
      yield piece;
    }
  };

/** Below `folder`, which is there; a sub-folder of it is made. */
const makeFolder = async (sftp: SFTPWrapper, path: string): Promise<void> => {
  const there = await done((callback) => sftp.stat(path, callback)).then(
    () => true,
    (error: unknown) => {
      if (statusOf(error) === STATUS.noSuchFile) return false;
      throw error;
    },
  );
  if (!there) await done((callback) => sftp.mkdir(path, callback));
};

/** In one step where the server can; else what stands there is taken away first. */
async function putInPlace(sftp: SFTPWrapper, part: string, path: string): Promise<void> {
  try {
    await done((callback) => sftp.ext_openssh_rename(part, path, callback));
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('does not support')) throw error;
    await done((callback) => sftp.unlink(path, callback)).catch(() => undefined);
    await done((callback) => sftp.rename(part, path, callback));
  }
}

/**
 * Puts a local file at `folder`/`name` (which may have one folder of its own in it), replacing what stands there. It grows under another name. Throws
 * `SftpError`.
 */
export async function putBySftp(
  address: SftpAddress,
  key: SftpKey,
  { file, folder, name }: { file: string; folder: string; name: string },
  patience: Patience = PATIENCE,
): Promise<void> {
  const path = posix.join(folder, name);
  let isPlacing = false;
  const put = async (sftp: SFTPWrapper, goesOn: () => void): Promise<void> => {
    if (posix.dirname(path) !== posix.normalize(folder)) await makeFolder(sftp, posix.dirname(path));
    const part = `${path}.part`;
    await pipeline(createReadStream(file), counting(goesOn), sftp.createWriteStream(part));
    goesOn();
    isPlacing = true;
    await putInPlace(sftp, part, path);
  };
  await onServer(address, key, put, patience).catch((error: unknown) => {
    const known = asSftpError(error);
    throw known.code === 'unreachable' && isPlacing
      ? new SftpError('unreachable', known.message, true, { cause: error })
      : known;
  });
}

/** SHA-256 of the file at `path` there, as hex; null where there is none. Throws `SftpError`. */
export function hashBySftp(
  address: SftpAddress,
  key: SftpKey,
  path: string,
  patience: Patience = PATIENCE,
): Promise<string | null> {
  const read = async (sftp: SFTPWrapper, goesOn: () => void): Promise<string | null> => {
    const hash = createHash('sha256');
    try {
      await pipeline(sftp.createReadStream(path), counting(goesOn), hash);
    } catch (error) {
      if (statusOf(error) === STATUS.noSuchFile) return null;
      throw error;
    }
    return hash.digest('hex');
  };
  return onServer(address, key, read, patience);
}
