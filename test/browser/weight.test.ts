// Learners come with phones: what a page of theirs ships, from where, and which cookies it sets.
import { usePortalServer } from '#test/support/portal.ts';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';

const portal = usePortalServer();
/** Of JavaScript, compressed. */
const MOST_BYTES = 120_000;
const COOKIES = ['psa', 'psa-way', 'theme', 'language'];

let cookie = '';
beforeAll(async () => {
  cookie = await portal.cookieOf('learner');
});

const read = (path: string): Promise<Response> => fetch(new URL(path, portal.url), { headers: { Cookie: cookie } });

/** Every script that the page loads by itself, and those that these import. */
async function listScripts(html: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  const load = async (path: string): Promise<void> => {
    if (sizes.has(path)) return;
    sizes.set(path, 0);
    const source = await (await read(path)).text();
    sizes.set(path, gzipSync(source).length);
    const imports = [...source.matchAll(/(?:from|import)\s*"(\.\/[^"]+\.js)"/g)].map(([, name = '']) => name);
    for (const name of imports) await load(new URL(name, new URL(path, portal.url)).pathname);
    // Of the languages one is loaded, whichever: the longest counts.
    const languages = new Set(
      [...source.matchAll(/\.\/((?:en|nl|de|fr|pl|es)-[\w-]+\.js)/g)].map(([, name = '']) => name),
    );
    const lengths = await Promise.all(
      [...languages].map(async (name) => gzipSync(await (await read(`/assets/${name}`)).text()).length),
    );
    if (lengths.length > 0) sizes.set('the longest language', Math.max(...lengths));
  };
  for (const [, path = ''] of html.matchAll(/(?:href|src|from |import )=?"(\/assets\/[^"]+\.js)"/g)) await load(path);
  return sizes;
}

describe.each(['/me', '/me/exams', '/me/data', '/notice', '/register'])('%s', (path) => {
  it('ships no more than 120 kB of JavaScript, nothing from elsewhere, and no cookie that the notice does not list', async () => {
    const answer = await read(path);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    const scripts = await listScripts(html);
    expect(scripts.size).toBeGreaterThan(3);
    const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0);
    expect(bytes, [...scripts].map(([name, size]) => `${name} ${size}`).join('\n')).toBeLessThanOrEqual(MOST_BYTES);
    // What the page fetches; a link that a person may follow is something else.
    const fetched = /<(?:script|link|img|iframe|form|source)\b[^>]*?(?:src|href|action)="((?:https?:)?\/\/[^"]+)"/g;
    expect([...html.matchAll(fetched)].map(([, address]) => address)).toEqual([]);
    const cookies = answer.headers.getSetCookie().map((set) => set.split('=')[0] ?? '');
    expect(cookies.filter((name) => !COOKIES.includes(name))).toEqual([]);
  });
});
