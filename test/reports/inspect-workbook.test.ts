import { beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '#reports/admission.ts';
import { settlePlan } from '#reports/minimisation.ts';
import type { CheckId } from '#reports/workbook/findings.ts';
import { inspectWorkbook, type ExpectedWorkbook } from '#reports/workbook/inspect-workbook.ts';
import { fromBytes } from '#reports/workbook/random-access.ts';
import { readSheet } from '#reports/workbook/read-sheet.ts';
import { EXAMS, EXAM_ROWS, REGISTRATION, REGISTRATIONS, mend, unzip, write, zip, type Written } from './files.ts';
import { CUT_OFF, aPlan } from './plans.ts';

const ABOUT = 'xl/worksheets/sheet1.xml';
const plan = aPlan();
let written: Written;
let expected: ExpectedWorkbook;

beforeAll(async () => {
  written = await write(plan, { registration: REGISTRATIONS, exams: EXAM_ROWS });
  expected = { plan, cutOff: CUT_OFF, rows: written.rows, sha256: written.sha256 };
});

const failed = async (file: Uint8Array, changes: Partial<ExpectedWorkbook> = {}): Promise<CheckId[]> => {
  const { checks, ok } = await inspectWorkbook(fromBytes(file), { ...expected, sha256: null, ...changes });
  const ids = checks.filter(({ passed }) => !passed).map(({ id }) => id);
  expect(ok).toBe(ids.length === 0);
  return ids;
};

describe('inspection', () => {
  it('passes what was written, and reads back what was recorded', async () => {
    const { ok, checks, rows, sha256 } = await inspectWorkbook(fromBytes(written.file), expected);
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
    expect({ ok, rows, sha256 }).toEqual({ ok: true, rows: { registration: 3, exams: 3 }, sha256: written.sha256 });
  });

  it('passes what was put together again by another hand, so that the refusals below are for what was changed', async () => {
    expect(await failed(zip(await unzip(written.file)))).toEqual([]);
  });

  it('passes a large sheet of awkward text, whatever pieces it is read in', async () => {
    const rows = Array.from({ length: 9_000 }, (_, at): Row => {
      const odd = ['Νίκος', 'a & <b>', ' \t ', '_x0041_', '\0\r\n', '🙂', ''][at % 7] ?? '';
      return (
        REGISTRATIONS[0]?.map((value, column) => (column === 9 ? String(at % 101) : column % 2 ? odd : value)) ?? []
      );
    });
    const large = await write(plan, { registration: rows, exams: [] });
    expect(await failed(large.file, { rows: large.rows, sha256: large.sha256 })).toEqual([]);
  });

  it.each(['report', 'coarsen', 'withhold'] as const)('bad-E8 passes a file under the rule %s', async (rule) => {
    const group = { examId: 'AZ-104', month: '2026-09', country: 'Greece', company: 'A.E.', rows: 1, candidates: 1 };
    const settled = settlePlan(aPlan({ reidentificationRule: rule }), [group]).plan;
    const file = await write(settled, { registration: REGISTRATIONS, exams: EXAM_ROWS });
    expect(await failed(file.file, { plan: settled, rows: file.rows })).toEqual([]);
  });

  it('passes a file without rows', async () => {
    const empty = await write(plan, {});
    expect(await failed(empty.file, { rows: empty.rows })).toEqual([]);
  });

  const cell = (inside: string) => (xml: string) => xml.replace(/(<row r="2">)<c [\s\S]*?<\/c>/, `$1${inside}`);
  const beforeEnd = (xml: string) => (sheet: string) => sheet.replace(/(?=<pageMargins)/, xml);

  it.each<[string, CheckId, string, (xml: string) => string]>([
    ['a formula', 'active', REGISTRATION, cell('<c r="A2" s="6"><f>1+1</f><v>2</v></c>')],
    ['a shared string', 'cells', REGISTRATION, cell('<c r="A2" s="6" t="s"><v>0</v></c>')],
    ['a number where text belongs', 'cells', REGISTRATION, cell('<c r="A2" s="6"><v>5</v></c>')],
    ['a date', 'cells', EXAMS, cell('<c r="A2" s="6" t="d"><v>2026-08-03</v></c>')],
    [
      'a rich text with a comment in it',
      'cells',
      REGISTRATION,
      (xml) => xml.replace('</row><row r="3">', '</row><!-- x --><row r="3">'),
    ],
    ['a percentage over 100', 'cells', REGISTRATION, (xml) => xml.replace('<v>92</v>', '<v>920</v>')],
    [
      'a cell beyond the columns',
      'cells',
      REGISTRATION,
      (xml) => xml.replace('</row><row r="3">', '<c r="K2" s="6" t="inlineStr"><is><t>x</t></is></c></row><row r="3">'),
    ],
    ['a row more', 'rows', REGISTRATION, (xml) => xml.replace('</sheetData>', '<row r="5"></row></sheetData>')],
    ['a row less', 'rows', REGISTRATION, (xml) => xml.replace(/<row r="4">[\s\S]*?<\/row>/, '')],
    [
      'a gap between rows',
      'rows',
      REGISTRATION,
      (xml) => xml.replace(/<row r="4">[\s\S]*?<\/row>/, '<row r="6"></row>'),
    ],
    ['a hidden row', 'hidden', REGISTRATION, (xml) => xml.replace('<row r="3">', '<row r="3" hidden="1">')],
    ['a hidden column', 'hidden', REGISTRATION, (xml) => xml.replace('<col ', '<col hidden="1" ')],
    ['a column of no width', 'hidden', REGISTRATION, (xml) => xml.replace('width="16"', 'width="0"')],
    ['a hidden sheet', 'hidden', 'xl/workbook.xml', (xml) => xml.replace('state="visible"', 'state="veryHidden"')],
    [
      'a filter that hides rows',
      'hidden',
      REGISTRATION,
      (xml) =>
        xml.replace(/<autoFilter ref="([^"]*)"\/>/, '<autoFilter ref="$1"><filterColumn colId="0"/></autoFilter>'),
    ],
    ['another header', 'headers', REGISTRATION, (xml) => xml.replace('First name', 'Voornaam')],
    [
      'a header more',
      'headers',
      REGISTRATION,
      (xml) => xml.replace('</row>', '<c r="K1" s="4" t="inlineStr"><is><t>x</t></is></c></row>'),
    ],
    ['a day for a month', 'months', EXAMS, (xml) => xml.replace('2026-08', '2026-08-03')],
    ['a day in another column', 'months', EXAMS, (xml) => xml.replace('AZ-104', '3.8.2026')],
    ['a month that does not exist', 'cells', EXAMS, (xml) => xml.replace('2026-08', '2026-18')],
    ['exam rows in another order', 'order', EXAMS, (xml) => xml.replace('2026-08', '2026-12')],
    ['a link', 'links', REGISTRATION, beforeEnd('<hyperlinks><hyperlink ref="A2" r:id="rId1"/></hyperlinks>')],
    [
      'a relation that leads outside',
      'links',
      'xl/_rels/workbook.xml.rels',
      (xml) => xml.replace('Target="styles.xml"', 'Target="http://x.example/" TargetMode="External"'),
    ],
    ['a drawing', 'attachments', REGISTRATION, beforeEnd('<drawing r:id="rId1"/>')],
    ['old comments', 'attachments', REGISTRATION, beforeEnd('<legacyDrawing r:id="rId1"/>')],
    ['a rule that computes', 'active', REGISTRATION, (xml) => xml.replace('type="dataBar"', 'type="expression"')],
    ['a validation list', 'active', REGISTRATION, beforeEnd('<dataValidations count="1"/>')],
    [
      'macros declared',
      'active',
      '[Content_Types].xml',
      (xml) => xml.replace('sheet.main+xml', 'sheet.macroEnabled.main+xml'),
    ],
    [
      'a defined name',
      'names',
      'xl/workbook.xml',
      (xml) => xml.replace('</definedNames>', '<definedName name="x">1</definedName></definedNames>'),
    ],
    ['a name that leads elsewhere', 'names', 'xl/workbook.xml', (xml) => xml.replace('!$1:$1<', '!$1:$1+[1]Sheet!A1<')],
    ['sheets in another order', 'sheets', 'xl/workbook.xml', (xml) => xml.replace('"About"', '"Exams"')],
    [
      'a person as the maker',
      'properties',
      'docProps/core.xml',
      (xml) => xml.replace('>Partner Skills Academy</dc:creator>', '>Nuria Vidal</dc:creator>'),
    ],
    ['a moment of making', 'properties', 'docProps/core.xml', (xml) => xml.replaceAll('1980-01-01', '2026-11-01')],
    ['a keyword', 'properties', 'docProps/core.xml', (xml) => xml.replace('</cp:keywords>', 'AZ-104</cp:keywords>')],
    ['a company', 'properties', 'docProps/app.xml', (xml) => xml.replace('</Company>', 'Contoso</Company>')],
    ['a footer with more in it', 'properties', REGISTRATION, (xml) => xml.replace('&amp;L&amp;A', '&amp;LNuria')],
    ['a date format', 'formats', 'xl/styles.xml', (xml) => xml.replace('numFmtId="49"', 'numFmtId="14"')],
    [
      'a format of its own',
      'formats',
      'xl/styles.xml',
      (xml) =>
        xml.replace('<fonts', '<numFmts count="1"><numFmt numFmtId="164" formatCode="2026-08-03"/></numFmts><fonts'),
    ],
    ['another theme', 'fixed', 'xl/theme/theme1.xml', (xml) => xml.replace('Office Theme', 'Nuria Vidal')],
    [
      'a line more in About',
      'about',
      ABOUT,
      (xml) =>
        xml.replace(
          '</sheetData>',
          '<row r="99"><c r="A99" s="2" t="inlineStr"><is><t>2 people left out</t></is></c></row></sheetData>',
        ),
    ],
    ['another count in About', 'about', ABOUT, (xml) => xml.replace('<t>3</t>', '<t>4</t>')],
    [
      'a number in About',
      'cells',
      ABOUT,
      (xml) => xml.replace(/(<row r="3"[^>]*>)[\s\S]*?<\/row>/, '$1<c r="A3"><v>1</v></c></row>'),
    ],
  ])('refuses %s', async (_, check, part, change) => {
    expect(await failed(await mend(written.file, part, change))).toContain(check);
  });

  it.each<[string, CheckId]>([
    ['xl/vbaProject.bin', 'active'],
    ['xl/comments1.xml', 'attachments'],
    ['xl/drawings/drawing1.xml', 'attachments'],
    ['xl/externalLinks/externalLink1.xml', 'links'],
    ['xl/sharedStrings.xml', 'entries'],
    ['xl/worksheets/sheet4.xml', 'entries'],
  ])('refuses a part %s', async (name, check) => {
    const file = zip((await unzip(written.file)).set(name, Buffer.from('x')));
    expect(await failed(file)).toEqual(expect.arrayContaining(['entries', check]));
  });

  it('refuses a missing part', async () => {
    const parts = await unzip(written.file);
    parts.delete(EXAMS);
    expect(await failed(zip(parts))).toEqual(expect.arrayContaining(['entries', 'archive']));
  });

  it.each([
    ['bytes before', (file: Buffer) => Buffer.concat([Buffer.from('x'), file])],
    ['bytes after', (file: Buffer) => Buffer.concat([file, Buffer.from('x')])],
    ['half of it', (file: Buffer) => file.subarray(0, file.length / 2)],
    ['nothing', () => Buffer.alloc(0)],
    ['another file', () => Buffer.from('<html></html>')],
  ])('refuses %s', async (_, change) => {
    expect(await failed(change(written.file))).toContain('archive');
  });

  it('refuses any single byte that was changed', async () => {
    for (let at = 0; at < written.file.length; at += 97) {
      const file = Buffer.from(written.file);
      file[at] = (file[at] ?? 0) ^ 0x55;
      const { ok } = await inspectWorkbook(fromBytes(file), expected);
      expect(ok, `byte ${at}`).toBe(false);
    }
  });

  it('bad-E10 refuses a part that tells when it was made', async () => {
    const file = Buffer.from(written.file);
    file.writeUInt16LE(0x5b61, file.indexOf('PK\u0001\u0002') + 14);
    expect(await failed(file)).toEqual(['times']);
  });

  it('refuses other rows than were recorded, another plan, another cut-off, other bytes', async () => {
    expect(await failed(written.file, { rows: { registration: 4, exams: 3 } })).toEqual(['rows', 'about']);
    const narrow = aPlan({ datasets: { F1: ['first_name'], F3: ['exam_id'] } });
    expect(await failed(written.file, { plan: narrow })).toEqual(expect.arrayContaining(['headers', 'cells', 'about']));
    expect(await failed(written.file, { cutOff: new Date('2026-11-02T00:00:00Z') })).toEqual(['about']);
    expect(await failed(written.file, { sha256: '0'.repeat(64) })).toEqual(['sha256']);
  });

  it('names no value in what it finds', async () => {
    const file = await mend(written.file, REGISTRATION, cell('<c r="A2" s="6"><f>secret</f></c>'));
    const { checks } = await inspectWorkbook(fromBytes(file), expected);
    expect(JSON.stringify(checks)).not.toContain('secret');
  });
});

describe('a page of a sheet', () => {
  const page = (sheet: string, offset = 0, limit = 10) => readSheet(fromBytes(written.file), sheet, { offset, limit });

  it('is what the recipient will see', async () => {
    const { headers, rows } = await page('Registration and progress', 1, 1);
    expect(headers).toHaveLength(10);
    expect(rows).toEqual([REGISTRATIONS[1]]);
    expect((await page('Registration and progress', 2)).rows).toEqual([REGISTRATIONS[2]?.map((text) => text ?? '')]);
    expect((await page('Exams')).rows).toHaveLength(3);
    expect((await page('About')).rows[0]).toEqual(['For', 'Balticstack A.E.']);
    expect((await page('Exams', 3)).rows).toEqual([]);
    await expect(page('Sheet9')).rejects.toThrow("no sheet 'Sheet9'");
  });

  it('is read without reading the rest of a large sheet', async () => {
    const rows = Array.from({ length: 400_000 }, (_, at): Row => [`person ${Math.imul(at, 0x9e3779b1)}`]);
    const names = aPlan({ datasets: { F1: ['first_name'] } });
    const { file } = await write(names, { registration: rows });
    let read = 0;
    const whole = fromBytes(file);
    const counted = {
      size: file.length,
      read: (offset: number, length: number) => {
        read += length;
        return whole.read(offset, length);
      },
    };
    const { rows: found } = await readSheet(counted, 'Registration and progress', { offset: 0, limit: 2 });
    expect(found).toEqual(rows.slice(0, 2));
    expect(file.length).toBeGreaterThan(4_000_000);
    expect(read).toBeLessThan(file.length / 2);
  });
});
