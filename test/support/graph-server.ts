// A server that answers as Microsoft Graph does where files are uploaded, with the rules of its upload sessions; it breaks where it is told to.
import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { z } from 'zod';
import { makeCertificates } from './certificates.ts';

const PART = 320 * 1024;
const Created = z.object({ item: z.object({ '@microsoft.graph.conflictBehavior': z.literal('replace') }) });

/** What is answered instead, once: a status with headers, a connection cut before or after the work is done, a redirect, or nothing. */
export type GraphFault =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly endSession?: boolean }
  | 'cut-before'
  | 'cut-after'
  // Takes what is sent, and says nothing.
  | 'silent';

export type GraphServer = {
  /** For GRAPH_URL. */
  readonly url: string;
  readonly driveId: string;
  /** PEM of who vouches for it: for processes that trust nobody else. */
  readonly authority: string;
  /** 'POST …:/createUploadSession', 'PUT bytes 0-99/100', 'GET session', in order. */
  readonly calls: string[];
  /** Name → its bytes' hash and when it was put there. */
  readonly files: Map<string, { sha256: string; size: number; at: Date; times: number }>;
  /** The n-th call from now on (1 is the next) is answered so, once; several may be given. */
  breakAt(n: number, fault: GraphFault): void;
  /** Its clock goes so far ahead. */
  setAhead(ms: number): void;
  /** Nothing goes wrong any more, and there are no files. */
  reset(): void;
  stop(): Promise<void>;
};

type Answer = { readonly status: number; readonly body?: unknown };
type Upload = { readonly name: string; readonly parts: Buffer[]; size: number };

/** `isToken` says whether a bearer token is one that lets in. */
export async function startGraphServer(isToken: (token: string) => boolean): Promise<GraphServer> {
  const { authority, certificate, privateKey } = await makeCertificates();
  setDefaultCACertificates([...getCACertificates('default'), authority]);
  const driveId = 'b!testdrive0001';
  const calls: string[] = [];
  const files: GraphServer['files'] = new Map();
  const uploads = new Map<string, Upload>();
  const sockets = new Set<Socket>();
  let aheadMs = 0;
  let faults: { at: number; fault: GraphFault }[] = [];
  const server = createServer({ cert: certificate, key: privateKey });
  const origin = (): string => `https://localhost:${(server.address() as AddressInfo).port}`;

  async function putRange(req: IncomingMessage, id: string, upload: Upload): Promise<Answer> {
    // Graph refuses a token here: the address is the permission.
    if (req.headers.authorization !== undefined) return { status: 401 };
    const [, from, to, size] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(req.headers['content-range'] ?? '') ?? [];
    const body = await buffer(req);
    const isWhole = Number(to) + 1 === Number(size);
    if (from === undefined || body.length !== Number(to) - Number(from) + 1) return { status: 400 };
    if (!isWhole && body.length % PART !== 0) return { status: 400 };
    if (Number(from) !== upload.size) return { status: 416 };
    upload.parts.push(body);
    upload.size += body.length;
    if (!isWhole) return { status: 202, body: { nextExpectedRanges: [`${upload.size}-`] } };
    const whole = Buffer.concat(upload.parts);
    files.set(upload.name, {
      sha256: createHash('sha256').update(whole).digest('hex'),
      size: whole.length,
      at: new Date(Date.now() + aheadMs),
      times: (files.get(upload.name)?.times ?? 0) + 1,
    });
    uploads.delete(id);
    return { status: 201, body: { size: whole.length } };
  }

  async function answerItem(req: IncomingMessage, name: string, isSession: boolean): Promise<Answer> {
    if (isSession) {
      if (!Created.safeParse(JSON.parse((await buffer(req)).toString('utf8'))).success) return { status: 400 };
      const id = randomUUID();
      uploads.set(id, { name, parts: [], size: 0 });
      return {
        status: 200,
        body: { uploadUrl: `${origin()}/upload/${id}`, expirationDateTime: '2099-01-01T00:00:00Z' },
      };
    }
    const file = files.get(name);
    if (file === undefined) return { status: 404 };
    return { status: 200, body: { size: file.size, lastModifiedDateTime: file.at.toISOString() } };
  }

  async function answer(req: IncomingMessage, path: string): Promise<Answer> {
    const [, session] = /^\/upload\/(.+)$/.exec(path) ?? [];
    if (session !== undefined) {
      const upload = uploads.get(session);
      if (upload === undefined) return { status: 404 };
      if (req.method === 'PUT') return putRange(req, session, upload);
      return { status: 200, body: { nextExpectedRanges: [`${upload.size}-`] } };
    }
    const token = /^Bearer (.+)$/.exec(req.headers.authorization ?? '')?.[1];
    if (token === undefined || !isToken(token)) return { status: 401 };
    const [, drive, , name, isSession] =
      /^\/v1\.0\/drives\/([^/]+)(\/root:\/(.+?)(:\/createUploadSession)?)?$/.exec(path) ?? [];
    if (drive === undefined || decodeURIComponent(drive) !== driveId) return { status: 404 };
    if (name === undefined) return { status: 200, body: { id: driveId } };
    return answerItem(req, decodeURIComponent(name), isSession !== undefined);
  }

  function faultOfNow(): GraphFault | null {
    for (const waiting of faults) waiting.at--;
    const now = faults.find(({ at }) => at === 0);
    faults = faults.filter(({ at }) => at > 0);
    return now?.fault ?? null;
  }

  const callOf = ({ method, headers }: IncomingMessage, path: string): string => {
    if (!path.startsWith('/upload/')) return `${method} ${path}`;
    return method === 'PUT' ? `PUT ${headers['content-range']}` : 'GET session';
  };

  async function take(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = req.url ?? '';
    calls.push(callOf(req, path));
    const fault = faultOfNow();
    if (fault === 'cut-before') {
      req.socket.destroy();
      return;
    }
    if (fault === 'silent') {
      req.resume();
      return;
    }
    if (fault !== null && fault !== 'cut-after') {
      if (fault.endSession === true) uploads.clear();
      req.resume();
      res.writeHead(fault.status, fault.headers).end();
      return;
    }
    const { status, body } = await answer(req, path);
    if (fault === 'cut-after') req.socket.destroy();
    else
      res.writeHead(status, { 'Content-Type': 'application/json' }).end(body === undefined ? '' : JSON.stringify(body));
  }

  server.on('secureConnection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('request', (req, res) => void take(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    get url() {
      return origin();
    },
    driveId,
    authority,
    calls,
    files,
    breakAt(n, fault) {
      faults.push({ at: n, fault });
    },
    setAhead(ms) {
      aheadMs = ms;
    },
    reset() {
      faults = [];
      calls.length = 0;
      files.clear();
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
