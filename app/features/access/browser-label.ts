// Decides how a browser is called in the list of one's sign-ins: enough to know it again, too little to trace it.

// The first that fits: most browsers also claim to be the ones below them.
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bChrome\/|\bHeadlessChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b|\biPad\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

const firstOf = (list: readonly (readonly [RegExp, string])[], text: string): string | undefined =>
  list.find(([pattern]) => pattern.test(text))?.[1];

/** 'Firefox on Windows' from a User-Agent header; 'A browser' when it tells nothing. */
export function labelBrowser(userAgent: string | null): string {
  const text = userAgent ?? '';
  const browser = firstOf(BROWSERS, text) ?? 'A browser';
  const system = firstOf(SYSTEMS, text);
  return system === undefined ? browser : `${browser} on ${system}`;
}
