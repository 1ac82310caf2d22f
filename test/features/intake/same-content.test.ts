import { importBytes } from '#app/features/intake/import.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { csv, sampleCells, xlsx, type Cells } from '#test/support/import-files.ts';
import { emptyRegister, readContent } from '#test/support/register-content.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';

const database = useDatabase();
const ACTOR = { kind: 'system', name: 'test' } as const;
const [header, ...rows] = sampleCells('registrations').slice(0, 41);

async function contentOf(bytes: Uint8Array, fileName: string): Promise<unknown> {
  await emptyRegister(database);
  await importBytes(ACTOR, { kind: 'workshops', fileName: 'workshops.csv', bytes: csv(sampleCells('workshops')) });
  const { created, refused } = await importBytes(ACTOR, { kind: 'registrations', fileName, bytes });
  expect({ created, refused }).toEqual({ created: rows.length, refused: [] });
  return readContent(database);
}

const shuffled = <Item>(items: readonly Item[]) =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

it(
  'whatever the order of rows and columns, the case, the blanks and the delimiter, the register holds the same',
  { timeout: 120_000 },
  async () => {
    const expected = await contentOf(csv([header ?? [], ...rows]), 'people.csv');
    const disguise = fc.record({
      rows: shuffled(rows),
      columns: shuffled(Array.from({ length: 10 }, (_, index) => index)),
      delimiter: fc.constantFrom(',' as const, ';' as const, '\t' as const),
      bom: fc.boolean(),
      quoteAll: fc.boolean(),
      lineEnd: fc.constantFrom('\n' as const, '\r\n' as const),
      shouting: fc.boolean(),
      blank: fc.constantFrom('', ' ', '\u00a0', '  '),
      asXlsx: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(disguise, async ({ columns, shouting, blank, asXlsx, ...dress }) => {
        const dressed = [header ?? [], ...dress.rows].map((row: Cells, index) =>
          columns.map((column) => {
            const cell = row[column] ?? '';
            // Headers and addresses may be in capitals; names and companies are what they are.
            return `${blank}${shouting && (index === 0 || column === 2) ? cell.toUpperCase() : cell}${blank}`;
          }),
        );
        const bytes = asXlsx ? await xlsx(dressed) : csv(dressed, dress);
        expect(await contentOf(bytes, asXlsx ? 'people.xlsx' : 'people.csv')).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  },
);
