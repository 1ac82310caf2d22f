// Decides which file is a logo: one still PNG that is whole. What a file says beside its picture (who made it, where, with what) is left out.
import { crc32, inflateSync } from 'node:zlib';
import { z } from 'zod';

import { ok, refused, type Result } from '#app/platform/result.ts';
import { LOGO_LIMITS, type LogoFault } from './logo.ts';

export type Png = { readonly bytes: Buffer; readonly width: number; readonly height: number };

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** What the picture is made of beside its first and last part, each with the lengths that it can have. */
const KEPT: Readonly<Record<string, (length: number) => boolean>> = {
  PLTE: (length) => length > 0 && length <= 768 && length % 3 === 0,
  tRNS: (length) => length > 0 && length <= 256,
  gAMA: (length) => length === 4,
  sRGB: (length) => length === 1,
  IDAT: () => true,
};
/** Of each kind of colour, how many samples a pixel has and of how many bits they can be. */
const COLOURS: Readonly<Record<number, { readonly samples: number; readonly depths: readonly number[] }>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};
const BY_PALETTE = 3;
/** Each line says first by which of five ways it was filtered. */
const MOST_FILTER = 4;
type Pass = readonly [x: number, y: number, stepX: number, stepY: number];
const STRAIGHT: readonly Pass[] = [[0, 0, 1, 1]];
/** Interlaced, a picture comes as seven smaller ones. */
const INTERLACED: readonly Pass[] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];
const AROUND_BYTES = 12;

type Chunk = { readonly type: string; readonly data: Buffer; readonly whole: Buffer };

/** The parts in their order; null where one is cut off or altered, or where something follows the last. */
function chunksOf(file: Buffer): Chunk[] | null {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at < file.length;) {
    if (at + AROUND_BYTES > file.length) return null;
    const end = at + AROUND_BYTES + file.readUInt32BE(at);
    if (end > file.length) return null;
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) return null;
    const type = file.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: file.subarray(at + 8, end - 4), whole: file.subarray(at, end) });
    if (type === 'IEND') return end === file.length ? chunks : null;
    at = end;
  }
  return null;
}

/** The lengths of all lines, in their order; null for a header that no picture can have. */
function linesOf(header: Buffer, width: number, height: number): number[] | null {
  const [depth = 0, colour = 0, packing, filtering, interlacing = 0] = header.subarray(8);
  const kind = COLOURS[colour];
  const passes = [STRAIGHT, INTERLACED][interlacing];
  if (kind?.depths.includes(depth) !== true || passes === undefined || packing !== 0 || filtering !== 0) return null;
  return passes.flatMap(([x, y, stepX, stepY]) => {
    const across = Math.ceil((width - x) / stepX);
    return Array.from<number>({ length: Math.ceil((height - y) / stepY) }).fill(
      1 + Math.ceil((across * kind.samples * depth) / 8),
    );
  });
}

/** What `inflateSync` gives when it is asked for `info`, which its types leave out: how much of what was packed it read, too. */
const inflatedSchema = z.object({ buffer: z.instanceof(Buffer), engine: z.object({ bytesWritten: z.number() }) });

/** True when what is packed is these lines, and nothing stands after them. */
function isFilled(packed: Buffer, lines: readonly number[]): boolean {
  try {
    const most = lines.reduce((sum, length) => sum + length, 0);
    const inflated: unknown = inflateSync(packed, { maxOutputLength: most, info: true });
    const { buffer, engine } = inflatedSchema.parse(inflated);
    if (buffer.length !== most || engine.bytesWritten !== packed.length) return false;
    let at = 0;
    return lines.every((length) => {
      const filter = buffer[at] ?? MOST_FILTER + 1;
      at += length;
      return filter <= MOST_FILTER;
    });
  } catch {
    return false;
  }
}

/** True when the parts between the first and the last that are kept are what they can be. */
function isInOrder(kept: readonly Chunk[], header: Buffer): boolean {
  const once = kept.map(({ type }) => type).filter((type) => type !== 'IDAT');
  return (
    new Set(once).size === once.length &&
    kept.every(({ type, data }) => KEPT[type]?.(data.length) === true) &&
    (header[9] !== BY_PALETTE || once.includes('PLTE'))
  );
}

/** The picture of a file, without anything else that the file says. */
export function readPng(file: Buffer): Result<Png, LogoFault> {
  if (file.length === 0) return refused('no-file');
  if (file.length > LOGO_LIMITS.mostBytes) return refused('too-large');
  if (!file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return refused('not-png');
  const chunks = chunksOf(file);
  const [first] = chunks ?? [];
  if (chunks === null || first?.type !== 'IHDR' || first.data.length !== 13) return refused('broken');
  if (chunks.some(({ type }) => type === 'acTL')) return refused('moves');
  const [width, height] = [first.data.readUInt32BE(0), first.data.readUInt32BE(4)];
  const { leastPixels, mostWidth, mostHeight } = LOGO_LIMITS;
  if (width < leastPixels || height < leastPixels) return refused('too-small');
  if (width > mostWidth || height > mostHeight) return refused('too-wide');
  const last = chunks.at(-1);
  const kept = chunks.filter(({ type }) => Object.hasOwn(KEPT, type));
  const packed = Buffer.concat(kept.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const lines = linesOf(first.data, width, height);
  const isOnce = chunks.filter(({ type }) => type === 'IHDR').length === 1 && last?.data.length === 0;
  if (lines === null || !isOnce || !isInOrder(kept, first.data) || !isFilled(packed, lines)) return refused('broken');
  const whole = [first, ...kept, last].map((chunk) => chunk.whole);
  return ok({ bytes: Buffer.concat([SIGNATURE, ...whole]), width, height });
}
