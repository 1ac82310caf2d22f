// Takes a file in as it comes: written to the disk piece by piece, never longer or slower than is allowed, and nothing is left of what did not
// come whole (bad-D15). Its name decides nothing (bad-D5).
import { unstable_parseMultipartFormData as parseMultipart } from '@remix-run/node';
import { createHash, randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { BodyStopped, boundedRequest, type BodyLimits } from '#app/platform/bounded-body.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { tellableName } from './batch.server.ts';
import { KINDS, type ImportKind } from './match-columns.ts';
import { IMPORT_LIMITS } from './read-table.ts';
import { makeUploadFolder, removeUpload, uploadPath } from './upload-files.server.ts';

export type Received = {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
};
export type NotReceived = 'too-large' | 'too-slow' | 'no-file' | 'not-a-form';

export const RECEIVE_LIMITS = { mostBytes: IMPORT_LIMITS.mostXlsxBytes, longestMs: 60_000 } as const;
/** What a form sends around its file. */
const AROUND = 8_192;
const MOST_WORD = 100;

class Stopped extends Error {
  readonly reason: NotReceived;
  constructor(reason: NotReceived) {
    super(reason);
    this.reason = reason;
  }
}

async function readWord(data: AsyncIterable<Uint8Array>): Promise<string> {
  let word = '';
  const decoder = new TextDecoder();
  for await (const chunk of data) {
    word += decoder.decode(chunk, { stream: true });
    if (word.length > MOST_WORD) throw new Stopped('not-a-form');
  }
  return word;
}

async function writeDown(data: AsyncIterable<Uint8Array>, path: string, limits: BodyLimits) {
  const hash = createHash('sha256');
  let bytes = 0;
  await using file = await open(path, 'wx', 0o600);
  for await (const chunk of data) {
    bytes += chunk.length;
    if (bytes > limits.mostBytes) throw new Stopped('too-large');
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function receive(request: Request, id: string, limits: BodyLimits): Promise<Received> {
  const within = boundedRequest(request, { ...limits, mostBytes: limits.mostBytes + AROUND });
  if (within === null) throw new Stopped('not-a-form');
  let file: { fileName: string; bytes: number; sha256: string } | null = null;
  const form = await parseMultipart(within, async ({ name, filename, data }) => {
    if (name === 'kind' && filename === undefined) return readWord(data);
    if (name !== 'file' || filename === undefined || file !== null) throw new Stopped('not-a-form');
    file = { fileName: tellableName(filename), ...(await writeDown(data, uploadPath(id, 'file'), limits)) };
    return undefined;
  });
  const kind = KINDS.find((known) => known === form.get('kind'));
  if (kind === undefined || form.getAll('kind').length !== 1) throw new Stopped('not-a-form');
  const received = file as { fileName: string; bytes: number; sha256: string } | null;
  if (received === null || received.bytes === 0) throw new Stopped('no-file');
  return { id, kind, ...received };
}

/** Takes in a form of a `kind` and a `file`. */
export async function receiveUpload(
  request: Request,
  limits: BodyLimits = RECEIVE_LIMITS,
): Promise<Result<Received, NotReceived>> {
  const id = randomUUID();
  await makeUploadFolder(id);
  try {
    return ok(await receive(request, id, limits));
  } catch (error) {
    await removeUpload(id);
    // A full disk is our trouble, not the sender's.
    if (error instanceof Error && 'syscall' in error && error.syscall === 'write') throw error;
    // Whatever else breaks it was no form that came whole.
    return refused(error instanceof Stopped || error instanceof BodyStopped ? error.reason : 'not-a-form');
  }
}
