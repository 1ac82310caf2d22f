// What the overview shows.

/** How many of each thing wait for somebody. */
export type Pending = {
  readonly held: number;
  /** Not made, or not delivered. */
  readonly failed: number;
  readonly missed: number;
  readonly unconfirmed: number;
  /** Contacts who get nothing: lapsed, or with an address that is not proved yet. */
  readonly silentContacts: number;
  readonly conflicts: number;
  readonly requests: number;
  /** Of support, which wait for staff since long. */
  readonly quietCases: number;
  readonly deadMails: number;
};

/** Mails that never went, by what they were about. */
export type DeadMails = readonly { readonly kind: string; readonly count: number }[];

export type WorkshopProgress = {
  readonly id: number;
  readonly name: string;
  readonly enrolled: number;
  /** People by progress, as `PROGRESS_SHARES` has it. */
  readonly shares: readonly number[];
  readonly median: number;
};

export type MonthCounts = {
  /** 'YYYY-MM'. */
  readonly month: string;
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
  /** Over and not known, of people who may not be asked. */
  readonly notAsked: number;
  readonly booked: number;
};

export type SessionToCome = {
  readonly id: number;
  readonly workshopId: number;
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
