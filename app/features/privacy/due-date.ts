// Decides by when a request has to be answered (P2, GDPR art. 12(3)): within a month, and a last day at the weekend moves on to Monday.
import { Temporal } from 'temporal-polyfill';

const SATURDAY = 6;
const SUNDAY = 7;

/** The last day for a request of `day` (both 'YYYY-MM-DD'): the same day of the next month or, where it has none, its last one. */
export function dueDate(day: string): string {
  const same = Temporal.PlainDate.from(day).add({ months: 1 });
  const days = same.dayOfWeek === SATURDAY ? 2 : same.dayOfWeek === SUNDAY ? 1 : 0;
  return same.add({ days }).toString();
}
