// Decides where a person may be sent after signing in: to a path of this portal, and to nothing else (bad-A14).

/** Gives the path if it is a plain local one, else '/'. Never throws. */
export function safeReturnTo(wanted: string | null | undefined): string {
  if (!wanted?.startsWith('/') || /^\/[/\\]/.test(wanted)) return '/';
  // Browsers drop tabs and line ends inside an address and read '\' as '/': neither belongs into a path of ours.
  if (/[\\\u0000-\u0020\u007f]/.test(wanted)) return '/';
  const here = 'http://portal.invalid';
  const url = URL.parse(wanted, here);
  // '/..//evil.example' has become '//evil.example' by now: a browser would read another site in it.
  return url?.origin === here && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : '/';
}
