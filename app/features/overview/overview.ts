// What the overview shows.

/** How many of each thing wait for somebody. */
export type Pending = {
  readonly held: number;
  readonly failed: number;
  readonly missed: number;
  readonly deadDeliveries: number;
  readonly unconfirmed: number;
  readonly lapsedContacts: number;
  readonly conflicts: number;
  readonly requests: number;
  readonly deadMails: number;
};

/** Mails that never went, by what they were about. */
export type DeadMails = readonly { readonly kind: string; readonly count: number }[];

/** The percents that the shares of a workshop count, in order. */
export const SHARES = ['0 %', '1–24 %', '25–49 %', '50–74 %', '75–99 %', '100 %'] as const;

export type WorkshopProgress = {
  readonly id: number;
  readonly name: string;
  readonly enrolled: number;
  /** People by progress, as `SHARES` has it. */
  readonly shares: readonly number[];
  readonly median: number;
};

export type MonthCounts = {
  /** 'YYYY-MM'. */
  readonly month: string;
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
  readonly booked: number;
};

export type SessionToCome = {
  readonly id: number;
  readonly workshop: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly zone: string;
  readonly places: number | null;
  readonly enrolled: number;
  readonly waiting: number;
};

export type Overview = {
  readonly pending: Pending;
  readonly deadMails: DeadMails;
  readonly workshops: readonly WorkshopProgress[];
  readonly months: readonly MonthCounts[];
  /** Months with outcomes that nobody knows, the oldest first. */
  readonly unknown: readonly { readonly month: string; readonly unknown: number }[];
  readonly sessions: readonly SessionToCome[];
  readonly exams: readonly string[];
};
