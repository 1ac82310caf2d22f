// Decides how the bytes of a text file become characters: by its byte order mark, else strictly as UTF-8. Another encoding is never guessed,
// only taken when somebody names it (bad-D6).
import { ok, refused, type Result } from '#app/platform/result.ts';
import { refuse, type Refused } from './refusals.ts';

export const ENCODINGS = ['utf-8', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const LINE_FEED = 0x0a;

const MARKS: readonly { readonly encoding: string; readonly bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];

function strictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The number of the first line, from 1, that is not UTF-8. */
function firstBrokenLine(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed === -1 ? bytes.length : feed + 1;
    if (strictly(bytes.subarray(start, end), 'utf-8') === null) return line;
    start = end;
  }
  return line;
}

/** How the bytes are read: by their mark, or as is asked. */
export const encodingOf = (bytes: Uint8Array, asked: Encoding = 'utf-8'): string =>
  MARKS.find(({ bytes: first }) => first.every((byte, index) => bytes[index] === byte))?.encoding ?? asked;

/** Gives the text without its byte order mark; refuses with the line that can't be read. */
export function decodeText(bytes: Uint8Array, asked: Encoding = 'utf-8'): Result<string, Refused> {
  const encoding = encodingOf(bytes, asked);
  const text = strictly(bytes, encoding);
  if (text === null)
    return encoding === 'utf-8' ? refused(refuse('not-utf-8', firstBrokenLine(bytes))) : refused(refuse('not-text'));
  return text.includes('\0') ? refused(refuse('not-text')) : ok(text);
}
