// Decides by when a request has to be answered (P2, GDPR art. 12(3)): within a month of the day on which it was received where the association
// sits, or within three once it was extended; a last day at the weekend or on a holiday moves on to the next working day.
import { Temporal } from 'temporal-polyfill';

export const ACADEMY_ZONE = 'Europe/Amsterdam';

const SATURDAY = 6;

export type Months = 1 | 3;

/** The day ('YYYY-MM-DD') of an instant where the association sits. */
export const dayOf = (instant: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(ACADEMY_ZONE).toPlainDate().toString();

/** The same day that many months on or, where the month has none, its last one: counted from the receipt, never from another due date. */
export const nominalDay = (receivedOn: string, months: Months = 1): string =>
  Temporal.PlainDate.from(receivedOn).add({ months }).toString();

/** The day itself or the first one after it on which somebody works. */
export function workingDay(day: string, holidays: ReadonlySet<string>): string {
  let on = Temporal.PlainDate.from(day);
  while (on.dayOfWeek >= SATURDAY || holidays.has(on.toString())) on = on.add({ days: 1 });
  return on.toString();
}

/** The last day for a request that was received on `receivedOn`. */
export const dueDate = (receivedOn: string, holidays: ReadonlySet<string> = new Set(), months: Months = 1): string =>
  workingDay(nominalDay(receivedOn, months), holidays);

/** An extension is told within the first month, whatever moved the due date on (bad-I13). */
export const mayExtend = (receivedOn: string, today: string): boolean => today <= nominalDay(receivedOn);

/** Whole days from one day to another; below zero for one that has passed. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
