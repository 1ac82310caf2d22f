/** Checks the zip itself: the expected parts, one after the other without a gap, and no time in them. */
import type { Findings } from './findings.ts';
import type { RandomAccess } from './random-access.ts';
import { DEFLATED, DESCRIPTOR, END, FIXED_DATE, FIXED_TIME, LOCAL, SIZES_FOLLOW } from './zip-layout.ts';
import { readLocalHeader, type Directory } from './zip-reader.ts';

/** The parts around the sheets. */
const PARTS = [
  '[Content_Types].xml',
  '_rels/.rels',
  'docProps/app.xml',
  'docProps/core.xml',
  'xl/_rels/workbook.xml.rels',
  'xl/styles.xml',
  'xl/theme/theme1.xml',
  'xl/workbook.xml',
] as const;

export const sheetPart = (index: number): string => `xl/worksheets/sheet${index + 1}.xml`;

export async function inspectArchive(
  source: RandomAccess,
  directory: Directory,
  sheets: number,
  findings: Findings,
): Promise<void> {
  const expected = [...PARTS, ...Array.from({ length: sheets }, (_, index) => sheetPart(index))].toSorted();
  const names = directory.entries.map(({ name }) => name).toSorted();
  const strange = names.find((name, at) => name !== expected[at]) ?? expected.find((name, at) => name !== names[at]);
  if (strange !== undefined) {
    findings.fail('entries', `'${strange}' should not be there, or is missing`);
    tellWhatItIs(names, findings);
  }
  let next = 0;
  for (const entry of directory.entries.toSorted((a, b) => a.offset - b.offset)) {
    const local = await readLocalHeader(source, entry);
    const plain =
      (entry.flags & ~SIZES_FOLLOW) === 0 && entry.method === DEFLATED && entry.surplus + local.surplus === 0;
    findings.expect(plain, 'archive', `'${entry.name}' is encrypted, oddly packed, or carries more than its content`);
    const agrees = local.name === entry.name && local.flags === entry.flags;
    findings.expect(agrees && entry.offset === next, 'archive', `something stands before '${entry.name}'`);
    const timeless = [entry, local].every(({ time, date }) => time === FIXED_TIME && date === FIXED_DATE);
    findings.expect(timeless, 'times', `'${entry.name}' carries a time`);
    const follows = (entry.flags & SIZES_FOLLOW) === 0 ? 0 : DESCRIPTOR.size;
    next = entry.offset + LOCAL.size + Buffer.byteLength(entry.name) + entry.compressed + follows;
  }
  findings.expect(directory.offset === next, 'archive', 'something stands before the directory');
  const complete = directory.commentBytes === 0 && directory.offset + directory.bytes + END.size === source.size;
  findings.expect(complete, 'archive', 'something follows the directory');
}

/** An unexpected part mostly says by its name what it brings. */
function tellWhatItIs(names: readonly string[], findings: Findings): void {
  for (const name of names) {
    if (/vbaProject|activeX|ctrlProps|\.bin$/i.test(name)) findings.fail('active', `'${name}' brings code`);
    if (/externalLinks|connections|queryTables/i.test(name)) findings.fail('links', `'${name}' leads outside`);
    if (/comments|drawing|media|embeddings|\.vml$/i.test(name)) findings.fail('attachments', `'${name}' is attached`);
  }
}
