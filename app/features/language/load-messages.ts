// One language at a time, for a browser: each is a file of its own.
import type { Language } from '#reports/catalogue.ts';
import { provideMessages, type PageMessages } from './messages.ts';

const LOADERS: Readonly<Record<Language, () => Promise<PageMessages>>> = {
  en: async () => (await import('./messages/en.ts')).en,
  nl: async () => (await import('./messages/nl.ts')).nl,
  de: async () => (await import('./messages/de.ts')).de,
  fr: async () => (await import('./messages/fr.ts')).fr,
  pl: async () => (await import('./messages/pl.ts')).pl,
  es: async () => (await import('./messages/es.ts')).es,
};

export async function loadMessages(language: Language): Promise<void> {
  provideMessages(language, await LOADERS[language]());
}
