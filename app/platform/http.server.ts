// Decides what a refused or failed request tells: a generic sentence and a reference id, never whether something exists or why it failed.
import { randomUUID } from 'node:crypto';

/** The id that ties an answer to its log lines. */
export function makeRequestId(): string {
  return randomUUID();
}

const WORDS = {
  400: 'The request could not be understood.',
  401: 'Please sign in.',
  403: 'This is not allowed.',
  404: 'There is nothing here.',
  405: 'This is not allowed here.',
  408: 'The request took too long.',
  409: 'This changed meanwhile. Please try again.',
  410: 'This is not available any more.',
  413: 'This is too large.',
  429: 'Too many requests. Please try again later.',
  500: 'Something went wrong on our side.',
  503: 'The service is not available right now. Please try again in a moment.',
} as const satisfies Record<number, string>;

export type ErrorStatus = keyof typeof WORDS;

/** A plain answer without details. Takes the status and the request's id; 503 and 429 may say after how many seconds to try again. */
export function genericResponse(status: ErrorStatus, requestId: string, retryAfterSeconds?: number): Response {
  const headers = new Headers({
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Request-Id': requestId,
  });
  if (retryAfterSeconds !== undefined) headers.set('Retry-After', String(retryAfterSeconds));
  return new Response(`${WORDS[status]}\nReference: ${requestId}\n`, { status, headers });
}
