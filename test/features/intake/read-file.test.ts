// What of a file is read as a table at all: its encoding, its rows, and files that only say that they are one.
import { parseFile } from '#app/features/intake/parse-file.ts';
import { splitCells } from '#app/features/intake/read-table.ts';
import { csvText, registration, registrations, REGISTRATION_HEADER, sampleCells } from '#test/support/import-files.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusalsOf } from './refusals-of.ts';

const parseCsv = (bytes: Uint8Array, encoding?: 'utf-8' | 'windows-1252') =>
  parseFile({ kind: 'registrations', bytes, fileName: 'people.csv', ...(encoding === undefined ? {} : { encoding }) });

describe('encodings', () => {
  it('bad-D6 reads UTF-8 with and without a mark, and UTF-16 with one', async () => {
    const [header, ...rows] = sampleCells('registrations');
    const text = csvText([header, ...rows.slice(0, 5)]);
    const plain = await parseCsv(Buffer.from(text));
    const dresses = [
      Buffer.from(`\uFEFF${text}`),
      Buffer.from(`\uFEFF${text}`, 'utf16le'),
      Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
    ];
    for (const bytes of dresses) expect(await parseCsv(bytes)).toEqual(plain);
  });

  it('bad-D6 refuses bytes that are not UTF-8, names the line, and offers Windows-1252', async () => {
    const bytes = Buffer.from(
      csvText([REGISTRATION_HEADER, registration(), registration({ first: 'José', email: 'jose@fjord.example' })]),
      'latin1',
    );
    const refused = await parseCsv(bytes);
    expect(refused).toMatchObject({
      ok: false,
      reason: [{ row: 3, code: 'not-utf-8', reason: expect.stringContaining('--encoding windows-1252') as string }],
    });
    const accepted = await parseCsv(bytes, 'windows-1252');
    expect(accepted.ok && accepted.value.rows[1]?.first_name).toBe('José');
  });

  it('refuses UTF-16 without a mark, and bytes that are no text', async () => {
    expect(await refusalsOf(Buffer.from(csvText([REGISTRATION_HEADER, registration()]), 'utf16le'))).toEqual([
      [null, null, 'not-text'],
    ]);
  });
});

describe('files', () => {
  it('bad-D2 with too many rows are refused without reading to the end', async () => {
    const row = registration().join(',');
    const bytes = Buffer.from(`${REGISTRATION_HEADER.join(',')}\n${`${row}\n`.repeat(200_000)}`);
    const short = Buffer.from(`${REGISTRATION_HEADER.join(',')}\n${'a,b\n'.repeat(1_000_000)}`);
    expect(await refusalsOf(bytes.subarray(0, 19_000_000))).toEqual([[null, null, 'too-many-rows']]);
    expect(await refusalsOf(short)).toEqual([[null, null, 'too-many-rows']]);
    expect(await refusalsOf(bytes)).toEqual([[null, null, 'file-too-large']]);
  });

  it('bad-D2 with as many rows as are allowed are read, however they end; with one more they are not', async () => {
    const row = registration().join(',');
    const of = (rows: number, end: string) =>
      Buffer.from(`${[REGISTRATION_HEADER.join(','), ...Array<string>(rows).fill(row)].join('\n')}${end}`);
    for (const end of ['', '\n']) {
      expect(await refusalsOf(of(50_000, end))).toEqual([]);
      expect(await refusalsOf(of(50_001, end))).toEqual([[null, null, 'too-many-rows']]);
    }
  });

  it('bad-D3 that only call themselves .xlsx are refused', async () => {
    for (const bytes of [
      Buffer.from('<html><table><tr><td>E-mail</td></tr></table></html>'),
      registrations(registration()),
    ]) {
      expect(await refusalsOf(bytes, 'registrations', 'people.xlsx')).toEqual([[null, null, 'file-not-readable']]);
    }
  });

  it('without rows, or with a quote that never ends, are refused', async () => {
    expect(await refusalsOf(Buffer.from(''))).toEqual([[null, null, 'empty']]);
    expect(await refusalsOf(registrations())).toEqual([[null, null, 'empty']]);
    const [[, , code] = []] = await refusalsOf(Buffer.from(`${REGISTRATION_HEADER.join(',')}\n"Sanne,x\n`));
    expect(code).toBe('quotes-broken');
  });

  it('are the same whether or not a cell somewhere is quoted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.stringMatching(/^[a-zé;,\t ]{0,4}$/), { minLength: 2, maxLength: 4 }), { minLength: 2 }),
        fc.constantFrom(',', ';', '\t'),
        (rows, delimiter) => {
          const text = rows
            .map((row) => row.map((cell) => cell.replaceAll(delimiter, '')).join(delimiter))
            .join('\r\n');
          const quoted = `${text}\r\n"q"`;
          expect(splitCells(quoted, delimiter).slice(0, -1)).toEqual(splitCells(text, delimiter));
        },
      ),
    );
  });

  it('count rows as a spreadsheet does, empty ones too', async () => {
    const blank = Array.from({ length: 10 }, () => '');
    expect(await refusalsOf(registrations(blank, registration(), blank, registration({ email: 'x' })))).toEqual([
      [5, 'E-mail', 'email-invalid'],
    ]);
  });
});
