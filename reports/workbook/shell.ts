/**
 * What stands around the rows: styles, sheets, properties, print set-up. exceljs defines it once per shape of workbook
 * (language and fields); the writer splices rows into the places that are left for them.
 */
import type ExcelJS from 'exceljs';
import {
  ABOUT_SHEET,
  SHEETS,
  fieldOf,
  headerOf,
  isNumeric,
  type Field,
  type FieldId,
  type SheetId,
} from '../catalogue.ts';
import type { DisclosurePlan } from '../minimisation.ts';
import { ACADEMY_NAME } from '../names.ts';
import { textCell } from './cell-text.ts';
import { encodedCell, type EncodedCell } from './row-encoder.ts';
import { readPackage } from './small-package.ts';
import { packParts, type PackedParts } from './zip-writer.ts';

/** Who made the file and when, for every file: no person, no moment. The association may be called otherwise. */
export const MADE_AT = '1980-01-01T00:00:00Z';

export const makerOf = ({ agreement }: DisclosurePlan): string => agreement.academy ?? ACADEMY_NAME;

export type SheetShell = Readonly<{
  id: SheetId;
  name: string;
  /** Its entry in the zip. */
  part: string;
  cells: readonly EncodedCell[];
  /** Rows must come in the order of their own values. */
  sorted: boolean;
  /** Everything before the first row of data, the header row included. */
  head: string;
  /** Everything after the last of `rows` rows of data. */
  tail: (rows: number) => string;
}>;

export type AboutShell = Readonly<{
  part: string;
  render: (title: string, lines: readonly (readonly [string, string])[]) => string;
}>;

export type Shell = Readonly<{ fixed: PackedParts; about: AboutShell; sheets: readonly SheetShell[] }>;

/** A field with the header that it has in this workbook. */
type Column = Field & { readonly header: string };

const columnsOf = ({ agreement }: DisclosurePlan, fields: readonly FieldId[]): Column[] =>
  fields.map((id) => ({ ...fieldOf(id), header: headerOf(id, agreement.language, agreement.partnerIdName) }));

/** Stands for the last row wherever the shell names a range; no number of its own comes near it. */
const LAST_ROW = 1_048_576;
const INK = 'FF1F2937';
const TINT = 'FFE8EDF7';
const LINE = 'FF9AA5B8';
const BAR = 'FFC7D2FE';
const FONT = { name: 'Calibri', size: 11, family: 2 } as const;
/** exceljs types it as an enum that it does not have. */
const A4 = { paperSize: 9 } as const;
/** Room for the filter's arrow beside a header. */
const ARROW = 4;
/** In characters; text wraps in them, and programs do not all make a row grow by themselves. */
const ABOUT_WIDTHS = { label: 40, text: 86 } as const;
/** Height of a line of text and the air around it, in points. */
const ABOUT_LINE = { text: 15, air: 5 } as const;
const BAR_ID = '{00000000-0000-4000-8000-000000000001}';

export const columnLetter = (index: number): string => String.fromCharCode(0x41 + index);

const shells = new Map<string, Promise<Shell>>();
/** Shapes kept; a deployment has a handful, and the bound is for the one that has not. */
const MOST_SHAPES = 64;

/** The shell for a plan's shape, made on first use. */
export function shellFor(plan: DisclosurePlan): Promise<Shell> {
  const { language, academy, partnerIdName } = plan.agreement;
  const shape = JSON.stringify([language, academy, partnerIdName, plan.sheets.map(({ id, fields }) => [id, fields])]);
  const known = shells.get(shape);
  if (known) return known;
  if (shells.size >= MOST_SHAPES) shells.clear();
  const making = makeShell(plan);
  shells.set(shape, making);
  making.catch(() => shells.delete(shape));
  return making;
}

async function makeShell(plan: DisclosurePlan): Promise<Shell> {
  // Loaded at its first use: most commands never need it, and it takes a quarter of a second.
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  workbook.creator = makerOf(plan);
  workbook.lastModifiedBy = makerOf(plan);
  workbook.created = new Date(MADE_AT);
  workbook.modified = new Date(MADE_AT);
  defineAbout(workbook);
  for (const sheet of plan.sheets) defineSheet(workbook, sheet.id, columnsOf(plan, sheet.fields));
  const parts = readPackage(new Uint8Array(await workbook.xlsx.writeBuffer()));
  const sheetPart = (index: number): string => `xl/worksheets/sheet${index + 1}.xml`;
  const spliced = new Set([sheetPart(0), ...plan.sheets.map((_, index) => sheetPart(index + 1))]);
  const xmlOf = (part: string): string => parts.find(({ name }) => name === part)?.content.toString('utf8') ?? '';
  return {
    fixed: packParts(parts.filter(({ name }) => !spliced.has(name))),
    about: cutAbout(sheetPart(0), xmlOf(sheetPart(0))),
    sheets: plan.sheets.map(({ id, fields }, index) =>
      cutSheet(id, sheetPart(index + 1), xmlOf(sheetPart(index + 1)), columnsOf(plan, fields)),
    ),
  };
}

function defineAbout(workbook: ExcelJS.Workbook): void {
  const sheet = workbook.addWorksheet(ABOUT_SHEET, {
    views: [{ showGridLines: false }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  Object.assign(sheet.pageSetup, A4);
  sheet.columns = [{ width: ABOUT_WIDTHS.label }, { width: ABOUT_WIDTHS.text }];
  sheet.getCell('A1').style = { font: { ...FONT, size: 16, bold: true, color: { argb: INK } }, numFmt: '@' };
  sheet.getCell('A2').style = {
    font: { ...FONT, bold: true },
    numFmt: '@',
    alignment: { vertical: 'top', wrapText: true },
  };
  sheet.getCell('B2').style = { font: { ...FONT }, numFmt: '@', alignment: { vertical: 'top', wrapText: true } };
}

function defineSheet(workbook: ExcelJS.Workbook, id: SheetId, fields: readonly Column[]): void {
  const last = columnLetter(fields.length - 1);
  const sheet = workbook.addWorksheet(SHEETS[id].name, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: {
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:1',
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&L&A&R&P / &N' },
  });
  Object.assign(sheet.pageSetup, A4);
  sheet.getRow(1).height = 22;
  fields.forEach(({ kind, width, header }, index) => {
    const letter = columnLetter(index);
    const numFmt = isNumeric(kind) ? '0' : '@';
    const alignment = isNumeric(kind) ? ({ horizontal: 'right' } as const) : ({ horizontal: 'left' } as const);
    sheet.getColumn(letter).width = Math.max(width, header.length + ARROW);
    sheet.getCell(`${letter}1`).style = {
      font: { ...FONT, bold: true, color: { argb: INK } },
      fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: TINT } },
      border: { bottom: { style: 'thin', color: { argb: LINE } } },
      alignment: { ...alignment, vertical: 'middle' },
      numFmt: '@',
    };
    sheet.getCell(`${letter}2`).style = { font: { ...FONT }, numFmt, alignment };
    if (kind === 'percent') addDataBar(sheet, `${letter}2:${letter}${LAST_ROW}`);
  });
  sheet.autoFilter = `A1:${last}${LAST_ROW}`;
}

/** A bar from 0 to 100, so that the same percentage is the same length in every file. */
function addDataBar(sheet: ExcelJS.Worksheet, ref: string): void {
  const bar: ExcelJS.DataBarRuleType & { color: { argb: string } } = {
    type: 'dataBar',
    priority: 1,
    cfvo: [
      { type: 'num', value: 0 },
      { type: 'num', value: 100 },
    ],
    minLength: 0,
    maxLength: 100,
    gradient: false,
    border: false,
    color: { argb: BAR },
  };
  sheet.addConditionalFormatting({ ref, rules: [bar] });
}

/** The text before, within and after `<sheetData>`. */
function cut(xml: string): { before: string; rows: string; after: string } {
  const found = /^([\s\S]*<sheetData>)([\s\S]*)(<\/sheetData>[\s\S]*)$/.exec(xml);
  if (!found) throw new Error('The shell has no place for rows');
  const [, before = '', rows = '', after = ''] = found;
  // The dimension would have to be known before the rows are; programs work it out.
  return { before: before.replace(/<dimension [^>]*>/, ''), rows, after };
}

const styleOf = (rows: string, address: string): number => {
  const style = new RegExp(`<c r="${address}" s="([0-9]+)"`).exec(rows)?.[1];
  if (style === undefined) throw new Error(`The shell has no style for ${address}`);
  return Number(style);
};

function cutSheet(id: SheetId, part: string, xml: string, fields: readonly Column[]): SheetShell {
  const { before, rows, after } = cut(xml);
  const rowOpen = /<row r="1"[^>]*>/.exec(rows)?.[0] ?? '<row r="1">';
  const header = fields.map(({ header: text }, index) => {
    const address = `${columnLetter(index)}1`;
    return textCell(address, styleOf(rows, address), text);
  });
  // Ids of bars are random in exceljs; numbers kept as text are meant to be.
  const last = columnLetter(fields.length - 1);
  const textOnPurpose = `<ignoredErrors><ignoredError sqref="A2:${last}${LAST_ROW}" numberStoredAsText="1"/></ignoredErrors>`;
  const end = after
    .replaceAll(/\{[0-9A-F-]{36}\}(?=<\/x14:id>|">)/g, (guid) =>
      guid === '{B025F937-C7B1-47D3-B67F-A62EFF666E3E}' ? guid : BAR_ID,
    )
    .replace(/(?=<extLst>(?![\s\S]*<\/cfRule>)|<\/worksheet>)/, textOnPurpose)
    .split(String(LAST_ROW));
  return {
    id,
    name: SHEETS[id].name,
    part,
    cells: fields.map(({ kind }, index) => {
      const letter = columnLetter(index);
      return encodedCell(letter, kind, styleOf(rows, `${letter}2`));
    }),
    sorted: SHEETS[id].nameless,
    head: `${before}${rowOpen}${header.join('')}</row>`,
    // A range must hold a row, so that of no rows is the one that the first would stand on.
    tail: (count) => end.join(String(Math.max(count, 1) + 1)),
  };
}

function cutAbout(part: string, xml: string): AboutShell {
  const { before, rows, after } = cut(xml);
  const [title, label, text] = [styleOf(rows, 'A1'), styleOf(rows, 'A2'), styleOf(rows, 'B2')];
  return {
    part,
    render: (heading, lines) => {
      const body = lines.map(([name, content], index) => {
        const number = index + 3;
        const cells = textCell(`A${number}`, label, name) + textCell(`B${number}`, text, content);
        return `<row r="${number}" ht="${heightOf(name, content)}" customHeight="1">${cells}</row>`;
      });
      return `${before}<row r="1" ht="28" customHeight="1">${textCell('A1', title, heading)}</row>${body.join('')}${after}`;
    },
  };
}

/** Words break before the column is full, so it is counted a little narrower than it is. */
function heightOf(label: string, text: string): number {
  const lines = Math.max(
    Math.ceil(label.length / (ABOUT_WIDTHS.label * 0.85)),
    Math.ceil(text.length / (ABOUT_WIDTHS.text * 0.85)),
  );
  return Math.min(lines * ABOUT_LINE.text + ABOUT_LINE.air, 400);
}
