import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, unescapeText } from '#reports/workbook/cell-text.ts';

/** Any UTF-16 at all, with the pieces that escapes are made of over-represented. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      fc.constantFrom(
        '_x0041_',
        '_x005F_',
        '_x',
        '_',
        'x0041',
        '_x00',
        '&amp;',
        '&#13;',
        '<',
        '>',
        '&',
        '\r\n',
        ']]>',
        '_x000D_',
      ),
    ),
  )
  .map((pieces) => pieces.join(''));

describe('cell text', () => {
  it('comes back unchanged, whatever it is', () => {
    fc.assert(
      fc.property(anyText, (text) => unescapeText(escapeText(text)) === text),
      { numRuns: 2_000 },
    );
  });

  it('holds nothing that XML can not carry', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const xml = escapeText(text);
        return xml.isWellFormed() && !/[<>\0-\x08\x0b\x0c\r\x0e-\x1f\ufffe\uffff]|&(?!amp;|lt;|gt;|#13;)/.test(xml);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is escaped as Excel does', () => {
    expect(escapeText('\0')).toBe('_x0000_');
    expect(escapeText('_x0041_')).toBe('_x005F_x0041_');
    expect(escapeText('\ud800')).toBe('_xD800_');
    expect(escapeText('🙂')).toBe('🙂');
  });
});
