// What a search finds: something with a page, in words.
export const KINDS = ['person', 'employer', 'session', 'exam', 'run'] as const;
export type Kind = (typeof KINDS)[number];

export type Found = {
  readonly kind: Kind;
  readonly id: string;
  readonly label: string;
  /** What tells it from others of the same name. */
  readonly detail: string;
  readonly to: string;
};

export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  person: 'People',
  employer: 'Employers',
  session: 'Workshop sessions',
  exam: 'Exams',
  run: 'Reports',
};

/** How many of a kind are found at most. */
export const MOST = 8;
