// Decides what a channel is: something that takes one checked file to one recipient, and tells truly how that went.

/** What goes out: the bytes that were checked, under the name that the recipient knows. */
export type Parcel = {
  readonly runId: number;
  readonly period: string;
  readonly recipientSlug: string;
  /** Absolute path of the checked file. */
  readonly path: string;
  readonly sha256: string;
  /** Where the version's channels lead, as its row has it (`ChannelTargets`). */
  readonly targets: unknown;
  /** When the delivery began to wait: nothing of it arrived before. */
  readonly queuedAt: Date;
};

/** The name that recipients of a channel with folders of its own see: 'PERIOD-SLUG.xlsx'. */
export const fileNameOf = ({ period, recipientSlug }: Pick<Parcel, 'period' | 'recipientSlug'>): string =>
  `${period}-${recipientSlug}.xlsx`;

/** `disclosed`: whether the rows reached the recipient by that alone. On the portal they do at the first download. */
export type Delivered = { readonly disclosed: boolean };

export type Transport = {
  /** Nothing is brought anywhere: that it is recorded is the delivery. */
  readonly isRecordAlone?: true;
  /** Delivers the same parcel any number of times with one effect. Throws TransportError. */
  readonly deliver: (parcel: Parcel) => Promise<Delivered>;
  /** Whether an earlier attempt that nobody heard of again arrived after all. */
  readonly findArrived: (parcel: Parcel) => Promise<Delivered | null>;
};

type Circumstances = ErrorOptions & {
  /** How long the other side asked to be left alone, in seconds. */
  readonly waitS?: number | null;
  /** The answer was lost: before anything is sent again it is asked whether the file is there. */
  readonly maybeArrived?: boolean;
};

/** A delivery that did not happen, or of which nobody knows. `retry` is false when only a person can help. The message names no person. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly retry: boolean;
  readonly waitS: number | null;
  readonly maybeArrived: boolean;
  constructor(message: string, retry: boolean, { waitS, maybeArrived, ...options }: Circumstances = {}) {
    super(message, options);
    this.retry = retry;
    this.waitS = waitS ?? null;
    this.maybeArrived = maybeArrived ?? false;
  }
}
