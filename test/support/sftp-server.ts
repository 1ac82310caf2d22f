// A real SFTP server on this machine, with a folder of its own; it breaks where it is told to.
import { constants } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { fingerprintOf } from '#app/platform/sftp.server.ts';

const { Server, utils } = ssh2;
const { STATUS_CODE } = utils.sftp;

type Operation = 'OPEN' | 'WRITE' | 'CLOSE' | 'MKDIR' | 'RENAME' | 'STAT' | 'READ';
/** What becomes of the n-th call: an answer of failure, no answer at all, or the connection cut before or after it is done. */
export type Fault = 'fail' | 'silent' | 'cut-before' | 'cut-after';

export type SftpServer = {
  readonly port: number;
  readonly hostKey: string;
  /** OpenSSH, of the one account. */
  readonly privateKey: string;
  readonly folder: string;
  /** Operations in order, since the last time they were forgotten. */
  readonly calls: Operation[];
  /** The n-th operation from now on goes wrong, once. */
  breakAt(n: number, fault: Fault): void;
  /** Each answer comes so much later. */
  slowDown(ms: number): void;
  /** The next operation is not answered before it is let go; `held` says that it came. */
  holdNext(): void;
  held(): Promise<void>;
  letGo(): void;
  /** Nobody is let in. */
  refuse(everybody: boolean): void;
  /** Path → SHA-256 of every whole file. */
  files(): Promise<Record<string, string>>;
  stop(): Promise<void>;
};

/** RSA in PEM: what every SSH implementation reads. */
const makeKey = (): string =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  }).privateKey;

const publicOf = (key: string): Buffer => {
  const parsed = utils.parseKey(key);
  if (parsed instanceof Error) throw parsed;
  return parsed.getPublicSSH();
};

/** `otherHostKeys`: private keys that it shows, too. */
export async function startSftpServer(otherHostKeys: readonly string[] = []): Promise<SftpServer> {
  const folder = await mkdtemp(join(tmpdir(), 'psa-sftp-'));
  const hostKey = makeKey();
  const privateKey = makeKey();
  const allowed = publicOf(privateKey);
  const calls: Operation[] = [];
  let breaking: { at: number; fault: Fault } | null = null;
  let refusing = false;
  let lateMs = 0;
  let hold: { came: PromiseWithResolvers<void>; let: PromiseWithResolvers<void> } | null = null;
  let isHolding = false;
  const clients = new Set<ssh2.Connection>();

  const server = new Server({ hostKeys: [...otherHostKeys, hostKey] }, (client) => {
    clients.add(client);
    client.on('close', () => clients.delete(client)).on('error', () => undefined);
    client.on('authentication', (attempt) => {
      const isKey = attempt.method === 'publickey' && attempt.key.data.equals(allowed);
      if (isKey && !refusing) attempt.accept();
      else attempt.reject(['publickey']);
    });
    client.on('session', (accept) => {
      accept().on('sftp', (acceptSftp) => serve(client, acceptSftp()));
    });
  });

  function serve(client: ssh2.Connection, sftp: ssh2.SFTPWrapper): void {
    const handles = new Map<number, FileHandle>();
    // Whoever is cut off closes nothing.
    client.on('close', () => void Promise.all([...handles.values()].map((handle) => handle.close())));
    let last = 0;
    const at = (path: string): string => join(folder, path);
    const handleOf = (id: Buffer): FileHandle => {
      const handle = handles.get(id.readUInt32BE(0));
      if (handle === undefined) throw new Error('no such handle');
      return handle;
    };
    const statusOf = (error: unknown): number =>
      error instanceof Error && 'code' in error && error.code === 'ENOENT'
        ? STATUS_CODE.NO_SUCH_FILE
        : STATUS_CODE.FAILURE;
    const released = async (): Promise<void> => {
      if (!isHolding || hold === null) return;
      isHolding = false;
      hold.came.resolve();
      await hold.let.promise;
    };
    /** One operation: counted, broken if it is its turn, answered by `work`. */
    const operate = (id: number, operation: Operation, work: () => Promise<() => void>): void => {
      calls.push(operation);
      const fault = breaking !== null && --breaking.at === 0 ? breaking.fault : null;
      if (fault !== null) breaking = null;
      if (fault === 'cut-before') {
        client.end();
      } else if (fault === 'silent') {
        return;
      } else if (fault === 'fail') {
        sftp.status(id, STATUS_CODE.FAILURE);
      } else {
        void released()
          .then(work)
          .then(
            (answer) => {
              if (fault === 'cut-after') client.end();
              else setTimeout(answer, lateMs);
            },
            (error: unknown) => sftp.status(id, statusOf(error)),
          );
      }
    };
    const ok = (id: number) => () => sftp.status(id, STATUS_CODE.OK);

    sftp.on('OPEN', (id, path, flags) =>
      operate(id, 'OPEN', async () => {
        const isWriting = (flags & utils.sftp.OPEN_MODE.WRITE) !== 0;
        const handle = await open(
          at(path),
          isWriting ? constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC : 'r',
        );
        const number = ++last;
        handles.set(number, handle);
        const name = Buffer.alloc(4);
        name.writeUInt32BE(number);
        return () => sftp.handle(id, name);
      }),
    );
    sftp.on('WRITE', (id, handle, offset, data) =>
      operate(id, 'WRITE', async () => {
        await handleOf(handle).write(data, 0, data.length, offset);
        return ok(id);
      }),
    );
    sftp.on('READ', (id, handle, offset, length) =>
      operate(id, 'READ', async () => {
        const { bytesRead, buffer } = await handleOf(handle).read(Buffer.alloc(length), 0, length, offset);
        return () =>
          bytesRead === 0 ? sftp.status(id, STATUS_CODE.EOF) : sftp.data(id, buffer.subarray(0, bytesRead));
      }),
    );
    sftp.on('CLOSE', (id, handle) =>
      operate(id, 'CLOSE', async () => {
        await handleOf(handle).close();
        handles.delete(handle.readUInt32BE(0));
        return ok(id);
      }),
    );
    const tell = (id: number, path: string): void =>
      operate(id, 'STAT', async () => {
        const { size, mode } = await stat(at(path));
        return () => sftp.attrs(id, { size, mode, uid: 0, gid: 0, atime: 0, mtime: 0 });
      });
    sftp.on('STAT', tell).on('LSTAT', tell);
    sftp.on('FSTAT', (id, handle) =>
      operate(id, 'STAT', async () => {
        const { size, mode } = await handleOf(handle).stat();
        return () => sftp.attrs(id, { size, mode, uid: 0, gid: 0, atime: 0, mtime: 0 });
      }),
    );
    sftp.on('MKDIR', (id, path) =>
      operate(id, 'MKDIR', async () => {
        await mkdir(at(path));
        return ok(id);
      }),
    );
    sftp.on('REMOVE', (id, path) =>
      operate(id, 'RENAME', async () => {
        await rm(at(path));
        return ok(id);
      }),
    );
    sftp.on('RENAME', (id, from, to) =>
      operate(id, 'RENAME', async () => {
        await rename(at(from), at(to));
        return ok(id);
      }),
    );
  }

  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  return {
    port,
    hostKey: fingerprintOf(publicOf(hostKey)),
    privateKey,
    folder,
    calls,
    breakAt(n, fault) {
      calls.length = 0;
      breaking = { at: n, fault };
    },
    slowDown(ms) {
      lateMs = ms;
    },
    holdNext() {
      hold = { came: Promise.withResolvers(), let: Promise.withResolvers() };
      isHolding = true;
    },
    held: async () => hold?.came.promise,
    letGo: () => hold?.let.resolve(),
    refuse(everybody) {
      refusing = everybody;
    },
    async files() {
      const found: Record<string, string> = {};
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || entry.name.endsWith('.part')) continue;
        const path = join(entry.parentPath, entry.name);
        found[path.slice(folder.length + 1)] = createHash('sha256')
          .update(await readFile(path))
          .digest('hex');
      }
      return found;
    },
    async stop() {
      for (const client of clients) client.end();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
