// The words that go to an address under which somebody wants to sign in. They name nobody.
import type { MailText } from './invitation-mail.ts';

/** The code stands in the text alone: subjects are shown on locked screens and kept by mail servers. */
export const writeCodeMail = (code: string): MailText => ({
  subject: 'Your code for the Partner Skills Academy',
  text: `Your code is

  ${code}

It works once, within ten minutes, in the browser where it was asked for. Nobody from the academy will ever ask you
for it.

If it was not you who asked, do nothing: without the code nobody gets in.
`,
});

export const writeWorkAccountMail = (signInAddress: string): MailText => ({
  subject: 'How to sign in to the Partner Skills Academy',
  text: `Somebody, probably you, asked for a code to sign in with this address. It is tied to a work account, so no code is sent.
Please sign in with your work account here:

  ${signInAddress}

If it was not you who asked, do nothing.
`,
});
