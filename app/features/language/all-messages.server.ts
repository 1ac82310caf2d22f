// All languages at once, for the server: pages and mails.
import { provideMessages } from './messages.ts';
import { de } from './messages/de.ts';
import { en } from './messages/en.ts';
import { es } from './messages/es.ts';
import { fr } from './messages/fr.ts';
import { nl } from './messages/nl.ts';
import { pl } from './messages/pl.ts';

export const ALL_MESSAGES = { en, nl, de, fr, pl, es } as const;

for (const [language, messages] of Object.entries(ALL_MESSAGES))
  provideMessages(language as keyof typeof ALL_MESSAGES, messages);
