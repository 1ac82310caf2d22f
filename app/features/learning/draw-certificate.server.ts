// How a certificate is drawn: one page, the same bytes for the same words. What the font has no shape for is not drawn as empty boxes: where it
// is the name, the address that the person is registered under stands there, and the name as it is in the document's properties.
import '#app/features/language/all-messages.server.ts';
import { theAcademy } from '#app/features/language/academy.ts';
import { messagesIn } from '#app/features/language/messages.ts';
import type { Language } from '#reports/catalogue.ts';

export type Completion = {
  readonly language: Language;
  readonly name: string;
  readonly email: string;
  readonly workshop: string;
  /** 'YYYY-MM', or null where nobody knows when. */
  readonly month: string | null;
};

/** Paths of the typeface. */
export type Typeface = { readonly plain: string; readonly bold: string };

const INK = '#1b1f2a';
const SOFT = '#5a6274';
const ACCENT = '#3b4cd1';
// A4, lying. In points.
const WIDTH = 841.89;
const HEIGHT = 595.28;
const MARGIN = 72;
const INNER = WIDTH - 2 * MARGIN;
const SMALLEST = 16;

const instantOf = (month: string): Date => new Date(`${month}-01T00:00:00Z`);

const monthIn = (language: Language, month: string): string =>
  new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(instantOf(month));

/** What a typeface of pdfkit knows of its shapes; its types do not say. */
function hasShapes(doc: PDFKit.PDFDocument, text: string): boolean {
  const drawn: unknown = Reflect.get(doc, '_font');
  const font: unknown = drawn instanceof Object ? Reflect.get(drawn, 'font') : undefined;
  const has: unknown = font instanceof Object ? Reflect.get(font, 'hasGlyphForCodePoint') : undefined;
  if (typeof has !== 'function') throw new Error('The typeface does not say which shapes it has');
  return Array.from(text).every((sign) => Reflect.apply(has, font, [sign.codePointAt(0)]) === true);
}

/** The largest size at which the text fits on one line; the smallest wraps. */
function sizeFor(doc: PDFKit.PDFDocument, text: string, largest: number): number {
  for (let size = largest; size > SMALLEST; size -= 2) if (doc.fontSize(size).widthOfString(text) <= INNER) return size;
  return SMALLEST;
}

/** Draws it. Nothing but what is given goes in: no clock, no random id. */
export async function drawCertificate(
  { language, name, email, workshop, month }: Completion,
  typeface: Typeface,
): Promise<Buffer> {
  // Read when it is first needed: no other page has to wait for it.
  const { default: PDFDocument } = await import('pdfkit');
  const words = messagesIn(language).home.certificate;
  const doc = new PDFDocument({
    size: [WIDTH, HEIGHT],
    margin: MARGIN,
    font: typeface.plain,
    lang: language,
    displayTitle: true,
    info: {
      Title: `${words.title} · ${workshop} · ${name}`,
      Author: theAcademy().name,
      Creator: theAcademy().name,
      Producer: theAcademy().name,
      CreationDate: instantOf(month ?? '2000-01'),
    },
  });
  const chunks: Buffer[] = [];
  const finished = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => void chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  const line = (text: string, y: number, size: number, colour: string): void => {
    doc.fontSize(size).fillColor(colour).text(text, MARGIN, y, { width: INNER, align: 'center' });
  };
  doc
    .lineWidth(2)
    .strokeColor(ACCENT)
    .roundedRect(30, 30, WIDTH - 60, HEIGHT - 60, 8)
    .stroke();
  doc.font(typeface.bold);
  line(theAcademy().name, 74, 14, ACCENT);
  line(words.title, 112, 30, INK);
  doc.font(typeface.plain);
  line(words.saysThat, 186, 14, SOFT);
  doc.font(typeface.bold);
  const canBeDrawn = name !== '' && hasShapes(doc, name);
  const shown = canBeDrawn ? name : email;
  line(shown, 220, sizeFor(doc, shown, 34), INK);
  doc.font(typeface.plain);
  line(words.hasCompleted, 306, 14, SOFT);
  doc.font(typeface.bold);
  const title = Array.from(workshop)
    .map((sign) => (hasShapes(doc, sign) ? sign : '·'))
    .join('');
  line(title, 338, sizeFor(doc, title, 24), INK);
  doc.font(typeface.plain);
  if (month !== null) line(monthIn(language, month), 412, 16, INK);
  if (!canBeDrawn && name !== '') line(words.byAddress, 458, 10, SOFT);
  line(words.madeBy(theAcademy().name), 496, 10, SOFT);
  doc.end();
  return finished;
}
