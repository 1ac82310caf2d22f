// The words of an invitation. It names nobody: a mail may be read by others, and says nothing about a person (design.md §3.9).

export type MailText = { readonly subject: string; readonly text: string };

type InvitedKind = 'person' | 'staff' | 'contact';

const WHY: Record<InvitedKind, string> = {
  person:
    'Your training centre registered this address with the Partner Skills Academy. With this link you can sign in there, see\nwhat is kept about you and what is reported.',
  staff: 'You are to work in the portal of the Partner Skills Academy. With this link your work account is let in.',
  contact:
    'Your organisation named this address to fetch its reports from the Partner Skills Academy. With this link you can\nsign in there.',
};

export const writeInvitationMail = (kind: InvitedKind, link: string): MailText => ({
  subject: 'Your invitation to the Partner Skills Academy',
  text: `${WHY[kind]}

  ${link}

It can be used once, within seven days. Opening it changes nothing: you decide there how to sign in.

If you did not expect this, do nothing. Please don't pass this message on: whoever has the link can use it.
`,
});
