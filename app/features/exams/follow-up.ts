// Decides how often somebody is asked how an exam went, when, and what ends it (C8): a mail, a reminder, then calls; never more than the setting says.

export const FOLLOW_UP_KINDS = ['mail', 'reminder', 'call'] as const;
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number];

/** What came of a step, or why it was not done. */
export const STEP_RESULTS = [
  'sent',
  'answered',
  'no-answer',
  'wrong-number',
  'asked-no-more',
  'known',
  'moved',
  'restricted',
  'objected',
  'erased',
  'cancelled-by-staff',
] as const;
export type StepResult = (typeof STEP_RESULTS)[number];

export type FollowUpRules = {
  /** At most so many contacts about one sitting and month. */
  readonly contacts: number;
  /** From the mail to the reminder. */
  readonly reminderDays: number;
  /** From the reminder to the call, and from a call to the next. */
  readonly callDays: number;
};

/** By day, where the association sits: nobody is written to at night, nor before the morning of the day that was planned. */
export const MAILS_GO = { from: '08:00', until: '20:00' } as const;

/**
 * A mail that was due more days ago than this, because nothing ran or nothing could be sent, is not sent any more: a question that comes a month late
 * is another question. It is shown, and staff cancel it or plan it anew.
 */
export const STALE_AFTER_DAYS = 30;

/** A step of the plan; `after` counts days from the first one. */
export type PlannedStep = { readonly step: number; readonly kind: FollowUpKind; readonly after: number };

const kindOf = (step: number): FollowUpKind => (step === 1 ? 'mail' : step === 2 ? 'reminder' : 'call');

export function planSteps({ contacts, reminderDays, callDays }: FollowUpRules): PlannedStep[] {
  return Array.from({ length: contacts }, (_, index) => ({
    step: index + 1,
    kind: kindOf(index + 1),
    after: index === 0 ? 0 : reminderDays + (index - 1) * callDays,
  }));
}

/** What a call can bring. */
export const CALL_RESULTS = ['passed', 'failed', 'not-taken', 'no-answer', 'wrong-number', 'asked-no-more'] as const;
export type CallResult = (typeof CALL_RESULTS)[number];

/** What a call leaves behind: on its own step, and on those that were still planned (null: they stay). */
export const CALL_ENDS: Readonly<Record<CallResult, { own: StepResult; rest: StepResult | null }>> = {
  passed: { own: 'answered', rest: 'known' },
  failed: { own: 'answered', rest: 'known' },
  'not-taken': { own: 'answered', rest: 'known' },
  'no-answer': { own: 'no-answer', rest: null },
  // Another call would ring at the same wrong place.
  'wrong-number': { own: 'wrong-number', rest: 'wrong-number' },
  'asked-no-more': { own: 'asked-no-more', rest: 'asked-no-more' },
};
