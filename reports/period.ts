/** Decides what a reporting period is, which months it holds, and when it is over in an agreement's own zone. */

export type Cadence = 'monthly' | 'quarterly';
export type Period = Readonly<{ cadence: Cadence; firstMonth: string; lastMonth: string; lastDay: string }>;

/** 'YYYY-MM' with a real month; never a day. */
export const MONTH = /^[0-9]{4}-(?:0[1-9]|1[0-2])$/;
export const QUARTER = /^[0-9]{4}-Q[1-4]$/;

const pad = (value: number): string => String(value).padStart(2, '0');

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** Reads 'YYYY-MM' or 'YYYY-Qn'; null for anything else (E19). */
export function readPeriod(text: string): Period | null {
  const quarterly = QUARTER.test(text);
  if (!quarterly && !MONTH.test(text)) return null;
  const year = Number(text.slice(0, 4));
  const last = quarterly ? Number(text.slice(6)) * 3 : Number(text.slice(5));
  const first = quarterly ? last - 2 : last;
  const month = (number: number): string => `${text.slice(0, 4)}-${pad(number)}`;
  return {
    cadence: quarterly ? 'quarterly' : 'monthly',
    firstMonth: month(first),
    lastMonth: month(last),
    lastDay: `${month(last)}-${pad(daysIn(year, last))}`,
  };
}

/** The quarter 'YYYY-Qn' of a month 'YYYY-MM'. */
export const quarterOf = (month: string): string => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;

type WallClock = Readonly<{ date: string; time: string }>;
type Clock = { format: Intl.DateTimeFormat; instant: number; reading: WallClock };
const clocks = new Map<string, Clock>();

const readClock = (format: Intl.DateTimeFormat, now: Date): WallClock => {
  const part = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  const year = String(part['year']).padStart(4, '0');
  return { date: `${year}-${part['month']}-${part['day']}`, time: `${part['hour']}:${part['minute']}` };
};

/** The wall clock of `zone` at `now`: date 'YYYY-MM-DD', time 'HH:MM'. Throws RangeError for a zone that does not exist. */
export function wallClock(now: Date, zone: string): WallClock {
  const instant = now.getTime();
  let clock = clocks.get(zone);
  if (!clock) {
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    clock = { format, instant, reading: readClock(format, now) };
    clocks.set(zone, clock);
  } else if (clock.instant !== instant) {
    // A thousand reports of one run ask for the same instant.
    clock.instant = instant;
    clock.reading = readClock(clock.format, now);
  }
  return clock.reading;
}

const zones = new Set<string>();

/** Whether there is such a time zone. Making a formatter to find out takes a while, so each zone is asked about once. */
export const isZone = (zone: string): boolean => {
  if (zones.has(zone)) return true;
  try {
    if (Intl.DateTimeFormat('en', { timeZone: zone }).format(0) === '') return false;
  } catch {
    return false;
  }
  zones.add(zone);
  return true;
};
