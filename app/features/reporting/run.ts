// Decides which states a run passes through and what each of them says to a person.

export const RUN_STATES = [
  'planned',
  'built',
  'checked',
  'awaiting-release',
  'ready',
  'done',
  'stale',
  'failed',
  'missed',
  'withdrawn',
] as const;
export type RunState = (typeof RUN_STATES)[number];

/** Why a run is missed that had left after the backup that was restored; names nobody. */
export const LEFT_SINCE =
  'It had left after the backup that was restored, and is not made again by itself: ask the recipient, then make it again or leave it';

/** States in which a run has no file that may go out, and is built when it is asked for. */
export const TO_BE_BUILT: readonly RunState[] = ['planned', 'built', 'checked', 'stale', 'failed', 'missed'];

export const RUN_STATE_WORDS: Readonly<Record<RunState, string>> = {
  planned: 'Planned',
  built: 'Built',
  checked: 'Checked',
  'awaiting-release': 'Awaiting release',
  ready: 'Ready',
  done: 'Done',
  stale: 'Stale, to be rebuilt',
  failed: 'Failed',
  missed: 'Missed',
  withdrawn: 'Withdrawn',
};

type Paused = {
  readonly state: RunState;
  readonly pausedAt: Date | null;
  readonly plannedAt: Date;
  /** Of a build that failed and is tried again by itself. */
  readonly nextTryAt: Date | null;
  readonly deliveries: readonly { readonly state: string; readonly queuedAt: Date }[];
};

/**
 * Whether a run waits because its schedule is paused: it was planned, or its file queued, before that, and nobody has asked for it since. What somebody asks for
 * during a pause is planned or queued in it, and goes. `findUnfinished` and `claimDeliveries` ask the database the same.
 */
export function isHeldByPause({ state, pausedAt, plannedAt, nextTryAt, deliveries }: Paused): boolean {
  if (pausedAt === null) return false;
  if (state === 'ready')
    return deliveries.some(
      (delivery) => (delivery.state === 'queued' || delivery.state === 'failed') && delivery.queuedAt <= pausedAt,
    );
  const isUnfinished = state === 'failed' ? nextTryAt !== null : TO_BE_BUILT.includes(state) && state !== 'missed';
  return isUnfinished && [plannedAt, ...deliveries.map(({ queuedAt }) => queuedAt)].every((at) => at <= pausedAt);
}

type Tried = { readonly state: string; readonly disclosedAt: Date | null };

/** It was given up while nobody knew whether it had arrived: it counts as given until the recipient says. */
export const isUnsettled = ({ state, disclosedAt }: Tried): boolean => state === 'dead' && disclosedAt !== null;

/**
 * Whether trying again can help what was given up: what is unsettled is asked for, and what never went goes, with a file built anew where that is gone and nothing of it
 * had left (`reopenLost`). Once a file has left and its time is over, there is nothing more to send.
 */
export function canBeTriedAgain({
  state,
  deliveries,
  isFileRemoved,
}: {
  readonly state: RunState;
  readonly deliveries: readonly Tried[];
  readonly isFileRemoved: boolean;
}): boolean {
  const dead = deliveries.filter((delivery) => delivery.state === 'dead');
  if (state !== 'ready' || dead.length === 0) return false;
  if (!isFileRemoved || dead.some(isUnsettled)) return true;
  return deliveries.every((tried) => tried.disclosedAt === null && !['sending', 'unknown'].includes(tried.state));
}

/** States in which a run goes no further by itself. */
export const NEEDS_A_PERSON: readonly RunState[] = ['awaiting-release', 'failed', 'missed'];

/** Why a person is or is not in a report (design.md §2): one closed list. */
export const GATE_REASONS = {
  in: 'is in the report',
  'wrong-recipient': 'works for another company',
  'employment-unconfirmed': 'nobody has confirmed the employment yet',
  'employment-ended': 'the employment has ended',
  'notice-missing': 'has not acknowledged a privacy notice',
  'notice-narrower': 'the acknowledged notice does not cover everything that the report would hold',
  restricted: 'processing is restricted',
  'objection-pending': 'an objection is being decided',
  erased: 'was erased',
  minor: 'is a minor without permission',
  'false-registration': 'the registration is false',
  'consent-missing': 'has not consented',
  filtered: 'is outside the countries of the agreement',
  'out-of-period': 'has nothing in this period',
} as const;
export type GateReason = keyof typeof GATE_REASONS;

export const isGateReason = (text: string): text is GateReason => Object.hasOwn(GATE_REASONS, text);
