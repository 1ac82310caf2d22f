// Decides how long Entra ID may take, and how much it may say: every request is bounded, and what it did not answer is one kind of error.
import type { INetworkModule, NetworkResponse } from '@azure/msal-node';

const REQUEST_LIMIT_MS = 5_000;
/** For everything that one page needs of Entra ID, so that the page answers within ten seconds (bad-A19). */
const TOGETHER_LIMIT_MS = 8_000;
/** Of an answer: key sets and tokens are a few kilobytes. */
const LARGEST_ANSWER_BYTES = 1_000_000;
const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR = 500;

/** Entra ID gave no answer in time, or none that can be used. */
export class EntraUnavailable extends Error {
  override readonly name = 'EntraUnavailable';
  /** For the log. What Entra ID says in words can name people, and stays out of it. */
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

async function readText({ body }: Response): Promise<string> {
  if (body === null) return '';
  const parts: Uint8Array[] = [];
  const reader = body.getReader();
  let size = 0;
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    size += value?.byteLength ?? 0;
    if (size > LARGEST_ANSWER_BYTES) throw new EntraUnavailable('answer-too-long');
    if (value !== undefined) parts.push(value);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Asks once, follows no redirect, and gives what was answered. Throws `EntraUnavailable` after five seconds. */
export async function askEntra(url: string, init: RequestInit = {}): Promise<{ answer: Response; text: string }> {
  try {
    const answer = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(REQUEST_LIMIT_MS) });
    if (answer.status >= SERVER_ERROR || answer.status === TOO_MANY_REQUESTS) {
      throw new EntraUnavailable(`answered-${answer.status}`);
    }
    return { answer, text: await readText(answer) };
  } catch (error) {
    throw error instanceof EntraUnavailable ? error : new EntraUnavailable('no-answer', { cause: error });
  }
}

// `never`, since MSAL decides what it expects, and looks for itself.
async function send(url: string, init: RequestInit): Promise<NetworkResponse<never>> {
  const { answer, text } = await askEntra(url, init);
  return { headers: Object.fromEntries(answer.headers), body: JSON.parse(text) as never, status: answer.status };
}

/** MSAL's way to the network: its own would wait as long as the other side does. */
export const entraNetwork: INetworkModule = {
  sendGetRequestAsync: (url, options) => send(url, { headers: options?.headers ?? {} }),
  sendPostRequestAsync: (url, options) =>
    send(url, { method: 'POST', headers: options?.headers ?? {}, body: options?.body ?? '' }),
};

/** Gives what `work` gives, or throws `EntraUnavailable` when several answers together take too long. */
export async function inTime<T>(work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new EntraUnavailable('no-answer-in-time')), TOGETHER_LIMIT_MS);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
