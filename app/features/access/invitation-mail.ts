// The words of an invitation, in the language of whoever is invited. It names nobody: a mail may be read by others, and says nothing about a
// person (design.md §3.9).
import { mailsIn } from '#app/features/language/messages.ts';
import type { Language } from '#reports/catalogue.ts';

export type MailText = { readonly subject: string; readonly text: string };

type InvitedKind = 'person' | 'staff' | 'contact';

/** Staff and contacts read English. */
export function writeInvitationMail(kind: InvitedKind, link: string, language: Language): MailText {
  const { subject, rules, notExpected, ...why } = mailsIn(language).invitation;
  return { subject, text: `${why[kind]}\n\n  ${link}\n\n${rules}\n\n${notExpected}\n` };
}
