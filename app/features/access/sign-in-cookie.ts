// Decides what a browser carries: 256 random bits that name a sign-in, and nothing that can be read from them.
import { createHash, randomBytes } from 'node:crypto';

/** As long as a sign-in can last at most. */
const EIGHT_HOURS_S = 8 * 60 * 60;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export type CookieName = 'psa' | 'psa-way';

/** 256 bits that nobody can guess, as 43 characters. */
export const makeToken = (): string => randomBytes(32).toString('base64url');

/** What the database keeps instead of a token. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

// `__Host-` pins a cookie to this host over TLS, so that no sibling domain can plant one (bad-A15).
const nameOf = (name: CookieName, secure: boolean): string => (secure ? `__Host-${name}` : name);

/** The token in a Cookie header, or null: what does not look like one was not made here. */
export function readCookie(header: string | null, name: CookieName, secure: boolean): string | null {
  const wanted = `${nameOf(name, secure)}=`;
  const values = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(wanted))
    .map((part) => part.slice(wanted.length));
  const [token] = values;
  return values.length === 1 && token !== undefined && TOKEN.test(token) ? token : null;
}

/** The Set-Cookie value that makes a browser carry `token`, or forget it when null. */
export function writeCookie(name: CookieName, token: string | null, secure: boolean): string {
  const age = token === null ? 0 : EIGHT_HOURS_S;
  return `${nameOf(name, secure)}=${token ?? ''}; Max-Age=${age}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}
