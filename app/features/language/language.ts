// Decides in which language somebody reads: that of the account, else the first that the browser asks for and that we have, else English.
import { LANGUAGES, type Language } from '#reports/catalogue.ts';

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  nl: 'Nederlands',
  de: 'Deutsch',
  fr: 'Français',
  pl: 'Polski',
  es: 'Español',
};

export const isLanguage = (code: string): code is Language => LANGUAGES.some((known) => known === code);

/** An address of a page for somebody who may not be signed in, in the language that we write to them in. */
export const withLanguage = (address: string, language: Language): string =>
  `${address}${address.includes('?') ? '&' : '?'}lang=${language}`;

const OF_COUNTRIES = new Map<string, Language>([
  ['NL', 'nl'],
  ['DE', 'de'],
  ['AT', 'de'],
  ['LI', 'de'],
  ['FR', 'fr'],
  ['PL', 'pl'],
  ['ES', 'es'],
]);

/** In which language somebody is first written to of whom only the country (ISO) is known: English where it has several, or none of ours. */
export const languageOfCountry = (country: string): Language => OF_COUNTRIES.get(country) ?? 'en';

/** The languages of an Accept-Language header, the most wanted first; what can't be read counts as not there. */
function wantedIn(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .flatMap((part) => {
      const [, code = '', weight = '1'] = /^\s*([a-z]{2})(?:-[\w-]+)?\s*(?:;\s*q=([\d.]+))?\s*$/i.exec(part) ?? [];
      return code === '' || Number(weight) === 0 ? [] : { code: code.toLowerCase(), weight: Number(weight) };
    })
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ code }) => code);
}

/** `account`: what the person chose, or null before anybody is signed in. */
export function languageFor(account: string | null, acceptLanguage: string | null): Language {
  if (account !== null && isLanguage(account)) return account;
  return wantedIn(acceptLanguage ?? '').find(isLanguage) ?? 'en';
}
