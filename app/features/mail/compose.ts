// How a mail is set: the same paragraphs as plain text and as HTML, without pictures, without anything that is fetched from elsewhere.
import type { Language } from '#reports/catalogue.ts';

/** A sentence or more, or a link that stands on a line of its own. */
export type Paragraph = string | { readonly label: string; readonly href: string };

export type MailWords = { readonly subject: string; readonly paragraphs: readonly Paragraph[] };
export type ComposedMail = { readonly subject: string; readonly text: string; readonly html: string };

const LINE = 76;

/** Breaks a paragraph at spaces; no line of plain text is longer, links aside. */
function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LINE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (found) => ESCAPES[found] ?? found);

const asText = (paragraph: Paragraph): string =>
  typeof paragraph === 'string' ? wrapped(paragraph) : `${paragraph.label}:\n\n  ${paragraph.href}`;

const asHtml = (paragraph: Paragraph): string =>
  typeof paragraph === 'string'
    ? `<p>${escaped(paragraph)}</p>`
    : `<p><a href="${escaped(paragraph.href)}">${escaped(paragraph.label)}</a></p>`;

/** Sets a mail in a language. */
export function composeMail(language: Language, { subject, paragraphs }: MailWords): ComposedMail {
  return {
    subject,
    text: `${paragraphs.map(asText).join('\n\n')}\n`,
    html: `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body style="font-family:'Segoe UI',system-ui,sans-serif;font-size:16px;line-height:1.5;max-width:36em">${paragraphs.map(asHtml).join('')}</body></html>`,
  };
}
