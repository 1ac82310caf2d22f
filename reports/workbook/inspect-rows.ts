/**
 * Checks the rows of a sheet as they are inflated: every row must be, to the letter, one that the plan could have written.
 * One pattern holds the whole row, so a million rows are read at the speed of a search; what it does not know is refused.
 */
import { compareRows, type Row } from '../admission.ts';
import { fieldOf, SHEETS, type FieldKind } from '../catalogue.ts';
import type { PlannedSheet } from '../minimisation.ts';
import type { CheckId, Findings } from './findings.ts';
import { columnLetter } from './shell.ts';
import { cellsOf } from './xml-scan.ts';

/** Text with the escapes that the writer makes, and no others. Sheets are read as bytes, so any character may come. */
const TEXT = '[^<&]*(?:&(?:amp|lt|gt|#13);[^<&]*)*';
const MONTH = '[0-9]{4}-(?:0[1-9]|1[0-2])';
const QUARTER = '[0-9]{4}-Q[1-4]';
/** A day, month and year in some usual order. */
const DAY =
  /\b[0-9]{4}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12][0-9]|3[01])\b|\b(?:0?[1-9]|[12][0-9]|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.](?:[0-9]{2}){1,2}\b/;

const HEAD_LIMIT = 65_536;
/** The longest that one row can be: sixteen columns of Excel's longest text, each character escaped. */
const ROW_LIMIT = 16 * 7 * 32_767;

const inner = (kind: FieldKind, coarsened: boolean): string => {
  const text = (pattern: string): string => ` t="inlineStr"><is><t(?: xml:space="preserve")?>${pattern}</t></is>`;
  if (kind === 'percent') return '><v>(?:100|[1-9]?[0-9])</v>';
  if (kind === 'count') return '><v>(?:0|[1-9][0-9]{0,8})</v>';
  if (kind === 'quarter') return text(QUARTER);
  if (kind === 'month') return text(coarsened ? QUARTER : MONTH);
  return text(kind === 'result' ? '(?:passed|failed)' : TEXT);
};

/** A row of the sheet; cells carry the row's own number, which group 1 holds. */
const writePattern = (sheet: PlannedSheet, coarsened: boolean): RegExp =>
  new RegExp(
    '<row r="([0-9]{1,7})">' +
      sheet.fields
        .map((id, at) => `(?:<c r="${columnLetter(at)}\\1" s="[0-9]{1,2}"${inner(fieldOf(id).kind, coarsened)}</c>)?`)
        .join('') +
      '</row>',
    'y',
  );

/** Compiling one takes longer than reading a small sheet, and a deployment has a handful of shapes. */
const patterns = new Map<string, RegExp>();
const MOST_PATTERNS = 64;

function rowPattern(sheet: PlannedSheet, coarsened: boolean): RegExp {
  const shape = `${String(coarsened)} ${sheet.fields.join()}`;
  const known = patterns.get(shape);
  if (known) return known;
  if (patterns.size >= MOST_PATTERNS) patterns.clear();
  const pattern = writePattern(sheet, coarsened);
  patterns.set(shape, pattern);
  return pattern;
}

export type ScannedSheet = { frame: string; headerRow: string; rows: number };

export class RowScanner {
  readonly #sheet: PlannedSheet;
  readonly #pattern: RegExp;
  readonly #findings: Findings;
  readonly #name: string;
  #stage: 'head' | 'rows' | 'tail' | 'lost' = 'head';
  #text = '';
  #rows = 0;
  #previous: Row | null = null;
  #head = '';
  #headerRow = '';

  constructor(sheet: PlannedSheet, name: string, coarsened: boolean, findings: Findings) {
    this.#sheet = sheet;
    this.#name = name;
    this.#pattern = rowPattern(sheet, coarsened);
    this.#findings = findings;
  }

  /** Takes the next bytes of the sheet; false when there is no use in more. */
  take(bytes: Buffer): boolean {
    this.#text += bytes.toString('latin1');
    if (this.#stage === 'head') this.#takeHead();
    if (this.#stage === 'rows') this.#takeRows();
    if (this.#text.length > (this.#stage === 'rows' ? ROW_LIMIT : HEAD_LIMIT))
      this.#lose('cells', 'is larger than its rows explain');
    return this.#stage !== 'lost';
  }

  /** What the sheet held, decoded, at its end. */
  finish(): ScannedSheet {
    if (this.#stage === 'head' || this.#stage === 'rows') this.#lose('cells', 'ends before its rows do');
    const decode = (latin1: string): string => Buffer.from(latin1, 'latin1').toString('utf8');
    return {
      frame: decode(this.#head + (this.#stage === 'tail' ? this.#text : '')),
      headerRow: decode(this.#headerRow),
      rows: this.#rows,
    };
  }

  #takeHead(): void {
    const start = this.#text.indexOf('<sheetData>');
    const end = this.#text.indexOf('</row>', start);
    if (start < 0 || end < 0) return;
    const cut = start + '<sheetData>'.length;
    this.#head = this.#text.slice(0, cut);
    this.#headerRow = this.#text.slice(cut, end + '</row>'.length);
    this.#text = this.#text.slice(end + '</row>'.length);
    this.#stage = 'rows';
  }

  #takeRows(): void {
    const text = this.#text;
    const pattern = this.#pattern;
    let at = 0;
    pattern.lastIndex = 0;
    while (pattern.test(text)) {
      this.#rows++;
      if (!text.startsWith(`${this.#rows + 1}"`, at + 8)) {
        this.#lose('rows', `row ${this.#rows + 1} has another number`);
        return;
      }
      if (SHEETS[this.#sheet.id].nameless) this.#readNameless(text.slice(at, pattern.lastIndex));
      at = pattern.lastIndex;
    }
    if (text.startsWith('</sheetData>', at)) this.#stage = 'tail';
    else if (text.includes('</row>', at) || (text.length - at > 12 && !text.startsWith('<row', at))) {
      this.#diagnose(text.slice(at));
      return;
    }
    this.#text = text.slice(at);
  }

  #readNameless(xml: string): void {
    const row = cellsOf(Buffer.from(xml, 'latin1').toString('utf8'), this.#sheet.fields.length);
    const number = this.#rows + 1;
    if (this.#previous && compareRows(this.#previous, row) > 0)
      this.#findings.fail('order', `'${this.#name}', row ${number}`);
    if (row.some((text) => DAY.test(text))) this.#findings.fail('months', `'${this.#name}', row ${number} holds a day`);
    this.#previous = row;
  }

  /** Says why a row is not one that the plan could have written. */
  #diagnose(rest: string): void {
    const end = rest.indexOf('</row>');
    const row = end < 0 ? rest : rest.slice(0, end);
    const month = this.#sheet.fields.indexOf('exam_month');
    const monthText = cellsOf(row, this.#sheet.fields.length)[month] ?? '';
    const where = `row ${this.#rows + 2}`;
    if (/<f[\s/>]/.test(row)) this.#lose('active', `${where} holds a formula`);
    else if (/^<row[^>]*(?:hidden|collapsed|ht="0)/.test(row)) this.#lose('hidden', `${where} is hidden`);
    else if (DAY.test(monthText)) this.#lose('months', `${where} holds a day`);
    else this.#lose('cells', `${where} is none that the plan could have written`);
  }

  #lose(check: CheckId, detail: string): void {
    this.#findings.fail(check, `'${this.#name}': ${detail}`);
    this.#stage = 'lost';
    this.#text = '';
  }
}
