// Pages that are read and forms that are posted as a persona, without a browser.
import type { PersonaName, PortalServer } from './portal.ts';

type Told = { readonly status: number; readonly text: string };
export type Fields = readonly (readonly [name: string, value: string])[];

/** Texts come without the marks that rendering leaves between them. */
export function askPortal(portal: PortalServer) {
  const told = async (answer: Response): Promise<Told> => ({
    status: answer.status,
    text: (await answer.text()).replaceAll('<!-- -->', ''),
  });
  return {
    ask: async (persona: PersonaName, path: string): Promise<Told> =>
      told(await fetch(`${portal.url}${path}`, { headers: { Cookie: await portal.cookieOf(persona) } })),
    post: async (persona: PersonaName, path: string, fields: Fields): Promise<Told> => {
      const answer = await fetch(`${portal.url}${path}`, {
        method: 'POST',
        headers: { Cookie: await portal.cookieOf(persona), Origin: portal.url },
        body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
        redirect: 'manual',
      });
      return told(answer);
    },
  };
}

/** The fields of the form on a page that has the field named, as a browser would send them untouched: hidden ones, texts (also of several lines), lists and ticked boxes. */
export function fieldsOf(html: string, having: string): [string, string][] {
  const form = (html.match(/<form[\s\S]*?<\/form>/g) ?? []).find((one) => one.includes(`name="${having}"`)) ?? '';
  const decode = (text: string): string =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#x27;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  const attribute = (tag: string, name: string): string | null => {
    const found = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
    return found === undefined ? null : decode(found);
  };
  return [...form.matchAll(/<input [^>]*>|<select [\s\S]*?<\/select>|<textarea [\s\S]*?<\/textarea>/g)].flatMap(
    ([tag]): [string, string][] => {
      const name = attribute(tag, 'name');
      if (name === null) return [];
      if (tag.startsWith('<textarea'))
        return [[name, decode(/^<textarea [^>]*>([\s\S]*)<\/textarea>$/.exec(tag)?.[1] ?? '')]];
      if (!tag.startsWith('<select')) {
        const isBox = /type="(checkbox|radio)"/.test(tag);
        return isBox && !/ checked=""/.test(tag) ? [] : [[name, attribute(tag, 'value') ?? '']];
      }
      const options = tag.match(/<option[^>]*>/g) ?? [];
      const chosen = options.find((option) => option.includes('selected')) ?? options[0] ?? '';
      return [[name, attribute(chosen, 'value') ?? '']];
    },
  );
}

/** The same fields with other values. */
export const withValues = (fields: Fields, values: Readonly<Record<string, string>>): [string, string][] =>
  fields.map(([name, value]) => [name, values[name] ?? value]);
