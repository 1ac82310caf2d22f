// Tells in words what one version of an agreement says otherwise than another: nothing is told twice and nothing is left out.
import { DATASET_IDS, type FieldId } from '#reports/catalogue.ts';
import { wallClock } from '#reports/period.ts';
import {
  CHANNEL_WORDS,
  LANGUAGE_WORDS,
  fieldsOf,
  nameOfDataset,
  nameOfField,
  RULE_WORDS,
  type Datasets,
  type TermsWithRule,
} from './terms.ts';

/** ['a', 'b', 'c'] → 'a, b and c'. */
export const joined = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** A header as it reads within a sentence: 'Phone' → 'phone', 'MPN ID' stays. */
export const within = (name: string): string =>
  /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;

const named = (fields: readonly FieldId[]): string => joined(fields.map((field) => within(nameOfField(field))));

function fieldChanges(before: Datasets, after: Datasets): string[] {
  return DATASET_IDS.flatMap((dataset) => {
    const [old, now] = [fieldsOf(before, dataset), fieldsOf(after, dataset)];
    const added = now.filter((field) => !old.includes(field));
    const removed = old.filter((field) => !now.includes(field));
    const where = nameOfDataset(dataset);
    return [
      ...(added.length === 0
        ? []
        : [old.length === 0 ? `adds ${where}: ${named(added)}` : `adds ${named(added)} to ${where}`]),
      ...(removed.length === 0
        ? []
        : [now.length === 0 ? `no longer gives ${where}` : `takes ${named(removed)} out of ${where}`]),
    ];
  });
}

/** Day, time and zone are one thing to whoever waits for a report. */
export const describeSchedule = ({
  cadence,
  anchorDay,
  localTime,
  zone,
}: Pick<TermsWithRule, 'cadence' | 'anchorDay' | 'localTime' | 'zone'>): string =>
  `${cadence === 'monthly' ? 'every month' : 'every quarter'} on day ${anchorDay} at ${localTime} (${zone})`;

export const describeCountries = (codes: readonly string[] | null, nameOf: (code: string) => string): string =>
  codes === null
    ? 'people of every country'
    : codes.length === 0
      ? 'people of no country'
      : `people in ${joined(codes.map(nameOf).toSorted((one, other) => one.localeCompare(other, 'en')))}`;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const sorted = (list: readonly string[] | null): readonly string[] | null => list?.toSorted() ?? null;
const channelsOf = ({ channels }: TermsWithRule): string =>
  joined(channels.toSorted().map((channel) => CHANNEL_WORDS[channel]));

/** Keys in one order, so that two writings of one address are one. */
const canonical = (value: unknown): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(
        Object.entries(value)
          .filter(([, part]) => part !== undefined)
          .toSorted(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, part]) => [key, canonical(part)]),
      );

function otherChanges(before: TermsWithRule, after: TermsWithRule, nameOf: (code: string) => string): string[] {
  const told = (differs: boolean, words: string): string[] => (differs ? [words] : []);
  return [
    ...told(
      !same(sorted(before.onlyCountries), sorted(after.onlyCountries)),
      describeCountries(after.onlyCountries, nameOf),
    ),
    ...told(
      describeSchedule(before) !== describeSchedule(after),
      `reports ${describeSchedule(after)} instead of ${describeSchedule(before)}`,
    ),
    ...told(
      before.language !== after.language,
      `headers in ${LANGUAGE_WORDS[after.language]} instead of ${LANGUAGE_WORDS[before.language]}`,
    ),
    ...told(
      !same(sorted(before.channels), sorted(after.channels)),
      `goes by ${channelsOf(after)} instead of ${channelsOf(before)}`,
    ),
    ...told(
      !same(canonical(before.targets.sftp), canonical(after.targets.sftp)),
      after.targets.sftp === undefined ? 'no address of an SFTP server any more' : 'another address of the SFTP server',
    ),
    ...told(
      !same(canonical(before.targets.graph), canonical(after.targets.graph)),
      after.targets.graph === undefined ? 'no SharePoint library any more' : 'another SharePoint library or folder',
    ),
    ...told(
      before.rule !== after.rule,
      `when an exam row could be read as one person’s: ${within(RULE_WORDS[after.rule].name)} instead of ${within(RULE_WORDS[before.rule].name)}`,
    ),
    ...told(
      before.emptyReports !== after.emptyReports,
      after.emptyReports ? 'a report without rows goes out, too' : 'no report when there are no rows',
    ),
    ...told(
      before.holdAbove !== after.holdAbove,
      after.holdAbove === null
        ? 'no run waits because many rows changed'
        : `a run waits for a release when more than ${after.holdAbove}% of its rows came or went`,
    ),
    ...told(before.contact !== after.contact, 'another contact for questions'),
    ...told(
      before.endsOn !== after.endsOn,
      after.endsOn === null ? 'no last day any more' : `ends on ${formatIsoDay(after.endsOn)}`,
    ),
  ];
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** '2026-12-01' → '1 December 2026'. */
export const formatIsoDay = (day: string): string =>
  DAY.format(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8))));

/**
 * What `after` says otherwise than `before`, each as words that follow the recipient's name; empty when both say the same. The day from which
 * it holds is no change: every version has its own.
 */
export const describeChanges = (
  before: TermsWithRule,
  after: TermsWithRule,
  nameOf: (code: string) => string,
): string[] => [...fieldChanges(before.datasets, after.datasets), ...otherChanges(before, after, nameOf)];

/** One line: 'Adds phone to registration and progress for Contoso from 1 December 2026'. */
export function summariseChanges(changes: readonly string[], recipient: string, from: string): string {
  const whom = `for ${recipient} from ${formatIsoDay(from)}`;
  const [first] = changes;
  if (first === undefined) return `Changes nothing ${whom}`;
  const said =
    changes.length === 1
      ? first
      : `${first}, and ${changes.length - 1} more ${changes.length === 2 ? 'change' : 'changes'},`;
  return `${said.charAt(0).toUpperCase()}${said.slice(1)} ${whom}`;
}

const MONTHS_A_YEAR = 12;

/** The first day of the next month, as the association counts it: where a version begins unless somebody says otherwise. */
export function firstDayAfter(now: Date): string {
  const { date } = wallClock(now, 'Europe/Amsterdam');
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  const [nextYear, nextMonth] = month === MONTHS_A_YEAR ? [year + 1, 1] : [year, month + 1];
  return `${String(nextYear).padStart(4, '0')}-${String(nextMonth).padStart(2, '0')}-01`;
}
