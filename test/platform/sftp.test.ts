// SFTP against servers that are none, fall silent or talk nonsense: one error each in words of ours, within the time that a server is waited for, and nothing uncaught.
import { putBySftp, hashBySftp, type SftpAddress } from '#app/platform/sftp.server.ts';
import { startSftpServer, type SftpServer } from '#test/support/sftp-server.ts';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const { utils } = ssh2;
const PATIENCE = { silenceMs: 1_000, longestMs: 3_000 };
let sftp: SftpServer;
let folder: string;
beforeAll(async () => {
  sftp = await startSftpServer();
  folder = await mkdtemp(join(tmpdir(), 'psa-sftp-'));
  await writeFile(join(folder, 'file'), 'x'.repeat(200_000));
});
afterAll(async () => {
  await sftp.stop();
  await rm(folder, { recursive: true });
});

const address = (port: number): SftpAddress => ({ host: 'localhost', port, user: 'academy', hostKeys: [sftp.hostKey] });
const put = (port: number) =>
  putBySftp(
    address(port),
    { privateKey: sftp.privateKey },
    { file: join(folder, 'file'), folder: '.', name: 'f' },
    PATIENCE,
  );

describe('something that is no SFTP server', () => {
  let uncaught: Error[] = [];
  const note = (error: Error): void => void uncaught.push(error);
  let others: NodeJS.UncaughtExceptionListener[] = [];
  let server: Server | undefined;
  beforeEach(() => {
    uncaught = [];
    others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException').on('uncaughtException', note);
  });
  afterEach(() => {
    server?.close();
    process.removeAllListeners('uncaughtException');
    for (const other of others) process.on('uncaughtException', other);
  });

  const ANSWERS: Readonly<Record<string, (socket: Socket) => unknown>> = {
    'says nothing': () => undefined,
    'speaks HTTP': (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    'babbles on': (socket) => socket.write('x'.repeat(200_000)),
    'is resets alone': (socket) => socket.resetAndDestroy(),
  };
  it.each(Object.keys(ANSWERS))('that %s is not reached, and ends no process', async (kind) => {
    const sockets: Socket[] = [];
    server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined).resume();
      ANSWERS[kind]?.(socket);
    }).listen(0, 'localhost');
    await once(server, 'listening');
    const at = server.address();
    await expect(put(at !== null && typeof at === 'object' ? at.port : 0)).rejects.toMatchObject({
      code: 'unreachable',
      maybeArrived: false,
    });
    for (const socket of sockets) if (!socket.destroyed) await once(socket, 'close');
    await new Promise(setImmediate);
    expect(uncaught).toEqual([]);
  });
});

describe('a server with host keys of several kinds', () => {
  const makeKey = (kind: 'ed25519' | 'ecdsa'): string =>
    kind === 'ed25519'
      ? utils.generateKeyPairSync('ed25519').private
      : utils.generateKeyPairSync('ecdsa', { bits: 256 }).private;

  it('is known by whichever of them was agreed, and is another one where none was', async () => {
    const several = await startSftpServer([makeKey('ed25519'), makeKey('ecdsa')]);
    try {
      const at = { ...address(several.port), hostKeys: [several.hostKey] };
      const file = { file: join(folder, 'file'), folder: '.', name: 'f' };
      await putBySftp(at, { privateKey: several.privateKey }, file, PATIENCE);
      expect(Object.keys(await several.files())).toEqual(['f']);
      expect(await hashBySftp(at, { privateKey: several.privateKey }, 'none', PATIENCE)).toBeNull();
      const another = { ...at, hostKeys: [sftp.hostKey] };
      await expect(putBySftp(another, { privateKey: several.privateKey }, file, PATIENCE)).rejects.toMatchObject({
        code: 'host-key',
      });
    } finally {
      await several.stop();
    }
  });
});

describe('a server that lets in and then says nothing', () => {
  it.each([1, 2, 3, 4])('is given up while it is written to: at call %i', async (n) => {
    sftp.breakAt(n, 'silent');
    const before = performance.now();
    await expect(put(sftp.port)).rejects.toMatchObject({ code: 'unreachable' });
    expect(performance.now() - before).toBeLessThan(PATIENCE.longestMs);
  });

  it('is given up while it is read', async () => {
    await put(sftp.port);
    sftp.breakAt(2, 'silent');
    await expect(hashBySftp(address(sftp.port), { privateKey: sftp.privateKey }, 'f', PATIENCE)).rejects.toMatchObject({
      code: 'unreachable',
    });
  });
});

it('a server that is slow is waited for as long as something goes on, and not for ever', async () => {
  sftp.slowDown(5);
  await put(sftp.port);
  sftp.slowDown(700);
  await expect(put(sftp.port)).rejects.toMatchObject({ code: 'unreachable' });
  sftp.slowDown(0);
});
