// Decides which country a name means: its ISO code, or its name in one of the six languages.
import { LANGUAGES } from '#reports/catalogue.ts';

/** What people write that no list of country names has. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'the netherlands': 'NL',
  holland: 'NL',
  uk: 'GB',
  'great britain': 'GB',
  usa: 'US',
  'united states of america': 'US',
  'czech republic': 'CZ',
  turkey: 'TR',
  'republic of ireland': 'IE',
  eire: 'IE',
};

const fold = (name: string): string => name.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim();

let names: Map<string, string> | undefined;

/** Every two-letter code for which the platform has a name is tried; whether the register knows the country is asked later. */
function readNames(): Map<string, string> {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
  // A code that is no longer in use answers with the name of its successor.
  const codes = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => new Intl.Locale(`und-${code}`).region === code);
  const found = new Map(Object.entries(OTHER_NAMES));
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of codes) {
      const name = display.of(code);
      if (name !== undefined && !found.has(fold(name))) found.set(fold(name), code);
    }
  }
  for (const code of codes) found.set(code.toLowerCase(), code);
  return found;
}

/** Gives the ISO 3166-1 code, or null. */
export function findCountryCode(name: string): string | null {
  names ??= readNames();
  return names.get(fold(name)) ?? null;
}
