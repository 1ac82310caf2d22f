// Decides what is said of those who process on the academy's behalf (S1, S2), and which of it fits together.

export const PROCESSOR_KINDS = [
  'hosting',
  'mail',
  'sign-in',
  'files',
  'recordings',
  'support',
  'backup',
  'other',
] as const;
export type ProcessorKind = (typeof PROCESSOR_KINDS)[number];

export const SAFEGUARDS = ['within-eea', 'adequacy', 'scc', 'bcr'] as const;
export type Safeguard = (typeof SAFEGUARDS)[number];

export type Processor = {
  readonly id: number;
  readonly name: string;
  readonly does: ProcessorKind;
  readonly details: string;
  /** Of the country where it happens. */
  readonly country: string;
  readonly safeguard: Safeguard;
  /** 'YYYY-MM-DD'. */
  readonly since: string;
  /** The last day; null while it goes on. */
  readonly until: string | null;
};

const EEA = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
);

/** A transfer out of the European Economic Area has a safeguard of its own; within it there is none to name (S2). */
export const fitsCountry = (safeguard: Safeguard, country: string): boolean =>
  (safeguard === 'within-eea') === EEA.has(country);

export const KIND_NAMES: Readonly<Record<ProcessorKind, string>> = {
  hosting: 'Hosting',
  mail: 'Mail',
  'sign-in': 'Sign-in',
  files: 'Bringing out reports',
  recordings: 'Recordings',
  support: 'Support',
  backup: 'Backup',
  other: 'Other',
};

export const SAFEGUARD_NAMES: Readonly<Record<Safeguard, string>> = {
  'within-eea': 'none needed: within the EEA',
  adequacy: 'adequacy decision (art. 45)',
  scc: 'standard contractual clauses (art. 46(2)(c))',
  bcr: 'binding corporate rules (art. 47)',
};
