// Decides what a breach is, how long there is to report it (S5, GDPR art. 33), and which step may follow which.

export const BREACH_KINDS = ['wrong-recipient', 'lost-file', 'account-taken', 'other'] as const;
export type BreachKind = (typeof BREACH_KINDS)[number];

export const RISKS = ['none', 'risk', 'high'] as const;
export type Risk = (typeof RISKS)[number];

/** What may come of it for people, and what is done about it: a letter says each in the language of whoever reads it. */
export const CONSEQUENCES = ['unwanted-contact', 'phishing', 'known-at-work', 'exam-known', 'unavailable'] as const;
export type Consequence = (typeof CONSEQUENCES)[number];
export const MEASURES = [
  'deletion-confirmed',
  'access-ended',
  'file-withdrawn',
  'cause-mended',
  'police-told',
] as const;
export type Measure = (typeof MEASURES)[number];

export type Tally = { readonly key: string; readonly name: string; readonly people: number };

/** Field ids of the catalogue. */
export type HeldFields = {
  readonly namedFields: readonly string[];
  readonly examFields: readonly string[];
};

/** Whom and what it touches: numbers, and names of companies and countries alone. */
export type BreachCounts = HeldFields & {
  readonly people: number;
  /** Of these, those who stand by name; the others stand behind exam rows, which name nobody. */
  readonly named: number;
  readonly rows: number;
  /** Rows of people who were erased since: nobody can be found behind them. */
  readonly gone: number;
  /** Files whose record of whose rows stood in them went by its time, and how many rows they hold: nobody can be found behind these either. */
  readonly unkeptFiles?: number;
  readonly unkeptRows?: number;
  readonly byRecipient: readonly Tally[];
  readonly byCountry: readonly Tally[];
  readonly byEmployer: readonly Tally[];
};

/** True where files are touched, and nobody can say any more whose rows stood in them: none found is not nobody touched. */
export const isUnknown = (counts: BreachCounts | null): boolean =>
  counts !== null && counts.people === 0 && (counts.unkeptFiles ?? 0) > 0;

/** Of files whose people can no longer be told; null where there are none. */
export function sayUnkept({ unkeptFiles = 0, unkeptRows = 0 }: BreachCounts): string | null {
  if (unkeptFiles === 0) return null;
  const [files, rows] = [
    unkeptFiles === 1 ? '1 file' : `${unkeptFiles} files`,
    unkeptRows === 1 ? '1 row' : `${unkeptRows} rows`,
  ];
  return `Whose rows stood in ${files} is no longer kept: the time of that record was over. ${unkeptFiles === 1 ? 'It holds' : 'They hold'} ${rows}, and nobody can say whose.`;
}

/** True where files tell what it touches, and it may have gone on after it became known: it has a beginning and no end. */
export const mayHaveGoneOn = (breach: {
  readonly kind: BreachKind;
  readonly happenedFrom: Date | null;
  readonly happenedTo: Date | null;
  readonly everybody: boolean;
  readonly peopleSaid: number | null;
}): boolean =>
  breach.kind !== 'lost-file' &&
  breach.happenedFrom !== null &&
  breach.happenedTo === null &&
  !breach.everybody &&
  breach.peopleSaid === null;

type At = { readonly at: Date; readonly by: string };
export type BreachStep = At &
  (
    | { readonly step: 'counted'; readonly counts: BreachCounts }
    | {
        readonly step: 'assessed';
        readonly risk: Risk;
        readonly why: string;
        readonly consequences: readonly Consequence[];
        readonly measures: readonly Measure[];
      }
    | { readonly step: 'reported'; readonly reference: string | null; readonly lateWhy: string | null }
    | { readonly step: 'supplemented'; readonly why: string; readonly reference: string | null }
    | { readonly step: 'not-reported'; readonly why: string }
    | {
        readonly step: 'told';
        readonly how: 'mail' | 'otherwise';
        readonly why: string | null;
        /** A file was found to be touched after this was written down. */
        readonly filesSince?: boolean;
      }
    | { readonly step: 'not-told'; readonly why: string; readonly filesSince?: boolean }
    | { readonly step: 'closed'; readonly why: string | null }
    | { readonly step: 'reopened'; readonly why: string }
  );
export type StepName = BreachStep['step'];
type Of<S extends StepName> = Extract<BreachStep, { step: S }>;

// ── the clock ────────────────────────────────────────────────────────────────────────────────────────────────────────

export const REPORT_WITHIN_HOURS = 72;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Elapsed hours, whatever clocks on walls did meanwhile (bad-I19). */
export const deadlineOf = (knownAt: Date): Date => new Date(knownAt.getTime() + REPORT_WITHIN_HOURS * HOUR_MS);

/** True for a report that needs its reasons told (art. 33(1)): after the seventy-two hours, not with them. */
export const isLate = (knownAt: Date, reportedAt: Date): boolean => reportedAt > deadlineOf(knownAt);

export type Clock = {
  /** Whole minutes that are left; below zero those that are over. */
  readonly minutesLeft: number;
  readonly deadline: Date;
  readonly elapsedHours: number;
};

export function clockAt(knownAt: Date, now: Date): Clock {
  const deadline = deadlineOf(knownAt);
  const leftMs = deadline.getTime() - now.getTime();
  return {
    deadline,
    minutesLeft: leftMs >= 0 ? Math.floor(leftMs / MINUTE_MS) : -Math.ceil(-leftMs / MINUTE_MS),
    elapsedHours: (now.getTime() - knownAt.getTime()) / HOUR_MS,
  };
}

/** 4319 → '71 h 59 min'; the sign is left to who says it. */
export function sayMinutes(minutes: number): string {
  const whole = Math.abs(minutes);
  return `${Math.floor(whole / 60)} h ${String(whole % 60).padStart(2, '0')} min`;
}

/** Officers are reminded once after each of these hours; of several that passed unseen, of the last. */
export const REMINDED_AFTER_HOURS = [24, 48, 66] as const;
export type ReminderHours = (typeof REMINDED_AFTER_HOURS)[number];

// ── where it stands ──────────────────────────────────────────────────────────────────────────────────────────────────

export type Standing = {
  readonly counts: BreachCounts | null;
  readonly assessed: Of<'assessed'> | null;
  /** What was decided last about the authority. */
  readonly report: Of<'reported'> | Of<'not-reported'> | null;
  readonly telling: Of<'told'> | Of<'not-told'> | null;
  /** Those who stand in a file that turned up after the others were told otherwise than by mail; letters find them by themselves. */
  readonly hasUntold: boolean;
  readonly closed: Of<'closed'> | null;
};

const lastOf = <S extends StepName>(steps: readonly BreachStep[], ...names: readonly S[]): Of<S> | null =>
  steps.findLast((step): step is Of<S> => names.some((name) => name === step.step)) ?? null;

function hasUntoldIn(steps: readonly BreachStep[]): boolean {
  const told = lastOf(steps, 'told');
  if (told?.how !== 'otherwise' || told.filesSince !== true) return false;
  return lastOf(steps, 'told', 'not-told')?.filesSince === true;
}

/** `steps` in the order in which they were written down. */
export function standingOf(steps: readonly BreachStep[]): Standing {
  const end = lastOf(steps, 'closed', 'reopened');
  return {
    counts: lastOf(steps, 'counted')?.counts ?? null,
    assessed: lastOf(steps, 'assessed'),
    report: lastOf(steps, 'reported') ?? lastOf(steps, 'not-reported'),
    telling: lastOf(steps, 'told') ?? lastOf(steps, 'not-told'),
    hasUntold: hasUntoldIn(steps),
    closed: end?.step === 'closed' ? end : null,
  };
}

export type StepRefusal =
  | 'closed'
  | 'not-closed'
  | 'not-assessed'
  | 'reported-already'
  | 'not-reported-yet'
  | 'must-be-reported'
  | 'late-unexplained'
  | 'told-already'
  | 'must-be-told'
  | 'not-decided'
  | 'before-known'
  | 'in-the-future';

export const STEP_REFUSALS: Readonly<Record<StepRefusal, string>> = {
  closed: 'It is closed. Open it again first.',
  'not-closed': 'It is open.',
  'not-assessed': 'The risk is assessed first: what has to be done follows from it.',
  'reported-already': 'It was reported already. What was found out since is added to that report.',
  'not-reported-yet': 'There is no report to add to.',
  'must-be-reported': 'With a risk for people it has to be reported (art. 33). Assess it anew if there is none.',
  'late-unexplained': 'More than 72 hours have passed since it became known: the reasons for that have to be told.',
  'told-already': 'People were told already.',
  'must-be-told': 'The risk is high: people are told, or it is written down why not (art. 34).',
  'not-decided': 'Whether it is reported has to be decided before it is closed.',
  'before-known': 'That was before it became known.',
  'in-the-future': 'That has not happened yet.',
};

type Wish = { readonly step: StepName; readonly at: Date; readonly lateWhy?: string | null };

function refusalByName(step: StepName, { assessed, report, telling, hasUntold }: Standing): StepRefusal | null {
  switch (step) {
    case 'reported':
      return report?.step === 'reported' ? 'reported-already' : null;
    case 'supplemented':
      return report?.step === 'reported' ? null : 'not-reported-yet';
    case 'not-reported':
      if (report?.step === 'reported') return 'reported-already';
      return assessed?.risk === 'none' ? null : 'must-be-reported';
    case 'told':
    case 'not-told':
      return telling?.step === 'told' && !hasUntold ? 'told-already' : null;
    case 'closed':
      if (report === null) return 'not-decided';
      // What was decided while there seemed to be no risk does not outlive a risk that is found later.
      if (report.step === 'not-reported' && assessed?.risk !== 'none') return 'must-be-reported';
      return assessed?.risk === 'high' && (telling === null || hasUntold) ? 'must-be-told' : null;
    default:
      return null;
  }
}

/** Why this step can't be taken now, or null. `now` is the database's. */
export function refusalOf(knownAt: Date, steps: readonly BreachStep[], wish: Wish, now: Date): StepRefusal | null {
  const standing = standingOf(steps);
  const { step, at, lateWhy } = wish;
  if (at > now) return 'in-the-future';
  if (at < knownAt && step !== 'counted') return 'before-known';
  if (step === 'reopened') return standing.closed === null ? 'not-closed' : null;
  if (standing.closed !== null) return 'closed';
  if (standing.assessed === null && step !== 'counted' && step !== 'assessed' && step !== 'reported')
    return 'not-assessed';
  const refusal = refusalByName(step, standing);
  if (refusal !== null) return refusal;
  return step === 'reported' && isLate(knownAt, at) && !lateWhy ? 'late-unexplained' : null;
}

/** True while the clock matters: nothing was decided about the authority, or what was decided holds no longer. */
export function isClockRunning({ report, assessed, closed }: Standing): boolean {
  if (closed !== null || report?.step === 'reported') return false;
  return report === null || assessed?.risk !== 'none';
}
