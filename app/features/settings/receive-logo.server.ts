// Takes a picture in as it comes, never longer or slower than is allowed (bad-D15). Its name and what it calls itself decide nothing (bad-D5).
import { unstable_parseMultipartFormData as parseMultipart } from '@remix-run/node';
import { z } from 'zod';

import { BodyStopped, boundedRequest } from '#app/platform/bounded-body.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { LOGO_LIMITS, LOGO_THEMES, type LogoFault, type LogoTheme } from './logo.ts';
import { readPng, type Png } from './read-png.server.ts';

const LONGEST_MS = 60_000;
/** What the edge lets through: so much is read to its end, so that whoever sent too much is told so. */
const MOST_READ = 1_000_000;
const MOST_WORD = 100;

const schema = z.strictObject({
  theme: z.enum(LOGO_THEMES),
  /** The hash of what the page showed, or nothing. */
  seen: z.string().regex(/^([0-9a-f]{64})?$/),
  intent: z.enum(['set', 'remove']),
});

export type LogoChange = { readonly theme: LogoTheme; readonly seen: string } & (
  { readonly intent: 'set'; readonly png: Png } | { readonly intent: 'remove' }
);

/** What came, or null where that was more than `most`; no more than that is held. */
async function collect(data: AsyncIterable<Uint8Array>, most: number): Promise<Buffer | null> {
  let chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of data) {
    length += chunk.length;
    if (length > most) chunks = [];
    else chunks.push(chunk);
  }
  return length > most ? null : Buffer.concat(chunks);
}

async function receive(request: Request): Promise<Result<LogoChange, LogoFault>> {
  const limits = { mostBytes: MOST_READ, longestMs: LONGEST_MS };
  const within = boundedRequest(request, limits);
  if (within === null) return refused('not-a-form');
  const sent: { file: Buffer | null } = { file: Buffer.alloc(0) };
  const form = await parseMultipart(within, async ({ name, filename, data }) => {
    if (name !== 'file' || filename === undefined) return (await collect(data, MOST_WORD))?.toString() ?? '';
    sent.file = await collect(data, LOGO_LIMITS.mostBytes);
    return undefined;
  });
  const parsed = schema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return refused('not-a-form');
  const { intent, ...rest } = parsed.data;
  if (intent === 'remove') return ok({ ...rest, intent });
  const png = sent.file === null ? refused('too-large' as const) : readPng(sent.file);
  return png.ok ? ok({ ...rest, intent, png: png.value }) : png;
}

/** What a form of the page asks for, or what is wrong with it. */
export async function receiveLogo(request: Request): Promise<Result<LogoChange, LogoFault>> {
  try {
    return await receive(request);
  } catch (error) {
    return refused(error instanceof BodyStopped ? error.reason : 'not-a-form');
  }
}
