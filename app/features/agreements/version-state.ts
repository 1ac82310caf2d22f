// Decides where a version of an agreement stands: a draft, proposed, coming, in force, past or withdrawn.
export type VersionSteps = {
  readonly id: number;
  /** 'YYYY-MM-DD'. */
  readonly inForceFrom: string;
  readonly endsOn: string | null;
  readonly ruleChosenAt: Date | null;
  readonly proposedAt: Date | null;
  readonly approvedAt: Date | null;
  readonly withdrawnAt: Date | null;
  /** The day that it is in the version's own zone. */
  readonly today: string;
};

export type VersionState = 'draft' | 'proposed' | 'coming' | 'in-force' | 'past' | 'withdrawn';

export const VERSION_STATE_WORDS: Readonly<Record<VersionState, string>> = {
  draft: 'Draft',
  proposed: 'Proposed',
  coming: 'Coming',
  'in-force': 'In force',
  past: 'Past',
  withdrawn: 'Withdrawn',
};

const binds = ({ approvedAt, withdrawnAt }: VersionSteps): boolean => approvedAt !== null && withdrawnAt === null;

/** The one version that is in force today: of those approved and not withdrawn, the latest that has begun. Null when it has ended, too. */
export function inForceOf<V extends VersionSteps>(versions: readonly V[]): V | null {
  const [latest] = versions
    .filter((version) => binds(version) && version.inForceFrom <= version.today)
    .toSorted((one, other) => (one.inForceFrom < other.inForceFrom ? 1 : -1));
  return latest === undefined || (latest.endsOn !== null && latest.endsOn < latest.today) ? null : latest;
}

export function stateOf(version: VersionSteps, versions: readonly VersionSteps[]): VersionState {
  if (version.withdrawnAt !== null) return 'withdrawn';
  if (version.approvedAt === null) return version.proposedAt === null ? 'draft' : 'proposed';
  if (version.inForceFrom > version.today) return 'coming';
  return inForceOf(versions)?.id === version.id ? 'in-force' : 'past';
}

/** What a draft waits for, in the order in which somebody can do something about it. */
export type Awaited = 'proposal' | 'rule' | 'approval';

export const awaitedBy = ({ proposedAt, ruleChosenAt }: VersionSteps): Awaited[] => [
  ...(proposedAt === null ? (['proposal'] as const) : []),
  ...(ruleChosenAt === null ? (['rule'] as const) : []),
  ...(proposedAt !== null && ruleChosenAt !== null ? (['approval'] as const) : []),
];

export const AWAITED_WORDS: Readonly<Record<Awaited, string>> = {
  proposal: 'to be proposed',
  rule: 'the privacy officer’s choice of a rule',
  approval: 'a second person',
};
