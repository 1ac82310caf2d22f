// Decides what a line of text is that somebody typed: one Unicode form, and nothing in it that can't be seen. Without zod, for browsers, too.

/** As it is kept and compared. Halves of characters become the sign for none. Control characters, which a database refuses or a page hides, count as spaces; several are one, none is left at the ends. */
export const plainLine = (typed: string): string =>
  typed
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** The same for a text of several lines. */
export const plainLines = (typed: string): string =>
  typed
    .split(/\r\n|\r|\n/)
    .map(plainLine)
    .join('\n')
    .trim();
