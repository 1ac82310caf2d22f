// Decides which file is a logo: one still PNG that is whole. What a file says beside its picture (who made it, where, with what) is left out.
import { crc32, inflateSync } from 'node:zlib';

import { ok, refused, type Result } from '#app/platform/result.ts';
import { LOGO_LIMITS, type LogoFault } from './logo.ts';

export type Png = { readonly bytes: Buffer; readonly width: number; readonly height: number };

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** What the picture is made of. */
const KEPT = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'sRGB', 'IDAT', 'IEND']);
/** Samples of a pixel, by the kind of colour. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const AROUND_BYTES = 12;
/** An interlaced picture has up to seven times the lines. */
const INTERLACED = 7;

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

/** True when the picture's own data are there, and no more of them than it has pixels. */
function isFilled(chunks: readonly Chunk[], header: Buffer, width: number, height: number): boolean {
  const bits = (SAMPLES[header.readUInt8(9)] ?? 0) * header.readUInt8(8);
  const most = (Math.ceil((width * bits) / 8) + 1) * height;
  const isInterlaced = header.readUInt8(12) === 1;
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  try {
    const { length } = inflateSync(packed, {
      maxOutputLength: most + (isInterlaced ? INTERLACED * (width + height) : 0),
    });
    return bits > 0 && (isInterlaced ? length > 0 : length === most);
  } catch {
    return false;
  }
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
  if (!isFilled(chunks, first.data, width, height)) return refused('broken');
  const kept = chunks.filter(({ type }) => KEPT.has(type)).map(({ whole }) => whole);
  return ok({ bytes: Buffer.concat([SIGNATURE, ...kept]), width, height });
}
