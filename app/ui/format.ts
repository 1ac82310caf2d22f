// How numbers, months and times read on a page, by language. Times are Amsterdam's, where the association sits, until a reader has chosen
// another zone.
const ZONE = 'Europe/Amsterdam';
const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB' };

function instantOf(month: string): number {
  return Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1, 1);
}

/** The words that a quarter takes, by language: Intl has none. */
const QUARTERS: Readonly<Record<string, (quarter: string, year: string) => string>> = {
  en: (quarter, year) => `Quarter ${quarter}, ${year}`,
  nl: (quarter, year) => `${quarter}e kwartaal ${year}`,
  de: (quarter, year) => `${quarter}. Quartal ${year}`,
  fr: (quarter, year) => `trimestre ${quarter} ${year}`,
  pl: (quarter, year) => `${quarter}. kwartał ${year}`,
  es: (quarter, year) => `trimestre ${quarter} de ${year}`,
};

function makeFormats(language: string) {
  const locale = LOCALES[language] ?? language;
  const on = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const monthLong = on({ month: 'long', year: 'numeric', timeZone: 'UTC' });
  const monthShort = on({ month: 'short', timeZone: 'UTC' });
  const day = on({ day: 'numeric', month: 'short', year: 'numeric', timeZone: ZONE });
  const time = on({ hour: '2-digit', minute: '2-digit', timeZone: ZONE });
  const dayTime = on({
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: ZONE,
  });
  const whole = new Intl.NumberFormat(locale);
  const inUnits = (unit: string) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
  const lengths = { months: inUnits('month'), days: inUnits('day'), minutes: inUnits('minute') };
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const countries = new Intl.DisplayNames([locale], { type: 'region' });
  const quarter = QUARTERS[language] ?? QUARTERS['en'];
  const { compare } = new Intl.Collator(locale);
  const formatCountry = (code: string): string => countries.of(code) ?? code;
  const formatMonth = (month: string): string => monthLong.format(instantOf(month));
  return {
    /** '2026-10' → 'October 2026'. */
    formatMonth,
    /** '2026-10' → 'Oct'. */
    formatMonthShort: (month: string): string => monthShort.format(instantOf(month)),
    /** '2026-10' → 'October 2026'; '2026-Q4' → 'Quarter 4, 2026'. */
    formatPeriod: (period: string): string =>
      period.includes('Q') ? (quarter?.(period.slice(6), period.slice(0, 4)) ?? period) : formatMonth(period),
    /** '1 Nov 2026' (Amsterdam). */
    formatDay: (instant: Date): string => day.format(instant),
    /** '06:00' (Amsterdam). */
    formatTime: (instant: Date): string => time.format(instant),
    /** '1 Nov 2026, 06:00' (Amsterdam). */
    formatDayTime: (instant: Date): string => dayTime.format(instant),
    /** 12345 → '12,345'. */
    formatNumber: (count: number): string => whole.format(count),
    /** 36, 'months' → '36 months'. */
    formatLength: (amount: number, unit: 'months' | 'days' | 'minutes'): string => lengths[unit].format(amount),
    /** 64 → '64%', '64 %'. */
    formatPercent: (value: number): string => percent.format(value / 100),
    /** 'NL' → 'Netherlands'. */
    formatCountry,
    /** The countries of these codes by name. For the server: a browser may know other names, or another order. */
    nameCountries: (codes: readonly string[]): { code: string; name: string }[] =>
      codes.map((code) => ({ code, name: formatCountry(code) })).sort((one, other) => compare(one.name, other.name)),
  };
}

export type Formats = ReturnType<typeof makeFormats>;

const made = new Map<string, Formats>();

/** The formats of a language, such as 'nl'; made once. */
export function formatsIn(language: string): Formats {
  const found = made.get(language) ?? makeFormats(language);
  made.set(language, found);
  return found;
}

/** English, for the pages of staff. */
export const { formatMonth, formatMonthShort, formatPeriod, formatDay, formatTime, formatDayTime, formatNumber } =
  formatsIn('en');

const oneDigit = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const plural = new Intl.PluralRules('en');

/** Bytes → '9.2 kB'. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${oneDigit.format(bytes / 1_000)} kB` : `${oneDigit.format(bytes / 1_000_000)} MB`;
}

/** (1, 'row') → '1 row'; (2, 'person', 'people') → '2 people'. English: learners' pages count by their messages. */
export function counted(count: number, one: string, other = `${one}s`): string {
  return `${formatNumber(count)} ${plural.select(count) === 'one' ? one : other}`;
}
