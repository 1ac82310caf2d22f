// Decides which instant is meant by a day and time that somebody typed from a clock in Amsterdam, and how it reads in such a field.
import { Temporal } from 'temporal-polyfill';

const ZONE = 'Europe/Amsterdam';
const TYPED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/** Of an hour that comes twice or not at all the earlier one is meant: from there on more time has passed. Null for what is no such time. */
export function instantTyped(text: string): Date | null {
  if (!TYPED.test(text)) return null;
  try {
    const typed = Temporal.PlainDateTime.from(text, { overflow: 'reject' });
    return new Date(typed.toZonedDateTime(ZONE, { disambiguation: 'earlier' }).epochMilliseconds);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** '2026-10-24T23:30', as a field of that kind shows it. */
export const typedInstant = (at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(ZONE)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
