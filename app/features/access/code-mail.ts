// The words that go to an address under which somebody wants to sign in, in the language of whoever it is. They name nobody.
import { mailsIn } from '#app/features/language/messages.ts';
import type { Language } from '#reports/catalogue.ts';
import type { MailText } from './invitation-mail.ts';

/** The code stands in the text alone: subjects are shown on locked screens and kept by mail servers. */
export function writeCodeMail(code: string, language: Language): MailText {
  const { subject, yourCode, rules, notYou } = mailsIn(language).code;
  return { subject, text: `${yourCode}\n\n  ${code}\n\n${rules}\n\n${notYou}\n` };
}

export function writeWorkAccountMail(signInAddress: string, language: Language): MailText {
  const { subject, why, notYou } = mailsIn(language).workAccount;
  return { subject, text: `${why}\n\n  ${signInAddress}\n\n${notYou}\n` };
}
