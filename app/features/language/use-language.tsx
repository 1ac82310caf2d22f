import type { MetaFunction } from '@remix-run/node';
import { createContext, useContext, type ReactNode } from 'react';

import { formatsIn, type Formats } from '#app/ui/format.ts';
import type { Language } from '#reports/catalogue.ts';
import { titleOf } from './academy.ts';
import { isLanguage } from './language.ts';
import { messagesIn, type PageMessages } from './messages.ts';

const LanguageContext = createContext<Language>('en');

export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>;
}

/** The language of the page. */
export const useLanguage = (): Language => useContext(LanguageContext);

/** The words of the page's language. */
export const useMessages = (): PageMessages => messagesIn(useLanguage());

/** Numbers, days and months as the page's language writes them. */
export const useFormats = (): Formats => formatsIn(useLanguage());

/** The title of a page, for `meta`: chosen from the words of the language that the root found. */
export function titled(choose: (words: PageMessages) => string): MetaFunction {
  return ({ matches }) => {
    const root = matches.find(({ id }) => id === 'root')?.data;
    const language = typeof root === 'object' && root !== null && 'language' in root ? String(root.language) : 'en';
    const words = messagesIn(isLanguage(language) ? language : 'en');
    return [{ title: titleOf(choose(words)) }];
  };
}
