/** The zip records, as we write and as we accept them: fixed times, no names but ASCII, no ZIP64. */
export const LOCAL = { signature: 0x04034b50, size: 30 } as const;
export const CENTRAL = { signature: 0x02014b50, size: 46 } as const;
export const DESCRIPTOR = { signature: 0x08074b50, size: 16 } as const;
export const END = { signature: 0x06054b50, size: 22 } as const;

export const DEFLATED = 8;
/** Sizes and checksum follow the data. */
export const SIZES_FOLLOW = 0x0008;
/** 1980-01-01 00:00, the earliest that a zip can say: nobody learns when a file was made. */
export const FIXED_TIME = 0x0000;
export const FIXED_DATE = 0x0021;
/** Zip 2.0: deflate. */
const VERSION = 20;
/** What a record's four bytes can say. A part beyond it is refused: no spreadsheet program would open it. */
export const MOST_BYTES = 0xffff_ffff;

export type ZipEntry = Readonly<{
  name: string;
  flags: number;
  crc: number;
  compressed: number;
  size: number;
  offset: number;
}>;

export function localHeader({ name, flags, crc, compressed, size }: Omit<ZipEntry, 'offset'>): Buffer {
  const follow = (flags & SIZES_FOLLOW) !== 0;
  const record = Buffer.alloc(LOCAL.size + name.length);
  record.writeUInt32LE(LOCAL.signature, 0);
  record.writeUInt16LE(VERSION, 4);
  record.writeUInt16LE(flags, 6);
  record.writeUInt16LE(DEFLATED, 8);
  record.writeUInt16LE(FIXED_TIME, 10);
  record.writeUInt16LE(FIXED_DATE, 12);
  record.writeUInt32LE(follow ? 0 : crc, 14);
  record.writeUInt32LE(follow ? 0 : compressed, 18);
  record.writeUInt32LE(follow ? 0 : size, 22);
  record.writeUInt16LE(name.length, 26);
  record.write(name, LOCAL.size, 'latin1');
  return record;
}

export function descriptor({ crc, compressed, size }: Pick<ZipEntry, 'crc' | 'compressed' | 'size'>): Buffer {
  const record = Buffer.alloc(DESCRIPTOR.size);
  record.writeUInt32LE(DESCRIPTOR.signature, 0);
  record.writeUInt32LE(crc, 4);
  record.writeUInt32LE(compressed, 8);
  record.writeUInt32LE(size, 12);
  return record;
}

export function centralRecord({ name, flags, crc, compressed, size, offset }: ZipEntry): Buffer {
  const record = Buffer.alloc(CENTRAL.size + name.length);
  record.writeUInt32LE(CENTRAL.signature, 0);
  record.writeUInt16LE(VERSION, 4);
  record.writeUInt16LE(VERSION, 6);
  record.writeUInt16LE(flags, 8);
  record.writeUInt16LE(DEFLATED, 10);
  record.writeUInt16LE(FIXED_TIME, 12);
  record.writeUInt16LE(FIXED_DATE, 14);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(compressed, 20);
  record.writeUInt32LE(size, 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt32LE(offset, 42);
  record.write(name, CENTRAL.size, 'latin1');
  return record;
}

export function endRecord(entries: number, directoryBytes: number, directoryOffset: number): Buffer {
  const record = Buffer.alloc(END.size);
  record.writeUInt32LE(END.signature, 0);
  record.writeUInt16LE(entries, 8);
  record.writeUInt16LE(entries, 10);
  record.writeUInt32LE(directoryBytes, 12);
  record.writeUInt32LE(directoryOffset, 16);
  return record;
}
