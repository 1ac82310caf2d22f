// The rights that a request can be about (P1), how one comes, how it is known who asks, and what can be decided.

export const REQUEST_KINDS = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'objection',
  'portability',
  'withdrawal',
  'complaint',
] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** What can be asked for on one's own page; the others are done there at once. */
export const ASKED_FOR = ['rectification', 'complaint'] as const satisfies readonly RequestKind[];

/** Of what somebody says about a request, in characters. */
export const LONGEST_MESSAGE = 2000;

export const REQUEST_CHANNELS = ['account', 'page', 'mail', 'phone', 'letter', 'journal'] as const;
export type RequestChannel = (typeof REQUEST_CHANNELS)[number];
/** How a request comes that staff enter. */
export const ENTERED_CHANNELS = ['mail', 'phone', 'letter'] as const satisfies readonly RequestChannel[];

/** How it was found that somebody is who they say (P3); on one's own page the sign-in says it. */
export const IDENTITY_WAYS = ['answered-from-address', 'called-back', 'document-seen', 'known-in-person'] as const;
export type IdentityWay = (typeof IDENTITY_WAYS)[number] | 'signed-in';

export const DECISIONS = ['carried-out', 'partly', 'refused'] as const;
export type Decision = (typeof DECISIONS)[number];

/** How an answer reached somebody. */
export type AnsweredHow = Exclude<RequestChannel, 'page' | 'journal'>;

/** The letters that there are about a request. */
export const LETTERS = ['receipt', 'identity', 'extension', 'decision'] as const;
export type LetterKind = (typeof LETTERS)[number];
