// Decides what somebody is told whom Entra ID's answer did not let in: words for people. Which of the checks it was stands in the ledger.
import type { TokenFault } from '#app/platform/verify-id-token.server.ts';

export type EntraRefusal =
  | TokenFault
  /** The address has no state, one that was used, one that is over, or another browser's (bad-A10). */
  | 'state-unknown'
  /** The person, or their organisation, said no; or Entra ID did. */
  | 'provider-declined'
  | 'code-refused'
  | 'nonce-wrong'
  /** Whoever was to prove who they are is signed in no longer, or somebody else proved it. */
  | 'proof-of-another'
  | 'proof-too-old'
  | 'provider-unavailable';

export type RefusalWords = { readonly status: 400 | 403 | 503; readonly title: string; readonly text: string };

const NOT_ACCEPTED: RefusalWords = {
  status: 403,
  title: 'You could not be signed in',
  text: 'The answer of your organisation’s sign-in could not be accepted. Nothing was changed. Please start again; if it happens again, tell us the reference below.',
};

const NOT_PROVED: RefusalWords = {
  status: 403,
  title: 'We still do not know that it is you',
  text: 'Please sign in once more with the account that you are using here, and enter its password or use its key when you are asked.',
};

const WORDS = {
  'token-unreadable': NOT_ACCEPTED,
  'token-of-consumer': {
    status: 403,
    title: 'A personal account does not work here',
    text: 'Please sign in with the account of your work or school. If you have none, use a code that we send by e-mail.',
  },
  'token-of-other-tenant': {
    status: 403,
    title: 'This account belongs to another organisation',
    text: 'Staff sign in with their account of the training association. Everybody else signs in with the account of their own organisation.',
  },
  'token-not-signed': NOT_ACCEPTED,
  'token-for-another': NOT_ACCEPTED,
  'token-out-of-time': NOT_ACCEPTED,
  'token-of-other-sign-in': NOT_ACCEPTED,
  'token-incomplete': NOT_ACCEPTED,
  'state-unknown': {
    status: 400,
    title: 'This sign-in is over',
    text: 'It was used already, took longer than ten minutes, or was begun in another browser. Nothing was changed. Please start again.',
  },
  'provider-declined': {
    status: 403,
    title: 'You were not signed in',
    text: 'The sign-in was cancelled, or your organisation does not allow it for this portal. You can start again, or use a code that we send by e-mail.',
  },
  'code-refused': NOT_ACCEPTED,
  'nonce-wrong': NOT_ACCEPTED,
  'proof-of-another': NOT_PROVED,
  'proof-too-old': NOT_PROVED,
  'provider-unavailable': {
    status: 503,
    title: 'Your organisation’s sign-in does not answer',
    text: 'We can’t reach it just now. Whoever is signed in stays so. Please try again in a few minutes.',
  },
} as const satisfies Record<EntraRefusal, RefusalWords>;

/** The status and the words for a refusal. */
export const wordsFor = (refusal: EntraRefusal): RefusalWords => WORDS[refusal];
