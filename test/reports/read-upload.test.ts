import { deflateRawSync, createDeflateRaw } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { readUpload } from '#reports/workbook/read-upload.ts';
import { centralRecord, endRecord, localHeader } from '#reports/workbook/zip-layout.ts';
import { unzip, zip } from './files.ts';

async function upload(fill: (workbook: ExcelJS.Workbook, sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook, workbook.addWorksheet('People'));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const plain = () => upload((_, sheet) => void sheet.addRow(['E-mail']));
const refusal = async (file: Uint8Array): Promise<string> => {
  const read = await readUpload(file);
  return read.ok ? 'read' : read.reason;
};
const withPart = async (name: string, content: string) =>
  zip((await unzipAny(await plain())).set(name, Buffer.from(content)));
const unzipAny = async (file: Buffer) => new Map([...(await unzip(file))].filter(([name]) => !name.endsWith('/')));

describe('an uploaded workbook', () => {
  it('is read as text: leading zeros, shortest decimals, days in no time zone, links and rich text as shown', async () => {
    const file = await upload((_, sheet) => {
      sheet.addRow(['0012345', 12345, 0.1, 1e21, true]);
      sheet.addRow([]);
      sheet.addRow([
        new Date(Date.UTC(2026, 2, 1)),
        { text: 'a@b.example', hyperlink: 'mailto:a@b.example' },
        { richText: [{ text: 'Nu' }, { text: 'ria', font: { bold: true } }] },
        '1E5',
        '2026-03-01',
      ]);
      sheet.getCell('A3').numFmt = 'dd-mm-yyyy';
    });
    expect(await readUpload(file)).toEqual({
      ok: true,
      sheet: 'People',
      rows: [
        { number: 1, cells: ['0012345', '12345', '0.1', '1000000000000000000000', 'TRUE'] },
        { number: 3, cells: ['2026-03-01', 'a@b.example', 'Nuria', '1E5', '2026-03-01'] },
      ],
    });
  });

  it('bad-D9 has the same day in the 1904 date system', async () => {
    const file = await upload((workbook, sheet) => {
      workbook.properties.date1904 = true;
      sheet.addRow([new Date(Date.UTC(2026, 2, 1))]);
      sheet.getCell('A1').numFmt = 'yyyy-mm-dd';
    });
    expect(await readUpload(file)).toMatchObject({ rows: [{ cells: ['2026-03-01'] }] });
  });

  it('is refused with a formula, and told where', async () => {
    const file = await upload((_, sheet) => {
      sheet.getCell('C7').value = { formula: '1+1', result: 2 };
    });
    expect(await readUpload(file)).toEqual({
      ok: false,
      reason: 'formula',
      detail: 'C7 is a formula: paste its value',
    });
  });

  it('is refused with a hidden sheet', async () => {
    const file = await upload((workbook) => void workbook.addWorksheet('secret', { state: 'veryHidden' }));
    expect(await refusal(file)).toBe('hidden-sheet');
  });

  it('bad-D1 refuses a zip bomb of 1 GiB, early and with little memory', async () => {
    const gibibyte = 2 ** 30;
    const zeros = Buffer.alloc(1 << 20);
    const chunks = Readable.from(Array.from({ length: 1_024 }, () => zeros));
    const packed = await buffer(chunks.pipe(createDeflateRaw({ level: 9 })));
    const bomb = (declared: number) => {
      const types = deflateRawSync('<Types/>');
      const parts = [
        { name: '[Content_Types].xml', packed: types, size: 8 },
        { name: 'xl/workbook.xml', packed, size: declared },
      ];
      const bytes: Buffer[] = [];
      const directory: Buffer[] = [];
      let offset = 0;
      for (const part of parts) {
        const entry = { name: part.name, flags: 0, crc: 0, compressed: part.packed.length, size: part.size, offset };
        bytes.push(localHeader(entry), part.packed);
        directory.push(centralRecord(entry));
        offset += localHeader(entry).length + part.packed.length;
      }
      const records = Buffer.concat(directory);
      return Buffer.concat([...bytes, records, endRecord(parts.length, records.length, offset)]);
    };
    for (const declared of [gibibyte, 1_000, 40_000_000]) {
      const file = bomb(declared);
      expect(file.length).toBeLessThan(5_000_000);
      const before = process.memoryUsage().rss;
      expect(await refusal(file)).toBe('inflates-too-far');
      expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    }
  });

  it('bad-D1 refuses a nested zip, 10,000 parts, and sizes that lie', async () => {
    const file = await plain();
    expect(await refusal(await withPart('xl/more.xml', 'PK\u0003\u0004'))).toBe('not-a-plain-xlsx');
    expect(await refusal(await withPart('xl/more.zip', 'x'))).toBe('not-a-plain-xlsx');
    const many = Array.from({ length: 10_000 }, (_, at) => [`xl/p${at}.xml`, 'x'] as const);
    expect(await refusal(zip([...(await unzipAny(file)), ...many]))).toBe('too-many-parts');
    expect(await refusal(zip(await unzipAny(file), { 'xl/workbook.xml': { size: 5 } }))).toBe('inflates-too-far');
  });

  it('bad-D2 refuses more rows than may come, before parsing them', async () => {
    const parts = await unzipAny(await plain());
    parts.set(
      'xl/worksheets/sheet1.xml',
      Buffer.from(`<worksheet><sheetData>${'<row/>'.repeat(50_002)}</sheetData></worksheet>`),
    );
    expect(await refusal(zip(parts))).toBe('too-many-rows');
  });

  it('bad-D3 refuses what is not a plain .xlsx', async () => {
    expect(await refusal(Buffer.from('<html><table></table></html>'))).toBe('not-a-plain-xlsx');
    expect(await refusal(Buffer.from('E-mail,Phone\r\n'))).toBe('not-a-plain-xlsx');
    expect(await refusal(Buffer.alloc(0))).toBe('not-a-plain-xlsx');
    expect(await refusal(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('encrypted');
    expect(await refusal(zip([['word/document.xml', 'x']]))).toBe('not-a-plain-xlsx');
    expect(await refusal(await withPart('xl/vbaProject.bin', 'x'))).toBe('has-macros');
    expect(await refusal(await withPart('xl/externalLinks/externalLink1.xml', '<x/>'))).toBe('has-external-links');
    expect(await refusal(Buffer.alloc(5_000_001))).toBe('too-large');
    expect(await refusal((await plain()).subarray(0, 2_000))).toBe('not-a-plain-xlsx');
    const parts = await unzipAny(await plain());
    expect(await refusal(zip(parts, { 'xl/workbook.xml': { flags: 1 } }))).toBe('encrypted');
    expect(await refusal(zip(parts.set('xl/workbook.xml', Buffer.from('<nothing/>'))))).not.toBe('read');
  });

  it('bad-D4 expands no entity, in whatever spelling it comes', async () => {
    const laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>';
    expect(await refusal(await withPart('xl/worksheets/sheet1.xml', laughs))).toBe('has-entities');
    const parts = await unzipAny(await plain());
    parts.set('xl/worksheets/sheet1.xml', Buffer.from(`\ufeff${laughs}`, 'utf16le'));
    expect(await refusal(zip(parts))).toBe('not-a-plain-xlsx');
  });

  it.each(['../../x', 'xl/../../x', '/etc/passwd', 'C:\\x', 'xl\\x', 'xl/..'])(
    'bad-D5 refuses a part named %s',
    async (name) => {
      expect(await refusal(await withPart(name, 'x'))).toBe('unsafe-name');
    },
  );
});
