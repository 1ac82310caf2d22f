// What a grid does before anything reaches the server: blocks of a spreadsheet, keys, and what its cells hold meanwhile.
import {
  changesOf,
  fail,
  forget,
  keyOf,
  settle,
  type Book,
  type CellState,
  undoneAs,
} from '#app/ui/data-grid/cell-book.ts';
import { ROSTER_PORTION } from '#app/features/learning/save-roster.ts';
import { takePortion } from '#app/ui/data-grid/portions.ts';
import { actionOf } from '#app/ui/data-grid/grid-keys.ts';
import { readBlock, writeBlock } from '#app/ui/data-grid/grid-text.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('a block of the clipboard', () => {
  it.each([
    ['45\r\n50\r\n', [['45'], ['50']]],
    ['45\n50', [['45'], ['50']]],
    [
      '1\t\t3\r\n\t5\t',
      [
        ['1', '', '3'],
        ['', '5', ''],
      ],
    ],
    ['"two\nlines"\t"say ""hi"""\r\n', [['two\nlines', 'say "hi"']]],
    ['6" screen', [['6" screen']]],
    ['""', [['']]],
    ['1\r\n\r\n3', [['1'], [''], ['3']]],
    ['', []],
  ])('is read from %j', (text, rows) => expect(readBlock(text)).toEqual(rows));

  it('is what it was after it was written and read again', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '\r', '漢', ' ') });
    const row = fc.array(cell, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
        expect(readBlock(writeBlock(rows))).toEqual(rows);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe('a key', () => {
  const press = (key: string, with_: { ctrl?: boolean; shift?: boolean; alt?: boolean } = {}) =>
    actionOf({ key, ctrl: false, shift: false, alt: false, ...with_ }, { row: 1, column: 1 }, { rows: 3, columns: 3 });

  it.each([
    ['ArrowDown', {}, { row: 2, column: 1 }],
    ['ArrowUp', { ctrl: true }, { row: 0, column: 1 }],
    ['End', { ctrl: true }, { row: 2, column: 2 }],
    ['PageDown', {}, { row: 2, column: 1 }],
    ['Enter', {}, { row: 2, column: 1 }],
    ['Enter', { shift: true }, { row: 0, column: 1 }],
  ])('%s %j leads to a cell that is there', (key, more, to) => expect(press(key, more)).toMatchObject({ to }));

  it('types, edits, clears, fills and takes back; what is the browser’s stays so', () => {
    expect(press('7')).toEqual({ does: 'edit', with: '7' });
    expect(press('漢')).toEqual({ does: 'edit', with: '漢' });
    expect(press('F2')).toEqual({ does: 'edit', with: null });
    expect(press('Delete')).toEqual({ does: 'clear' });
    expect(press('d', { ctrl: true })).toEqual({ does: 'fill-down' });
    expect(press('z', { ctrl: true })).toEqual({ does: 'undo' });
    expect(press('ArrowRight', { shift: true })).toMatchObject({ extends: true });
    for (const [key, more] of [
      ['Tab', {}],
      ['v', { ctrl: true }],
      ['c', { ctrl: true }],
      ['F5', {}],
      ['x', { alt: true }],
    ] as const)
      expect(press(key, more)).toBeNull();
  });
});

describe('the book of cells', () => {
  const cell = { row: 1, column: 'progress' };
  const book = (state: CellState): Book => new Map([[keyOf(cell), state]]);
  const after = (state: CellState, answers: Parameters<typeof settle>[2]) =>
    settle(book(state), [{ ...cell, was: '1', value: '5' }], answers).get(keyOf(cell));
  const saving = (value: string): CellState => ({ value, base: '1', did: 'saving' });

  it('settles what was sent, and lets what was typed since go on from there', () => {
    expect(after(saving('5'), [{ ...cell, did: 'saved', value: '5' }])).toEqual({
      value: '5',
      base: '5',
      did: 'saved',
    });
    const newer = after(saving('6'), [{ ...cell, did: 'saved', value: '5' }]);
    expect(newer).toEqual({ value: '6', base: '5', did: 'saving' });
    expect(newer && changesOf(book(newer), [cell])).toEqual([{ ...cell, was: '5', value: '6' }]);
  });

  it('lets no older answer replace what was typed since, whatever the answer and whatever was typed', () => {
    const wrong: CellState = { value: '500', base: '1', did: 'refused', words: 'Progress goes from 0 to 100.' };
    expect(after(wrong, [{ ...cell, did: 'saved', value: '5' }])).toEqual({ ...wrong, base: '5' });
    expect(after(wrong, [{ ...cell, did: 'conflict', theirs: '9', by: 'Bram' }])).toEqual(wrong);
    expect(after(saving('6'), [{ ...cell, did: 'refused', words: 'Gone.' }])).toEqual(saving('6'));
    expect(after(saving('6'), [{ ...cell, did: 'conflict', theirs: '9', by: 'Bram' }])).toMatchObject({
      value: '6',
      did: 'conflict',
      theirs: '9',
    });
    const sent = [{ ...cell, was: '1', value: '5' }];
    expect(fail(book(saving('6')), sent, 'No connection.').get(keyOf(cell))).toEqual(saving('6'));
  });

  it('keeps both values of a conflict, and compares with theirs from then on', () => {
    expect(after(saving('5'), [{ ...cell, did: 'conflict', theirs: '9', by: 'Bram' }])).toEqual({
      value: '5',
      base: '9',
      did: 'conflict',
      theirs: '9',
      by: 'Bram',
    });
  });

  it('takes back only what is still there as it was written: a conflict ends with theirs, and another’s value is asked about', () => {
    const step = { before: '51', wrote: '40' };
    const saved: CellState = { value: '40', base: '40', did: 'saved' };
    expect(undoneAs(saved, '40', step)).toBe('51');
    expect(undoneAs(undefined, '40', step)).toBe('51');
    const conflict: CellState = { value: '40', base: '70', did: 'conflict', theirs: '70', by: 'Ilse' };
    expect(undoneAs(conflict, '40', step)).toEqual({ value: '70', base: '70', did: 'saved' });
    // The rows came anew, and somebody else had written since.
    expect(undoneAs(undefined, '70', step)).toEqual({ value: '51', base: '70', did: 'conflict', theirs: '70', by: '' });
  });

  it('keeps what could not be sent, and forgets what is saved once the rows have it', () => {
    const failed = fail(book(saving('5')), [{ ...cell, was: '1', value: '5' }], 'No connection.');
    expect(failed.get(keyOf(cell))).toEqual({ value: '5', base: '1', did: 'refused', words: 'No connection.' });
    expect(forget(failed).size).toBe(1);
    expect(forget(book({ value: '5', base: '5', did: 'saved' })).size).toBe(0);
  });
});

describe('what goes at once', () => {
  const change = (row: number, value: string) => ({ row, column: 'note', was: '', value });
  const most = { mostCells: 3, mostBytes: 10, bytesOf: ({ value }: { value: string }) => value.length };

  it('is as many cells as a request can carry, and as many bytes', () => {
    const short = [1, 2, 3, 4].map((row) => change(row, 'x'));
    expect(takePortion(short, most)).toEqual(short.slice(0, 3));
    const long = [1, 2, 3].map((row) => change(row, 'xxxxx'));
    expect(takePortion(long, most)).toEqual(long.slice(0, 2));
    expect(takePortion([], most)).toEqual([]);
  });

  it('is one cell where that alone is too much, so that the server says what it thinks of it', () => {
    const huge = [change(1, 'x'.repeat(99)), change(2, 'x')];
    expect(takePortion(huge, most)).toEqual(huge.slice(0, 1));
  });

  it('of a roster stays below what a form may be, whatever is written', () => {
    const notes = Array.from({ length: 500 }, (_, index) => change(index + 1, 'Ω漢"'.repeat(250)));
    let rest: typeof notes = notes;
    const bodies: number[] = [];
    while (rest.length > 0) {
      const portion = takePortion(rest, ROSTER_PORTION);
      bodies.push(new URLSearchParams({ cells: JSON.stringify(portion) }).toString().length);
      rest = rest.slice(portion.length);
    }
    expect(Math.max(...bodies)).toBeLessThan(1_000_000);
    expect(bodies.length).toBeLessThan(10);
  });
});
