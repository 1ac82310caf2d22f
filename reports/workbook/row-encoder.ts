/**
 * Turns rows into the UTF-8 bytes of sheet XML without making a string on the way: markup is stamped eight bytes at a
 * time, plain text is copied character by character, and only text that needs escaping takes the slow road.
 */
import { isCount, isPercent } from '../admission.ts';
import { isNumeric, type FieldKind } from '../catalogue.ts';
import { escapeText, needsPreserve } from './cell-text.ts';
import { LONGEST_TEXT } from './limits.ts';
import { WorkbookError } from './workbook-error.ts';

/** Markup as eight-byte words. Stamping writes whole words: what it spills over the end is written over next. */
type Stamp = Readonly<{ words: Float64Array; length: number }>;
const WORD = 8;
const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** ASCII only: its words can't be NaN, whose bits an engine may change. */
function stamp(markup: string): Stamp {
  const words = new Float64Array(Math.ceil(markup.length / WORD));
  new Uint8Array(words.buffer).set(Buffer.from(markup, 'latin1'));
  return { words, length: markup.length };
}

/** A column, its markup ready to be stamped. */
export type EncodedCell = Readonly<{
  isNumber: ((text: string) => boolean) | null;
  open: Stamp;
  middle: Stamp;
  close: Stamp;
}>;
export const encodedCell = (letter: string, kind: FieldKind, style: number): EncodedCell => {
  const isNumber = isNumeric(kind) ? (kind === 'percent' ? isPercent : isCount) : null;
  return {
    isNumber,
    open: stamp(`<c r="${letter}`),
    middle: stamp(isNumber === null ? `" s="${style}" t="inlineStr"><is><t>` : `" s="${style}"><v>`),
    close: stamp(isNumber === null ? '</t></is></c>' : '</v></c>'),
  };
};

const ROW_OPEN = stamp('<row r="');
const ROW_MIDDLE = stamp('">');
const ROW_CLOSE = stamp('</row>');
const SPACE_PRESERVE = ' xml:space="preserve"';

/** Bytes that one cell's markup can take, spill included; a UTF-16 code unit takes at most three. */
const MARKUP_ROOM = 128;
const UTF8_ROOM = 3;

export class RowEncoder {
  /** Bytes encoded and not yet taken. */
  length = 0;
  #bytes: Buffer;
  #view: DataView;
  readonly #sheet: string;
  readonly #cells: readonly EncodedCell[];
  readonly #number = new Float64Array(1);
  readonly #digits = new Uint8Array(this.#number.buffer);

  constructor(sheet: string, cells: readonly EncodedCell[], bytes: Buffer) {
    this.#sheet = sheet;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#cells = cells;
  }

  /** Takes what was encoded and goes on in `next`. */
  take(next: Buffer): Buffer {
    const taken = this.#bytes.subarray(0, this.length);
    this.#use(next);
    this.length = 0;
    return taken;
  }

  /** Appends markup as it is. */
  raw(xml: string): void {
    this.#reserve(xml.length * UTF8_ROOM);
    this.length += this.#bytes.write(xml, this.length);
  }

  /** Appends one row. `number` is the row as Excel counts it. Empty values take no cell. */
  row(row: readonly (string | null)[], number: number): void {
    const digits = this.#setNumber(number);
    this.#reserve(MARKUP_ROOM);
    this.#stamp(ROW_OPEN);
    this.#stampNumber(digits);
    this.#stamp(ROW_MIDDLE);
    let at = 0;
    for (const cell of this.#cells) {
      const value: unknown = row[at++];
      if (value === null || value === '') continue;
      if (typeof value !== 'string' || (cell.isNumber !== null && !cell.isNumber(value))) {
        throw new WorkbookError('not-a-value', this.#sheet, number, `column ${at} holds what no cell of it may`);
      }
      if (value.length > LONGEST_TEXT) {
        const detail = `column ${at} holds ${value.length} characters and Excel takes ${LONGEST_TEXT}`;
        throw new WorkbookError('text-too-long', this.#sheet, number, detail);
      }
      this.#reserve(value.length * UTF8_ROOM + MARKUP_ROOM);
      this.#stamp(cell.open);
      this.#stampNumber(digits);
      this.#stamp(cell.middle);
      if (!this.#plain(value)) this.#escaped(value);
      this.#stamp(cell.close);
    }
    this.#reserve(MARKUP_ROOM);
    this.#stamp(ROW_CLOSE);
  }

  /** Copies text that needs no escaping; false, with nothing appended, for any other. */
  #plain(value: string): boolean {
    const bytes = this.#bytes;
    const last = value.length - 1;
    if (value.charCodeAt(0) === 0x20 || value.charCodeAt(last) === 0x20) return false;
    let at = this.length;
    for (let index = 0; index <= last; index++) {
      const code = value.charCodeAt(index);
      if (code < 0x80) {
        if (code < 0x20 || code === 0x26 || code === 0x3c || code === 0x3e) return false;
        if (code === 0x5f && value.charCodeAt(index + 1) === 0x78) return false;
        bytes[at++] = code;
      } else if (code < 0x800) {
        bytes[at++] = 0xc0 | (code >> 6);
        bytes[at++] = 0x80 | (code & 0x3f);
      } else if (code < 0xd800) {
        bytes[at++] = 0xe0 | (code >> 12);
        bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[at++] = 0x80 | (code & 0x3f);
      } else return false;
    }
    this.length = at;
    return true;
  }

  #escaped(value: string): void {
    if (needsPreserve(value)) {
      this.length--;
      this.raw(`${SPACE_PRESERVE}>`);
    }
    this.raw(escapeText(value));
    this.#reserve(MARKUP_ROOM);
  }

  #stamp({ words, length }: Stamp): void {
    const view = this.#view;
    let at = this.length;
    for (let index = 0; index < words.length; index++, at += WORD)
      view.setFloat64(at, words[index] ?? 0, LITTLE_ENDIAN);
    this.length += length;
  }

  /** Sets the row's number once for all of its cells; gives its digits. */
  #setNumber(number: number): number {
    let digits = 1;
    for (let power = 10; power <= number; power *= 10) digits++;
    for (let at = digits - 1, rest = number; at >= 0; at--, rest = Math.trunc(rest / 10))
      this.#digits[at] = 0x30 + (rest % 10);
    return digits;
  }

  #stampNumber(digits: number): void {
    this.#view.setFloat64(this.length, this.#number[0] ?? 0, LITTLE_ENDIAN);
    this.length += digits;
  }

  #reserve(room: number): void {
    if (this.length + room <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.length + room));
    this.#bytes.copy(larger, 0, 0, this.length);
    this.#use(larger);
  }

  #use(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }
}
