// Looks for somebody as a page's form does: posted, and sent on to the list that shows what was found.
import type { PersonaName, PortalServer } from './portal.ts';

export type FoundPage = {
  readonly status: number;
  /** What stands in the address bar now. */
  readonly address: string;
  readonly text: string;
  /** The same sign-in asks for another address. */
  readonly ask: (path: string) => Promise<Response>;
};

export async function findIn(
  portal: PortalServer,
  persona: PersonaName,
  to: string,
  search: string,
  narrowed: Readonly<Record<string, string>> = {},
): Promise<FoundPage> {
  const headers = { Cookie: await portal.cookieOf(persona), Origin: portal.url, 'Sec-Fetch-Site': 'same-origin' };
  const ask = (path: string) => fetch(`${portal.url}${path}`, { headers, redirect: 'manual' });
  const posted = await fetch(`${portal.url}/find?${new URLSearchParams({ to })}`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ search, ...narrowed }),
    redirect: 'manual',
  });
  const address = posted.headers.get('location') ?? '';
  if (posted.status !== 303) return { status: posted.status, address, text: await posted.text(), ask };
  const page = await ask(address);
  return { status: page.status, address, text: (await page.text()).replaceAll('<!-- -->', ''), ask };
}
