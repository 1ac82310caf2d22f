// Decides until when a published file is there (R7): so many days from when it was published; its hash and the record of it stay.

const DAY_MS = 24 * 60 * 60_000;

/** The instant after which the file goes with the next sweep. */
export const expiryOf = (publishedAt: Date, days: number): Date => new Date(publishedAt.getTime() + days * DAY_MS);
