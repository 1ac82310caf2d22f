// All languages at once, for the server: pages, mails and the demonstration.
import type { Language } from '#reports/catalogue.ts';
import { provideMails, provideMessages, type Messages } from './messages.ts';
import { de } from './messages/de.ts';
import { demonstration as deDemonstration } from './messages/de/demonstration.ts';
import { mails as deMails } from './messages/de/mails.ts';
import { en } from './messages/en.ts';
import { demonstration as enDemonstration } from './messages/en/demonstration.ts';
import { mails as enMails } from './messages/en/mails.ts';
import { es } from './messages/es.ts';
import { demonstration as esDemonstration } from './messages/es/demonstration.ts';
import { mails as esMails } from './messages/es/mails.ts';
import { fr } from './messages/fr.ts';
import { demonstration as frDemonstration } from './messages/fr/demonstration.ts';
import { mails as frMails } from './messages/fr/mails.ts';
import { nl } from './messages/nl.ts';
import { demonstration as nlDemonstration } from './messages/nl/demonstration.ts';
import { mails as nlMails } from './messages/nl/mails.ts';
import { pl } from './messages/pl.ts';
import { demonstration as plDemonstration } from './messages/pl/demonstration.ts';
import { mails as plMails } from './messages/pl/mails.ts';

export const ALL_MESSAGES = {
  en: { ...en, mails: enMails, demonstration: enDemonstration },
  nl: { ...nl, mails: nlMails, demonstration: nlDemonstration },
  de: { ...de, mails: deMails, demonstration: deDemonstration },
  fr: { ...fr, mails: frMails, demonstration: frDemonstration },
  pl: { ...pl, mails: plMails, demonstration: plDemonstration },
  es: { ...es, mails: esMails, demonstration: esDemonstration },
} as const satisfies Record<Language, Messages>;

for (const [language, { mails, ...messages }] of Object.entries(ALL_MESSAGES)) {
  provideMessages(language as Language, messages);
  provideMails(language as Language, mails);
}
