// Takes the hash of a file that somebody sends, as it comes: nothing of it is kept, or written anywhere.
import { unstable_parseMultipartFormData as parseMultipart } from '@remix-run/node';
import { createHash } from 'node:crypto';
import { BodyStopped, boundedRequest, type BodyLimits } from '#app/platform/bounded-body.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';

/** The largest report that Excel can hold is about half of it. */
export const HASHED_LIMITS: BodyLimits = { mostBytes: 200_000_000, longestMs: 5 * 60_000 };

export type NotHashed = 'too-large' | 'too-slow' | 'no-file';

/** SHA-256, in hex, of the field `file` of a form. */
export async function hashSentFile(
  request: Request,
  limits: BodyLimits = HASHED_LIMITS,
): Promise<Result<string, NotHashed>> {
  const within = boundedRequest(request, limits);
  if (within === null) return refused('no-file');
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    await parseMultipart(within, async ({ name, filename, data }) => {
      for await (const chunk of data) {
        if (name !== 'file' || filename === undefined) continue;
        bytes += chunk.length;
        hash.update(chunk);
      }
      return undefined;
    });
  } catch (error) {
    return refused(error instanceof BodyStopped ? error.reason : 'no-file');
  }
  return bytes === 0 ? refused('no-file') : ok(hash.digest('hex'));
}
