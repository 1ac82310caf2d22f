// PNG files as programs write them, and others that only say that they are one.
import { crc32, deflateSync } from 'node:zlib';

import type { TestDatabase } from './database.ts';

export const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function chunkOf(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

export function headerOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  // Eight bits, red green blue and how opaque.
  header.set([8, 6, 0, 0, 0], 8);
  return chunkOf('IHDR', header);
}

/** A bar of one colour on nothing, with whatever else the file is to say. */
export function pngOf(
  width: number,
  height: number,
  { colour = [20, 40, 160, 255], others = [] }: { colour?: readonly number[]; others?: readonly Buffer[] } = {},
): Buffer {
  const line = Buffer.concat([
    Buffer.from([0]),
    ...Array.from({ length: width }, (_, x) => Buffer.from(x % 8 < 6 ? colour : [0, 0, 0, 0])),
  ]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)));
  return Buffer.concat([
    SIGNATURE,
    headerOf(width, height),
    ...others,
    chunkOf('IDAT', pixels),
    chunkOf('IEND', Buffer.alloc(0)),
  ]);
}

/** A logo of the site, where it is light. */
export const arrangeLogo = (database: TestDatabase) =>
  database.query(
    `insert into site_logos (theme, png, sha256, width, height) values ('light', $1, encode(sha256($1), 'hex'), 32, 32)`,
    [pngOf(32, 32)],
  );
