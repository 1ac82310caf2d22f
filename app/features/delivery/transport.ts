// Decides what a channel is: something that takes one checked file to one recipient, and tells truly how that went.

/** What goes out: the bytes that were checked, under the name that the recipient knows. */
export type Parcel = {
  readonly runId: number;
  readonly period: string;
  readonly recipientSlug: string;
  /** Absolute path of the checked file. */
  readonly path: string;
  readonly sha256: string;
};

/** `disclosed`: whether the rows reached the recipient by that alone. On the portal they do at the first download. */
export type Delivered = { readonly disclosed: boolean };

export type Transport = {
  /** Delivers the same parcel any number of times with one effect. Throws TransportError. */
  readonly deliver: (parcel: Parcel) => Promise<Delivered>;
  /** Whether an earlier attempt that nobody heard of again arrived after all. */
  readonly findArrived: (parcel: Parcel) => Promise<Delivered | null>;
};

/** A delivery that did not happen. `retry` is false when only a person can help. The message names no person. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly retry: boolean;
  constructor(message: string, retry: boolean, options?: ErrorOptions) {
    super(message, options);
    this.retry = retry;
  }
}
