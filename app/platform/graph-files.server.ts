// Decides how a file reaches a SharePoint library: by an upload session of Microsoft Graph, range by range, from where the session says it stands.
import { open } from 'node:fs/promises';
import { z } from 'zod';

import { env } from './env.server.ts';
import { EntraUnavailable } from './entra-network.server.ts';
import { forgetGraphToken, graphToken } from './entra.server.ts';
import { LONGEST_SENDING_MS } from './longest-sending.ts';

const REQUEST_LIMIT_MS = 60_000;
/** Ranges are whole multiples of 320 KiB; of about 5 MiB a lost one costs little. */
const RANGE_BYTES = 16 * 320 * 1024;
/** How often one upload asks the session anew after a range went wrong, and begins a new session. */
const MOST_RESUMES = 5;
const MOST_SESSIONS = 2;
/** Longer than that nobody waits, whatever Graph says; a person is told (bad-G8). */
const LONGEST_WAIT_S = 6 * 3600;

export type GraphFolder = {
  readonly driveId: string;
  /** Below the library's root, such as 'Reports/Academy'; '' is the root. */
  readonly folder: string;
};

/** Why a file did not get there; the message repeats nothing that Graph said but its status. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  /** False: only a person can help. */
  readonly retry: boolean;
  readonly status: number | null;
  /** How long Graph asked to be left alone, in seconds; null where it did not say. */
  readonly waitS: number | null;
  /** The answer to the last range was lost: the file may be there. */
  readonly maybeArrived: boolean;
  constructor(
    message: string,
    given: { retry: boolean; status?: number | null; waitS?: number | null; maybeArrived?: boolean },
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.retry = given.retry;
    this.status = given.status ?? null;
    this.waitS = given.waitS ?? null;
    this.maybeArrived = given.maybeArrived ?? false;
  }
}

const HTTP = {
  created: 201,
  ok: 200,
  accepted: 202,
  unauthorised: 401,
  forbidden: 403,
  notFound: 404,
  gone: 410,
  rangeNotWanted: 416,
  tooMany: 429,
  insufficientStorage: 507,
  serverError: 500,
} as const;

/** Seconds from `Retry-After`, which says seconds or a date; null where there is none, and never longer than six hours. */
export function readRetryAfter(header: string | null, now: Date): number | null {
  if (header === null) return null;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : Math.ceil((Date.parse(header) - now.getTime()) / 1000);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), LONGEST_WAIT_S) : null;
}

function refusalOf(answer: Response, now: Date): GraphError {
  const { status } = answer;
  const waitS = readRetryAfter(answer.headers.get('retry-after'), now);
  switch (status) {
    case HTTP.unauthorised:
    case HTTP.forbidden:
      return new GraphError('The library does not let the portal in (consent or permission is missing)', {
        retry: false,
        status,
      });
    case HTTP.notFound:
      return new GraphError('There is no such library or folder', { retry: false, status });
    case HTTP.insufficientStorage:
      return new GraphError('The library is full', { retry: false, status });
    case HTTP.tooMany:
      return new GraphError('Microsoft Graph asks to wait (429)', { retry: true, status, waitS });
    default:
      return new GraphError(`Microsoft Graph answered ${status}`, {
        retry: status >= HTTP.serverError || status < 400,
        status,
        waitS,
      });
  }
}

const lost = (error: unknown): GraphError =>
  error instanceof EntraUnavailable
    ? new GraphError('Entra ID gives no token at the moment', { retry: true }, { cause: error })
    : new GraphError('Microsoft Graph could not be reached', { retry: true }, { cause: error });

/** Until `over`, where one is given, and no request for longer than a minute. */
async function ask(url: string, init: RequestInit, over?: AbortSignal): Promise<Response> {
  const limit = AbortSignal.timeout(REQUEST_LIMIT_MS);
  // An address to upload to never leads elsewhere (bad-G16).
  return fetch(url, {
    ...init,
    redirect: 'error',
    signal: over === undefined ? limit : AbortSignal.any([limit, over]),
  });
}

/** Asks Graph itself, with a token; one that has run out is got anew once (bad-G13). */
async function askGraph(
  path: string,
  init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> },
  over?: AbortSignal,
): Promise<Response> {
  for (let isSecond = false; ; isSecond = true) {
    const answer = await graphToken()
      .then((token) =>
        ask(
          `${env().graphUrl}/v1.0${path}`,
          { ...init, headers: { ...init.headers, Authorization: `Bearer ${token}` } },
          over,
        ),
      )
      .catch((error: unknown) => {
        throw lost(error);
      });
    if (answer.status !== HTTP.unauthorised || isSecond) return answer;
    await answer.body?.cancel();
    await forgetGraphToken();
  }
}

const Session = z.object({ uploadUrl: z.url({ protocol: /^https$/ }) });
const Progress = z.object({ nextExpectedRanges: z.array(z.string().regex(/^\d+-\d*$/)).min(1) });
const Item = z.object({ size: z.number(), lastModifiedDateTime: z.iso.datetime({ offset: true }) });

const itemPath = ({ driveId, folder }: GraphFolder, name: string): string =>
  `/drives/${encodeURIComponent(driveId)}/root:/${[...folder.split('/'), ...name.split('/')]
    .filter((part) => part !== '')
    .map((part) => encodeURIComponent(part))
    .join('/')}`;

/** What one upload needs throughout: the time by which waiting times are read, and when it is over. */
type Upload = { readonly now: Date; readonly over: AbortSignal };

async function startSession(folder: GraphFolder, name: string, { now, over }: Upload): Promise<string> {
  const init = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ item: { '@microsoft.graph.conflictBehavior': 'replace' } }),
  };
  const answer = await askGraph(`${itemPath(folder, name)}:/createUploadSession`, init, over);
  if (answer.status !== HTTP.ok) throw refusalOf(answer, now);
  return Session.parse(await answer.json()).uploadUrl;
}

/** Where the session wants to go on; null where it is gone or has everything. */
async function whereItStands(uploadUrl: string, over: AbortSignal): Promise<number | null> {
  const answer = await ask(uploadUrl, {}, over);
  if (answer.status !== HTTP.ok) {
    await answer.body?.cancel();
    return null;
  }
  const progress = Progress.safeParse(await answer.json());
  return progress.success ? Number.parseInt(progress.data.nextExpectedRanges[0] ?? '', 10) : null;
}

type Step = { readonly next: number } | 'done' | 'session-gone';

/** One range. Throws `GraphError` where the session can't help; what was lost on the way is asked for by the caller. */
async function putRange(
  uploadUrl: string,
  bytes: Uint8Array<ArrayBuffer>,
  from: number,
  size: number,
  { now, over }: Upload,
): Promise<Step> {
  // The address is the permission: a token has no business there (bad-G13).
  const headers = { 'Content-Range': `bytes ${from}-${from + bytes.length - 1}/${size}` };
  const answer = await ask(uploadUrl, { method: 'PUT', headers, body: bytes }, over);
  const { status } = answer;
  if (status === HTTP.ok || status === HTTP.created) {
    await answer.body?.cancel();
    return 'done';
  }
  if (status === HTTP.accepted) {
    const { nextExpectedRanges } = Progress.parse(await answer.json());
    return { next: Number.parseInt(nextExpectedRanges[0] ?? '', 10) };
  }
  await answer.body?.cancel();
  if (status === HTTP.notFound || status === HTTP.gone) return 'session-gone';
  if (status === HTTP.rangeNotWanted) {
    const next = await whereItStands(uploadUrl, over);
    return next === null ? 'session-gone' : { next };
  }
  throw refusalOf(answer, now);
}

/** Sends the whole file by one session; false when the session is gone. */
async function sendRanges(uploadUrl: string, path: string, upload: Upload): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    let at = 0;
    let resumes = 0;
    for (;;) {
      const bytes = new Uint8Array(Math.min(RANGE_BYTES, size - at));
      await file.read(bytes, 0, bytes.length, at);
      const isLast = at + bytes.length === size;
      let step: Step;
      let isCounted = false;
      try {
        step = await putRange(uploadUrl, bytes, at, size, upload);
      } catch (error) {
        const known = error instanceof GraphError ? error : null;
        if (upload.over.aborted)
          throw new GraphError('Microsoft Graph took too long', { retry: true, maybeArrived: isLast });
        // Asked to wait, or not to be helped by asking: the delivery is tried again later as a whole, or by a person.
        if (known !== null && (known.waitS !== null || !known.retry)) throw known;
        isCounted = true;
        if (++resumes > MOST_RESUMES) {
          throw new GraphError(known?.message ?? 'Microsoft Graph could not be reached', {
            retry: true,
            maybeArrived: isLast,
          });
        }
        const next = await whereItStands(uploadUrl, upload.over).catch(() => at);
        // After the last range a session that is gone may be gone because it is done.
        if (next === null && isLast) {
          throw new GraphError('The answer to the last part was lost', { retry: true, maybeArrived: true });
        }
        step = next === null ? 'session-gone' : { next };
      }
      if (step === 'done') return true;
      if (step === 'session-gone') return false;
      // NaN is none of them. Beyond the end it has all there is, and does not say that the file stands there.
      if (!(step.next >= 0 && step.next < size)) {
        throw new GraphError('Microsoft Graph asks for a part that the file does not have', {
          retry: true,
          maybeArrived: step.next >= size,
        });
      }
      // Whatever it answered, it took nothing.
      if (step.next <= at && !isCounted && ++resumes > MOST_RESUMES) {
        throw new GraphError('Microsoft Graph takes no more of the file', { retry: true });
      }
      at = step.next;
    }
  } finally {
    await file.close();
  }
}

/** Puts a local file into a library under `name`, replacing what stands there. `now` reads waiting times. Throws `GraphError`. */
export async function putByGraph(
  folder: GraphFolder,
  name: string,
  path: string,
  now: Date,
  longestMs = LONGEST_SENDING_MS,
): Promise<void> {
  const upload = { now, over: AbortSignal.timeout(longestMs) };
  for (let session = 1; session <= MOST_SESSIONS; session++) {
    if (await sendRanges(await startSession(folder, name, upload), path, upload)) return;
  }
  throw new GraphError('Upload sessions end before the file is there', { retry: true });
}

/** When the file of this name was last written there; null where there is none. Throws `GraphError`. */
export async function findByGraph(folder: GraphFolder, name: string, now: Date): Promise<Date | null> {
  const answer = await askGraph(itemPath(folder, name), {});
  if (answer.status === HTTP.notFound) {
    await answer.body?.cancel();
    return null;
  }
  if (answer.status !== HTTP.ok) throw refusalOf(answer, now);
  return new Date(Item.parse(await answer.json()).lastModifiedDateTime);
}

/** Whether the library is there and lets the portal in, before anything is sent (bad-G18). Throws `GraphError`. */
export async function checkGraphFolder({ driveId }: GraphFolder, now: Date): Promise<void> {
  const answer = await askGraph(`/drives/${encodeURIComponent(driveId)}`, {});
  if (answer.status !== HTTP.ok) throw refusalOf(answer, now);
  await answer.body?.cancel();
}
