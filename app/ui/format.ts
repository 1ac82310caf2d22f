// How numbers, months and times read on a page. Times are Amsterdam's, where the association sits, until a reader has chosen another zone.
const LANGUAGE = 'en-GB';
const ZONE = 'Europe/Amsterdam';

const monthLong = new Intl.DateTimeFormat(LANGUAGE, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const monthShort = new Intl.DateTimeFormat(LANGUAGE, { month: 'short', timeZone: 'UTC' });
const day = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'short', year: 'numeric', timeZone: ZONE });
const dayTime = new Intl.DateTimeFormat(LANGUAGE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: ZONE,
});
const whole = new Intl.NumberFormat(LANGUAGE);
const oneDigit = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 1 });
const plural = new Intl.PluralRules('en');

function instantOf(month: string): number {
  return Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1, 1);
}

/** '2026-10' → 'October 2026'. */
export const formatMonth = (month: string): string => monthLong.format(instantOf(month));

/** '2026-10' → 'Oct'. */
export const formatMonthShort = (month: string): string => monthShort.format(instantOf(month));

/** '2026-10' → 'October 2026'; '2026-Q4' → 'Quarter 4, 2026'. */
export function formatPeriod(period: string): string {
  return period.includes('Q') ? `Quarter ${period.slice(6)}, ${period.slice(0, 4)}` : formatMonth(period);
}

/** '1 Nov 2026' (Amsterdam). */
export const formatDay = (instant: Date): string => day.format(instant);

/** '1 Nov 2026, 06:00' (Amsterdam). */
export const formatDayTime = (instant: Date): string => dayTime.format(instant);

/** 12345 → '12,345'. */
export const formatNumber = (count: number): string => whole.format(count);

/** Bytes → '9.2 kB'. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${oneDigit.format(bytes / 1_000)} kB` : `${oneDigit.format(bytes / 1_000_000)} MB`;
}

/** (1, 'row') → '1 row'; (2, 'person', 'people') → '2 people'. */
export function counted(count: number, one: string, other = `${one}s`): string {
  return `${formatNumber(count)} ${plural.select(count) === 'one' ? one : other}`;
}
