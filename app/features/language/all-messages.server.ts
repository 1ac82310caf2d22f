// All languages at once, for the server: pages and mails.
import type { Language } from '#reports/catalogue.ts';
import { provideMails, provideMessages, type Messages } from './messages.ts';
import { de } from './messages/de.ts';
import { mails as deMails } from './messages/de/mails.ts';
import { en } from './messages/en.ts';
import { mails as enMails } from './messages/en/mails.ts';
import { es } from './messages/es.ts';
import { mails as esMails } from './messages/es/mails.ts';
import { fr } from './messages/fr.ts';
import { mails as frMails } from './messages/fr/mails.ts';
import { nl } from './messages/nl.ts';
import { mails as nlMails } from './messages/nl/mails.ts';
import { pl } from './messages/pl.ts';
import { mails as plMails } from './messages/pl/mails.ts';

export const ALL_MESSAGES = {
  en: { ...en, mails: enMails },
  nl: { ...nl, mails: nlMails },
  de: { ...de, mails: deMails },
  fr: { ...fr, mails: frMails },
  pl: { ...pl, mails: plMails },
  es: { ...es, mails: esMails },
} as const satisfies Record<Language, Messages>;

for (const [language, { mails, ...messages }] of Object.entries(ALL_MESSAGES)) {
  provideMessages(language as Language, messages);
  provideMails(language as Language, mails);
}
