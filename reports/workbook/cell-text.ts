/** Decides how any text at all becomes the inside of a `<t>` element and comes back unchanged. */

const MARKUP = /[&<>\r]/g;
const AS_ENTITY: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

/** Characters that XML 1.0 can't carry, lone surrogates among them. Excel writes them as `_xHHHH_`. */
const UNSPEAKABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\p{Surrogate}]/gu;
/** Text that a reader would take for such an escape. */
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4})/g;
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;
const ENTITY = /&(?:amp|lt|gt|quot|apos|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));/g;
const NAMED: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };

/** XML drops white space at the ends of an element unless it is told to keep it. */
export const needsPreserve = (text: string): boolean => /^[ \t\r\n]|[ \t\r\n]$|[\t\r\n]/.test(text);

export const escapeText = (text: string): string =>
  text
    .replace(LOOKS_ESCAPED, '_x005F_')
    .replace(UNSPEAKABLE, (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(MARKUP, (char) => AS_ENTITY[char] ?? char);

export const unescapeText = (xml: string): string =>
  xml
    .replace(ENTITY, (entity, decimal?: string, hex?: string) =>
      decimal
        ? String.fromCodePoint(Number(decimal))
        : hex
          ? String.fromCodePoint(parseInt(hex, 16))
          : (NAMED[entity] ?? entity),
    )
    .replace(ESCAPED, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/** A text cell as the writer makes all of them. `style` is the index of a cell format of the shell. */
export const textCell = (address: string, style: number, text: string): string =>
  `<c r="${address}" s="${style}" t="inlineStr"><is><t${needsPreserve(text) ? ' xml:space="preserve"' : ''}>${escapeText(text)}</t></is></c>`;
