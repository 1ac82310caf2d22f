// The rights that a request can be about (P1).

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
