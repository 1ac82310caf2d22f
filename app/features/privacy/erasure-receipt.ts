// What somebody who was erased takes along, and what proves it here: when and why, which files went, what is kept by which law and until which day. It says nothing of whose data it was.
import { DATA_CLASSES, type DataClassName } from './data-classes.ts';
import { KEPT_BY_LAW } from './erasure-words.ts';
import { RETENTION_RULES, type Periods, type RetentionRuleName } from './retention-rules.ts';

export type KeptByLaw = {
  readonly what: DataClassName;
  readonly purpose: string;
  readonly law: string;
  /** The last day at the latest, 'YYYY-MM-DD'; null where it is kept as `period` says. */
  readonly until: string | null;
  readonly period: string;
};

export type ErasureReceipt = {
  /** The event of the ledger that says the same. */
  readonly reference: number;
  readonly at: string;
  readonly because: string;
  /** Hashes of the report files that held the person, and were removed. */
  readonly filesRemoved: readonly string[];
  /** How many rows recipients were told about. */
  readonly notifications: number;
  /** Runs that can't be made again byte by byte. */
  readonly runsNotReproducible: readonly number[];
  readonly kept: readonly KeptByLaw[];
};

/** As months and days of the calendar go: the day itself where the month has it, else the last one. */
function lastDay(at: Date, rule: RetentionRuleName, amount: number): string {
  const { unit } = RETENTION_RULES[rule];
  if (unit !== 'months')
    return new Date(at.getTime() + amount * (unit === 'days' ? 86_400_000 : 60_000)).toISOString().slice(0, 10);
  const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + amount, 1));
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(first.getTime() + (Math.min(at.getUTCDate(), days) - 1) * 86_400_000).toISOString().slice(0, 10);
}

/** `periods` are those that are decided. Somebody whose account nobody used may come back: nothing keeps them out. */
export const keptByLaw = (at: Date, because: string, periods: Periods): KeptByLaw[] =>
  KEPT_BY_LAW.filter((name) => because !== 'inactive' || name !== 'tombstone').map((name) => {
    const { purpose, keptBy, rule, period } = DATA_CLASSES[name];
    return {
      what: name,
      purpose,
      law: keptBy ?? '',
      until: rule === null ? null : lastDay(at, rule, periods[rule]),
      period: period(periods),
    };
  });
