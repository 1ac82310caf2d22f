// What staff can take back a moment after they did it, for how long, and in which words.

/** For so long a call, an exam that was cancelled, and an employment that was confirmed can be taken back, by whoever did it. */
export const UNDO_LASTS = '10 minutes';

export const UNDOABLE_KINDS = ['sitting-cancelled', 'employment-confirmed', 'claim-refused'] as const;
export type UndoableKind = (typeof UNDOABLE_KINDS)[number];

/** What was done at once, and is taken back at once. */
export type Undoable = {
  /** Names it. */
  readonly change: string;
  readonly kind: UndoableKind;
  readonly count: number;
  readonly madeAt: Date;
  /** Until then. */
  readonly until: Date;
};

/** What came of taking it back: how much is as it was, and how much something newer stands against. */
export type Undone = { readonly undone: number; readonly left: number };

export const TOO_LATE = 'This can be taken back for ten minutes, by whoever did it. Nothing was changed.';
