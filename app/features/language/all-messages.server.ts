// All languages at once, for the server: pages, mails, and what the server hands to a single page.
import type { Language } from '#reports/catalogue.ts';
import { provideMails, provideMessages, type Messages } from './messages.ts';
import { de } from './messages/de.ts';
import { demonstration as deDemonstration } from './messages/de/demonstration.ts';
import { mails as deMails } from './messages/de/mails.ts';
import { noticeAnswer as deNoticeAnswer } from './messages/de/notice-answer.ts';
import { receipt as deReceipt } from './messages/de/receipt.ts';
import { support as deSupport } from './messages/de/support.ts';
import { transparency as deTransparency } from './messages/de/transparency.ts';
import { en } from './messages/en.ts';
import { demonstration as enDemonstration } from './messages/en/demonstration.ts';
import { mails as enMails } from './messages/en/mails.ts';
import { noticeAnswer as enNoticeAnswer } from './messages/en/notice-answer.ts';
import { receipt as enReceipt } from './messages/en/receipt.ts';
import { support as enSupport } from './messages/en/support.ts';
import { transparency as enTransparency } from './messages/en/transparency.ts';
import { es } from './messages/es.ts';
import { demonstration as esDemonstration } from './messages/es/demonstration.ts';
import { mails as esMails } from './messages/es/mails.ts';
import { noticeAnswer as esNoticeAnswer } from './messages/es/notice-answer.ts';
import { receipt as esReceipt } from './messages/es/receipt.ts';
import { support as esSupport } from './messages/es/support.ts';
import { transparency as esTransparency } from './messages/es/transparency.ts';
import { fr } from './messages/fr.ts';
import { demonstration as frDemonstration } from './messages/fr/demonstration.ts';
import { mails as frMails } from './messages/fr/mails.ts';
import { noticeAnswer as frNoticeAnswer } from './messages/fr/notice-answer.ts';
import { receipt as frReceipt } from './messages/fr/receipt.ts';
import { support as frSupport } from './messages/fr/support.ts';
import { transparency as frTransparency } from './messages/fr/transparency.ts';
import { nl } from './messages/nl.ts';
import { demonstration as nlDemonstration } from './messages/nl/demonstration.ts';
import { mails as nlMails } from './messages/nl/mails.ts';
import { noticeAnswer as nlNoticeAnswer } from './messages/nl/notice-answer.ts';
import { receipt as nlReceipt } from './messages/nl/receipt.ts';
import { support as nlSupport } from './messages/nl/support.ts';
import { transparency as nlTransparency } from './messages/nl/transparency.ts';
import { pl } from './messages/pl.ts';
import { demonstration as plDemonstration } from './messages/pl/demonstration.ts';
import { mails as plMails } from './messages/pl/mails.ts';
import { noticeAnswer as plNoticeAnswer } from './messages/pl/notice-answer.ts';
import { receipt as plReceipt } from './messages/pl/receipt.ts';
import { support as plSupport } from './messages/pl/support.ts';
import { transparency as plTransparency } from './messages/pl/transparency.ts';

export const ALL_MESSAGES = {
  en: {
    ...en,
    mails: enMails,
    demonstration: enDemonstration,
    transparency: enTransparency,
    noticeAnswer: enNoticeAnswer,
    support: enSupport,
    receipt: enReceipt,
  },
  nl: {
    ...nl,
    mails: nlMails,
    demonstration: nlDemonstration,
    transparency: nlTransparency,
    noticeAnswer: nlNoticeAnswer,
    support: nlSupport,
    receipt: nlReceipt,
  },
  de: {
    ...de,
    mails: deMails,
    demonstration: deDemonstration,
    transparency: deTransparency,
    noticeAnswer: deNoticeAnswer,
    support: deSupport,
    receipt: deReceipt,
  },
  fr: {
    ...fr,
    mails: frMails,
    demonstration: frDemonstration,
    transparency: frTransparency,
    noticeAnswer: frNoticeAnswer,
    support: frSupport,
    receipt: frReceipt,
  },
  pl: {
    ...pl,
    mails: plMails,
    demonstration: plDemonstration,
    transparency: plTransparency,
    noticeAnswer: plNoticeAnswer,
    support: plSupport,
    receipt: plReceipt,
  },
  es: {
    ...es,
    mails: esMails,
    demonstration: esDemonstration,
    transparency: esTransparency,
    noticeAnswer: esNoticeAnswer,
    support: esSupport,
    receipt: esReceipt,
  },
} as const satisfies Record<Language, Messages>;

for (const [language, { mails, ...messages }] of Object.entries(ALL_MESSAGES)) {
  provideMessages(language as Language, messages);
  provideMails(language as Language, mails);
}
