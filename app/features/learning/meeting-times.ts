// Decides when a meeting is: a day and two times on the wall clock of the session's zone, whatever the clocks do that night.
import { Temporal } from 'temporal-polyfill';

/** As it is typed: 'YYYY-MM-DD', 'HH:MM' and 'HH:MM'. */
export type WallMeeting = { readonly date: string; readonly start: string; readonly end: string };
export type Instants = { readonly startsAt: Date; readonly endsAt: Date };

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{2}:\d{2}$/;

function instantOf(date: string, time: string, zone: string): Date | null {
  try {
    // A time that a DST change skips comes as much later; of one that it repeats the first is meant.
    const at = Temporal.PlainDate.from(date, { overflow: 'reject' }).toZonedDateTime({
      timeZone: zone,
      plainTime: Temporal.PlainTime.from(time, { overflow: 'reject' }),
    });
    return new Date(at.epochMilliseconds);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The instants of a meeting; null for what is no day or time, or ends before it begins. */
export function instantsOf({ date, start, end }: WallMeeting, zone: string): Instants | null {
  if (!DATE.test(date) || !TIME.test(start) || !TIME.test(end) || end <= start) return null;
  const startsAt = instantOf(date, start, zone);
  const endsAt = instantOf(date, end, zone);
  return startsAt === null || endsAt === null || endsAt <= startsAt ? null : { startsAt, endsAt };
}

/** The way back: what a form shows of a meeting. */
export function wallOf({ startsAt, endsAt }: Instants, zone: string): WallMeeting {
  const at = (instant: Date) =>
    Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();
  const time = (instant: Date): string => at(instant).toPlainTime().toString({ smallestUnit: 'minute' });
  return { date: at(startsAt).toPlainDate().toString(), start: time(startsAt), end: time(endsAt) };
}

/** The zones that a session can be in: those of Europe, where the Members are, and UTC. */
export const ZONES: readonly string[] = [
  ...Intl.supportedValuesOf('timeZone').filter((zone) =>
    /^Europe\/|^Atlantic\/(Azores|Canary|Faroe|Madeira|Reykjavik)$|^Asia\/Nicosia$/.test(zone),
  ),
  'UTC',
];
