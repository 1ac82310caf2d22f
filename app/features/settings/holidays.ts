// Reads the days on which nobody works and nothing falls due: a line for each, the day and what it is called.
import { Temporal } from 'temporal-polyfill';

const LINE = /^(\d{4}-\d{2}-\d{2})[ \t]+(\S.{0,79})$/u;
const MOST_LINES = 200;

/** Those of the country where the association sits, as they are known. */
export const PROPOSED_HOLIDAYS = [
  ...[2026, 2027, 2028, 2029].flatMap((year) => [
    `${year}-01-01 New Year’s Day`,
    `${year}-04-27 King’s Day`,
    `${year}-12-25 Christmas Day`,
    `${year}-12-26 Second day of Christmas`,
  ]),
  ...['2026-04-06', '2027-03-29', '2028-04-17', '2029-04-02'].map((day) => `${day} Easter Monday`),
  ...['2026-05-14', '2027-05-06', '2028-05-25', '2029-05-10'].map((day) => `${day} Ascension Day`),
  ...['2026-05-25', '2027-05-17', '2028-06-05', '2029-05-21'].map((day) => `${day} Whit Monday`),
]
  .sort()
  .join('\n');

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What is wrong, by the line that it stands in; null where nothing is. */
export function faultOfHolidays(text: string): string | null {
  const lines = linesOf(text);
  if (lines.length > MOST_LINES) return `These are ${lines.length} lines; ${MOST_LINES} at most.`;
  const days = new Set<string>();
  for (const line of lines) {
    const [, day = '', name] = LINE.exec(line) ?? [];
    if (name === undefined) return `“${line.slice(0, 60)}” is not a day and a name, such as 2026-12-25 Christmas Day.`;
    if (!isDay(day)) return `There is no day ${day}.`;
    if (days.has(day)) return `${day} stands here twice.`;
    days.add(day);
  }
  return null;
}

/** In order, a line each, in one Unicode form; null for what is no list of days. */
export const tidyHolidays = (text: string): string | null =>
  faultOfHolidays(text) === null
    ? linesOf(text)
        .map((line) => line.normalize('NFC').replace(/[ \t]+/, ' '))
        .sort()
        .join('\n')
    : null;

/** The days alone, for whoever asks whether something falls on one. */
export const holidaysIn = (text: string): ReadonlySet<string> =>
  new Set(linesOf(text).map((line) => line.slice(0, 10)));
