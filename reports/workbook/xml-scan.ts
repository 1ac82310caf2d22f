/** Small questions about XML that is known to be machine-made: which elements, which attributes, which cells. */
import { unescapeText } from './cell-text.ts';

export const elementsOf = (xml: string): string[] =>
  [...xml.matchAll(/<([A-Za-z][\w:.-]*)/g)].map(([, name = '']) => name);

export const attributeOf = (tag: string, name: string): string | null =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? null;

export const tagsOf = (xml: string, element: string): string[] =>
  [...xml.matchAll(new RegExp(`<${element}(?=[\\s/>])[^>]*>`, 'g'))].map(([tag]) => tag);

/** The texts of the innermost elements: [element, text]. */
export const leavesOf = (xml: string): [string, string][] =>
  [...xml.matchAll(/<([\w:.-]+)(?:\s[^>]*)?>([^<]*)<\/\1>/g)].map(([, element = '', text = '']) => [element, text]);

const CELL = /<c r="([A-Z]{1,3})[0-9]{1,7}"[^>]*>(?:<is><t[^>]*>([^<]*)<\/t><\/is>|<v>([^<]*)<\/v>)<\/c>/g;

/** The texts of a row's cells by column, empty where there is none. `width` columns. Expects a decoded row. */
export function cellsOf(row: string, width: number): string[] {
  const cells = Array.from({ length: width }, () => '');
  for (const [, letters = '', text = '', number] of row.matchAll(CELL)) {
    const column = letters.charCodeAt(0) - 0x41;
    if (letters.length === 1 && column < width) cells[column] = number ?? unescapeText(text);
  }
  return cells;
}
