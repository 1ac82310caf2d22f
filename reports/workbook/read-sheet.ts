/** Reads a page of one of our own workbooks, for the preview: what the recipient sees, from the very file. */
import { small, type RandomAccess } from './random-access.ts';
import { attributeOf, cellsOf, tagsOf } from './xml-scan.ts';
import { unescapeText } from './cell-text.ts';
import { sheetPart } from './inspect-archive.ts';
import { ZipError, readDirectory, readPart, readPartInChunks } from './zip-reader.ts';

export type SheetPage = Readonly<{ headers: string[]; rows: string[][] }>;

const MOST_BYTES = 1 << 20;

/**
 * The headers of a sheet and up to `limit` of its rows after the first `offset`, as text; inflating stops there. For
 * About, `headers` holds its title. Throws ZipError when the file is no workbook or has no such sheet.
 */
export async function readSheet(
  given: RandomAccess,
  sheetName: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<SheetPage> {
  const source = await small(given);
  const { entries } = await readDirectory(source);
  const find = (name: string) => {
    const entry = entries.find((candidate) => candidate.name === name);
    if (!entry) throw new ZipError(`'${name}' is missing`);
    return entry;
  };
  const workbook = (await readPart(source, find('xl/workbook.xml'), MOST_BYTES)).toString('utf8');
  const index = tagsOf(workbook, 'sheet').findIndex(
    (tag) => unescapeText(attributeOf(tag, 'name') ?? '') === sheetName,
  );
  if (index < 0) throw new ZipError(`there is no sheet '${sheetName}'`);
  const last = offset + limit;
  const page: string[][] = [];
  let headers: string[] | null = null;
  let seen = 0;
  let text = '';
  for await (const chunk of readPartInChunks(source, find(sheetPart(index)))) {
    text += chunk.toString('latin1');
    let end = text.lastIndexOf('</row>');
    if (end < 0) continue;
    end += '</row>'.length;
    for (const [row] of text.slice(0, end).matchAll(/<row [\s\S]*?<\/row>/g)) {
      if (headers && (seen++ < offset || seen > last)) continue;
      const width: number = headers?.length ?? (row.match(/<c /g) ?? []).length;
      const cells = cellsOf(Buffer.from(row, 'latin1').toString('utf8'), sheetName === 'About' ? 2 : width);
      if (headers) page.push(cells);
      else headers = cells;
    }
    text = text.slice(end);
    if (headers && seen >= last) break;
  }
  return { headers: headers ?? [], rows: page };
}
