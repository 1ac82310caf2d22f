// Whom somebody looks for stands in no address, history or log (S6): it is posted, and the address of what was found carries it sealed under the
// cookie of the sign-in. So pages, orders, downloads and the way back are addresses like any other, readable to that sign-in and to nobody after it.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

import { searchedLine } from '#app/platform/text.ts';
import { isSecure } from './actors.server.ts';
import { elsewhere } from './require.server.ts';
import { readCookie } from './sign-in-cookie.ts';

/** What a list is searched for: `find` as its addresses carry it, `search` in words; null and '' for nothing. */
export type Sought = { readonly find: string | null; readonly search: string };

/** As many characters of what was typed count. */
const MOST = 254;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Shorter names are filled up to it, so that a length says little. */
const BLOCK_BYTES = 64;
const SEALED = /^[A-Za-z0-9_-]{40,1600}$/;

function keyOf(request: Request): Buffer | null {
  const token = readCookie(request.headers.get('Cookie'), 'psa', isSecure());
  return token === null ? null : Buffer.from(hkdfSync('sha256', token, '', 'search', 32));
}

function seal(key: Buffer, text: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const plain = Buffer.from(text);
  const filled = Buffer.alloc(Math.ceil(plain.length / BLOCK_BYTES) * BLOCK_BYTES);
  plain.copy(filled);
  return Buffer.concat([iv, cipher.update(filled), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

function unseal(key: Buffer, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES));
    cipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const filled = Buffer.concat([cipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), cipher.final()]);
    return filled.toString().replace(/\0+$/, '');
  } catch {
    return null;
  }
}

/**
 * What the address of a list looks for. What another sign-in sealed, or nobody, can't be read, and must not be taken for everybody: it throws the way to
 * `page`, the list itself, whose address says that nothing is looked for.
 */
export function readSought(request: Request, page = new URL(request.url).pathname): Sought {
  const { searchParams: asked } = new URL(request.url);
  const find = asked.get('find');
  if (find === null) return { find, search: '' };
  const key = SEALED.test(find) ? keyOf(request) : null;
  const search = key === null ? null : unseal(key, find);
  if (search !== null) return { find, search };
  asked.delete('find');
  throw elsewhere(asked.size === 0 ? page : `${page}?${asked}`);
}

/** The lists in which people are looked for. */
const LISTS =
  /^\/(search|admin\/(people|contacts|support)|desk\/requests|train\/(exams|follow-up|sessions\/[1-9]\d{0,9}))$/;
/** What these forms narrow a list by beside the search; it names nobody, so that it may stand in an address. */
const NARROWED_BY: ReadonlySet<string> = new Set(['company', 'below']);

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** What was typed to be looked for. */
export const readSearch = (form: FormData): string => searchedLine(textOf(form, 'search'), MOST);

/**
 * The address that shows what a posted form looks for: the list that `to` names with what it was narrowed to, what narrows it in the form, and the search
 * sealed; from the first page on. Throws the 400 for what no form of ours sends.
 */
export function addressOfSought(request: Request, form: FormData): string {
  const { origin: here, searchParams } = new URL(request.url);
  const typed = searchParams.get('to') ?? '';
  const to = URL.canParse(typed, here) ? new URL(typed, here) : null;
  if (to === null || to.origin !== here || !LISTS.test(to.pathname)) throw new Response('Bad request', { status: 400 });
  const asked = to.searchParams;
  for (const [name, value] of form) {
    if (!NARROWED_BY.has(name)) continue;
    if (typeof value !== 'string' || value === '') asked.delete(name);
    else asked.set(name, value.slice(0, 100));
  }
  const key = keyOf(request);
  const search = readSearch(form);
  for (const name of ['page', 'find']) asked.delete(name);
  if (key !== null && search !== '') asked.set('find', seal(key, search));
  return asked.size === 0 ? to.pathname : `${to.pathname}?${asked}`;
}
