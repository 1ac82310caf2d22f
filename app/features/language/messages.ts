// Every word that learners read, by language. English says which messages there are; another language with a message too few or too many does
// not compile. A browser loads its own language only.
import type { Language } from '#reports/catalogue.ts';
import { withNames } from './academy.ts';
import type { en } from './messages/en.ts';
import type { demonstration } from './messages/en/demonstration.ts';
import type { mails } from './messages/en/mails.ts';
import type { noticeAnswer } from './messages/en/notice-answer.ts';
import type { receipt } from './messages/en/receipt.ts';
import type { support } from './messages/en/support.ts';
import type { transparency } from './messages/en/transparency.ts';

/** What pages say. */
export type PageMessages = typeof en;
/** What mails say: on the server alone. */
export type MailMessages = typeof mails;
/** What the sign-in page of a demonstration says: on the server, which hands it to that page. */
export type DemonstrationMessages = typeof demonstration;
/** What the page about where data goes says: on the server, which hands it to that page alone. */
export type TransparencyMessages = typeof transparency;
/** What the page says on which a newer notice is read and answered: as above. */
export type NoticeAnswerMessages = typeof noticeAnswer;
/** What the pages of support say: as above. */
export type SupportMessages = typeof support;
/** What the page says that shows the receipt of an erasure: as above. */
export type ReceiptMessages = typeof receipt;
export type Messages = PageMessages & {
  mails: MailMessages;
  demonstration: DemonstrationMessages;
  transparency: TransparencyMessages;
  noticeAnswer: NoticeAnswerMessages;
  support: SupportMessages;
  receipt: ReceiptMessages;
};

const known = new Map<Language, PageMessages>();
const knownMails = new Map<Language, MailMessages>();

export function provideMessages(language: Language, messages: PageMessages): void {
  known.set(language, messages);
}

export function provideMails(language: Language, messages: MailMessages): void {
  knownMails.set(language, messages);
}

/** True when `messagesIn` can give this language here. */
export const areProvided = (language: Language): boolean => known.has(language);

/** On the server, any language. In a browser, the one that the page was made in, until the page is loaded again. */
export function messagesIn(language: Language): PageMessages {
  const found = known.get(language) ?? known.values().next().value;
  if (found === undefined) throw new Error('No messages were provided');
  return withNames(found);
}

/** The words of mails, in any language; on the server. */
export function mailsIn(language: Language): MailMessages {
  const found = knownMails.get(language);
  if (found === undefined) throw new Error('The words of mails were not provided');
  return withNames(found);
}
