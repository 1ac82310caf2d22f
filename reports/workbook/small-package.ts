/** Reads back the small zip that exceljs made for a shell; nothing from outside comes here. */
import { inflateRawSync } from 'node:zlib';
import { CENTRAL, DEFLATED, END, LOCAL } from './zip-layout.ts';

export type Part = { name: string; content: Buffer };

export function readPackage(bytes: Uint8Array): Part[] {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = zip.length - END.size;
  const parts: Part[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = zip.readUInt16LE(at + 28);
    const offset = zip.readUInt32LE(at + 42);
    const start = offset + LOCAL.size + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const name = zip.toString('latin1', at + CENTRAL.size, at + CENTRAL.size + nameLength);
    const content = zip.readUInt16LE(at + 10) === DEFLATED ? inflateRawSync(packed) : Buffer.from(packed);
    // Folders are no parts of a workbook.
    if (!name.endsWith('/')) parts.push({ name, content });
    at += CENTRAL.size + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return parts;
}
