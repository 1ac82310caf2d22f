// Decides how a request is named, so that an answer and its log lines can be put together.
import { randomUUID } from 'node:crypto';

/** The id that ties an answer to its log lines. */
export function makeRequestId(): string {
  return randomUUID();
}
