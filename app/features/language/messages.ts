// Every word that learners read, by language. English says which messages there are; another language with a message too few or too many does
// not compile. A browser loads its own language only.
import type { Language } from '#reports/catalogue.ts';
import type { en } from './messages/en.ts';

export type Messages = typeof en;

const known = new Map<Language, Messages>();

export function provideMessages(language: Language, messages: Messages): void {
  known.set(language, messages);
}

/** True when `messagesIn` can give this language here. */
export const areProvided = (language: Language): boolean => known.has(language);

/** On the server, any language. In a browser, the one that the page was made in, until the page is loaded again. */
export function messagesIn(language: Language): Messages {
  const found = known.get(language) ?? known.values().next().value;
  if (found === undefined) throw new Error('No messages were provided');
  return found;
}
