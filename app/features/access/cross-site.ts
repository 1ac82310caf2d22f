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
