// Decides whether a request that can change something came from a page of this portal (bad-C1).

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export type Provenance = {
  method: string;
  /** `Sec-Fetch-Site`, which browsers set and pages can't. */
  site: string | undefined;
  origin: string | undefined;
};

/**
 * True for a safe method, or when every header that tells where the request comes from says: from here. One that tells nothing at all is
 * refused, too. `X-Forwarded-Host` has no say.
 */
export function isFromHere({ method, site, origin }: Provenance, ownOrigins: readonly string[]): boolean {
  if (SAFE.has(method)) return true;
  if (site === undefined && origin === undefined) return false;
  return (site === undefined || site === 'same-origin') && (origin === undefined || ownOrigins.includes(origin));
}

/**
 * True where a post needs no page of ours: the link of a mail that ends such mails is its own proof, and mail programs post to it without
 * a cookie and without saying where from (RFC 8058).
 */
export const isOneClick = (method: string, path: string): boolean =>
  method === 'POST' && /^\/unsubscribe\/[A-Za-z0-9_-]{1,80}$/.test(path);
