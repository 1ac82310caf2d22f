import { createHash } from 'node:crypto';
import { PassThrough, Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import readXlsx from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { admit, type Row } from '#reports/admission.ts';
import { DATASETS, LANGUAGES } from '#reports/catalogue.ts';
import { settlePlan } from '#reports/minimisation.ts';
import { findSheetTooLong, MOST_DATA_ROWS } from '#reports/workbook/limits.ts';
import { writeWorkbook } from '#reports/workbook/write-workbook.ts';
import { EXAM_ROWS, REGISTRATION, REGISTRATIONS, unzip, write } from './files.ts';
import { CUT_OFF, aPlan } from './plans.ts';

const two = aPlan({ datasets: { F1: ['first_name', 'progress'] } });
const one = aPlan({ datasets: { F1: ['first_name'] } });

async function load(file: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(file).buffer);
  return workbook;
}

/** What ECMA-376 (ST_Xstring) says that `_xHHHH_` means, which exceljs does for shared strings only. */
const xstring = (text: string): string =>
  text.replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

const firstColumn = (workbook: ExcelJS.Workbook): string[] => {
  const found: string[] = [];
  workbook.getWorksheet('Registration and progress')?.eachRow((row, number) => {
    const { value } = row.getCell(1);
    if (number > 1) found.push(typeof value === 'string' ? xstring(value) : 'no text');
  });
  return found;
};

describe('a workbook', () => {
  it('holds the same cells for an independent reader', async () => {
    const plan = aPlan();
    const { file, rows } = await write(plan, { registration: REGISTRATIONS, exams: EXAM_ROWS });
    expect(rows).toEqual({ registration: 3, exams: 3 });
    const sheets = await readXlsx(file);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['About', 'Registration and progress', 'Exams']);
    const [, registration, exams] = sheets.map(({ data }) => data);
    expect(registration?.[1]).toEqual([...(REGISTRATIONS[0] ?? []).slice(0, 9), 92]);
    expect(registration?.[2]?.slice(5, 9)).toEqual(['l@a.example', 'Smit & Zonen', 'Developer', 'DevOps <Engineer>']);
    expect(exams?.slice(1)).toEqual([...EXAM_ROWS].reverse());
  });

  it('bad-E11 keeps every leading character byte for byte, as inert text', async () => {
    const leads = [
      '=',
      '+',
      '-',
      '@',
      '\t',
      '\r',
      '\n',
      '\0',
      '＝',
      ' ',
      "'",
      '"',
      ';',
      ',',
      '|',
      '_x0041_',
      '\u00a0',
      '\u200b',
      '\ufeff',
    ];
    const values = leads.flatMap((lead) => [`${lead}1+1`, `${lead}HYPERLINK("http://x","y")${lead}`, lead]).toSorted();
    const { file } = await write(one, { registration: values.map((value) => [value]) });
    const workbook = await load(file);
    expect(firstColumn(workbook)).toEqual(values);
    const xml = (await unzip(file)).get(REGISTRATION)?.toString('utf8') ?? '';
    expect(xml).not.toMatch(/<f[\s>]|<hyperlink/);
    expect(xml.match(/<c /g)).toHaveLength(values.length + 1);
    expect(xml.match(/t="inlineStr"/g)).toHaveLength(values.length + 1);
  });

  it('gives back any text at all to an independent reader of Excel files', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1 }).filter((value) => value.trim() !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 40 }), async (values) => {
        const { file } = await write(one, { registration: values.map((value) => [value]) });
        expect(firstColumn(await load(file))).toEqual(values);
      }),
      { numRuns: 25 },
    );
  });

  it('bad-E12 has the same shape without rows, and says that there are none', async () => {
    const plan = aPlan();
    const { file, rows } = await write(plan, {});
    expect(rows).toEqual({ registration: 0, exams: 0 });
    const [about, registration, exams] = (await readXlsx(file)).map(({ data }) => data);
    expect(registration).toEqual([DATASETS.F1.fields.map(() => expect.any(String) as unknown)]);
    expect(exams).toHaveLength(1);
    expect(about).toContainEqual(['Rows: Registration and progress', '0 (no data)']);
  });

  it('bad-E8 About says that the exam sheet is withheld, and counts nobody', async () => {
    const { plan } = settlePlan(aPlan({ reidentificationRule: 'withhold' }), [
      { examId: 'AZ-104', month: '2026-10', country: null, company: null, rows: 41, candidates: 1 },
    ]);
    const sheets = await readXlsx((await write(plan, { registration: REGISTRATIONS })).file);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['About', 'Registration and progress']);
    const about = JSON.stringify(sheets[0]?.data);
    expect(about).toContain('Exams: all exam rows, as the agreement asks for when groups are small');
    expect(about).not.toContain('41');
  });

  it('bad-E10 bears no day and no moment: not in cells, properties, or the zip', async () => {
    const { file } = await write(aPlan(), { registration: REGISTRATIONS, exams: EXAM_ROWS });
    const parts = await unzip(file);
    for (const [name, content] of parts) {
      if (name.endsWith('sheet1.xml') || name.startsWith('xl/theme')) continue;
      const days = content.toString('utf8').match(/\b[0-9]{4}-[0-9]{2}-[0-9]{2}/g) ?? [];
      expect(days.filter((day) => day !== '1980-01-01')).toEqual([]);
    }
    for (let at = file.indexOf('PK\u0001\u0002'); at >= 0; at = file.indexOf('PK\u0001\u0002', at + 1)) {
      expect([file.readUInt16LE(at + 12), file.readUInt16LE(at + 14)]).toEqual([0, 0x0021]);
    }
  });

  it('bad-E15 has the same bytes for the same plan, cut-off and rows, however they are batched', async () => {
    const rows = Array.from({ length: 3_000 }, (_, at): Row => [`Νίκος & ${at * 7919}`, String(at % 101)]);
    const hashes = new Set<string>();
    for (const batch of [1, 7, 1_000, 3_000]) {
      const { sha256, file, bytes } = await write(two, { registration: rows }, { batch });
      expect(createHash('sha256').update(file).digest('hex')).toBe(sha256);
      expect(file).toHaveLength(bytes);
      hashes.add(sha256);
    }
    expect(hashes.size).toBe(1);
  });

  it('has other bytes for another cut-off, row or order of rows', async () => {
    const base = await write(two, {
      registration: [
        ['a', '1'],
        ['b', '2'],
      ],
    });
    const others = [
      await write(
        two,
        {
          registration: [
            ['a', '1'],
            ['b', '2'],
          ],
        },
        { cutOff: new Date('2026-11-02T05:00:00Z') },
      ),
      await write(two, {
        registration: [
          ['a', '1'],
          ['b', '3'],
        ],
      }),
      await write(two, {
        registration: [
          ['b', '2'],
          ['a', '1'],
        ],
      }),
    ];
    expect(others.map(({ sha256 }) => sha256)).not.toContain(base.sha256);
  });

  it.each(LANGUAGES)('has headers in the language of the agreement: %s', async (language) => {
    const [about, registration] = (await readXlsx((await write(aPlan({ language }), {})).file)).map(({ data }) => data);
    expect(registration?.[0]?.every((header) => typeof header === 'string' && header.length > 0)).toBe(true);
    expect(about?.length).toBeGreaterThan(8);
  });

  it('is a screen: frozen bold header, filter, widths, text as text, print set-up', async () => {
    const workbook = await load((await write(aPlan(), { registration: REGISTRATIONS, exams: EXAM_ROWS })).file);
    const sheet = workbook.getWorksheet('Registration and progress');
    expect(sheet?.views).toMatchObject([{ state: 'frozen', ySplit: 1 }]);
    expect(sheet?.getCell('A1').font).toMatchObject({ bold: true });
    expect(sheet?.autoFilter).toBe('A1:J4');
    expect(sheet?.getCell('C2')).toMatchObject({ value: '0012345', numFmt: '@' });
    expect(sheet?.getCell('J2')).toMatchObject({ value: 92, numFmt: '0' });
    expect(sheet?.pageSetup).toMatchObject({ orientation: 'landscape', fitToWidth: 1, printTitlesRow: '1:1' });
    expect(workbook.getWorksheet('Exams')?.getCell('D2').value).toBe('2026-08');
  });
});

describe('what no workbook can hold', () => {
  it('is refused by sheet and row: text over 32,767 characters', async () => {
    await expect(write(one, { registration: [['a'], ['x'.repeat(32_767)]] })).resolves.toBeDefined();
    await expect(write(one, { registration: [['a'], ['x'.repeat(32_768)]] })).rejects.toMatchObject({
      fault: 'text-too-long',
      sheet: 'Registration and progress',
      row: 3,
    });
  });

  it('bad-E13 is refused before building: more rows than Excel takes, with the way out', () => {
    expect(findSheetTooLong({ registration: 960_000 })).toBeNull();
    expect(findSheetTooLong({ registration: MOST_DATA_ROWS })).toBeNull();
    expect(findSheetTooLong({ registration: 1_200_000 })).toMatchObject({
      sheet: 'registration',
      advice: expect.stringContaining('split it by country') as unknown,
    });
  });

  it('bad-E13 is refused on the way at the first batch too many', async () => {
    const batch = admit(
      one,
      'registration',
      Array.from({ length: 100_000 }, () => [null]),
    );
    function* endless() {
      for (;;) yield batch;
    }
    const sink = new PassThrough();
    sink.resume();
    const writing = writeWorkbook({ plan: one, cutOff: CUT_OFF, sheets: { registration: endless() } }, sink);
    await expect(writing).rejects.toMatchObject({ fault: 'too-many-rows', row: 1_048_577 });
    expect(sink.destroyed).toBe(true);
  });

  it('bad-E17 fails instead of waiting for a full disk, and lets go of the rows', async () => {
    let stopped = false;
    async function* rows() {
      try {
        for (;;)
          yield await Promise.resolve(
            admit(
              one,
              'registration',
              Array.from({ length: 5_000 }, (_, at) => [`x${at}`]),
            ),
          );
      } finally {
        stopped = true;
      }
    }
    let taken = 0;
    const full = new Writable({
      write: (chunk: Buffer, _, done) => {
        taken += chunk.length;
        done(taken > 200_000 ? new Error('ENOSPC') : null);
      },
    });
    await expect(writeWorkbook({ plan: one, cutOff: CUT_OFF, sheets: { registration: rows() } }, full)).rejects.toThrow(
      'ENOSPC',
    );
    expect(stopped).toBe(true);
  });

  it('fails when the rows do, and when the destination goes away without a word', async () => {
    function* broken() {
      yield admit(one, 'registration', [['a']]);
      throw new Error('the database went away');
    }
    const rows = { registration: broken() };
    const sink = new PassThrough();
    await expect(writeWorkbook({ plan: one, cutOff: CUT_OFF, sheets: rows }, sink)).rejects.toThrow('went away');
    const gone = new PassThrough();
    gone.destroy();
    await expect(writeWorkbook({ plan: one, cutOff: CUT_OFF, sheets: { registration: [] } }, gone)).rejects.toThrow();
  });

  it('refuses exam rows that do not stand in the order of their own values', async () => {
    const plan = aPlan({ datasets: { F3: DATASETS.F3.fields } });
    const batches = EXAM_ROWS.map((row) => admit(plan, 'exams', [row]));
    const sink = new PassThrough();
    await expect(writeWorkbook({ plan, cutOff: CUT_OFF, sheets: { exams: batches } }, sink)).rejects.toMatchObject({
      fault: 'not-in-order',
      row: 3,
    });
  });
});
