// Decides what an address asks of the record of disclosures; what can't be read is left out, so that every link shows something.
import { z } from 'zod';

import { searchedLine } from '#app/platform/text.ts';

export type DisclosureFilter = {
  /** A person's number: whom it is about stands in no address. */
  readonly person: number | null;
  /** A part of a name, or a whole partner ID. */
  readonly recipient: string;
  /** Of the report: '2026-10', '2026-Q4'. */
  readonly period: string | null;
  readonly sha256: string | null;
  /** Days in Amsterdam on which something left, 'YYYY-MM-DD', both included. */
  readonly from: string | null;
  readonly to: string | null;
  /** Where to go on, as `keyOf` wrote it; newest first. */
  readonly after: readonly string[] | null;
};

const day = z.iso
  .date()
  .refine((text) => text >= '1900-01-01')
  .nullable()
  .catch(null);
const PERIOD = /^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$/;
const SHA256 = /^[0-9a-f]{64}$/;
const KEY = /^\d{1,16}(\.\d{1,10}){1,2}$/;
const PERSON = /^[1-9]\d{0,8}$/;

/** The place of a row in the order of a list: its instant in microseconds, then numbers. */
export const keyOf = (...parts: readonly (string | number)[]): string => parts.join('.');

/** Reads person, recipient, period, hash, from, to and after. */
export function parseDisclosureFilter(parameters: URLSearchParams): DisclosureFilter {
  const text = (name: string): string => (parameters.get(name) ?? '').trim();
  const matching = (name: string, pattern: RegExp, read = text(name)): string | null =>
    pattern.test(read) ? read : null;
  const person = matching('person', PERSON);
  return {
    person: person === null ? null : Number(person),
    recipient: searchedLine(parameters.get('recipient'), 100),
    period: matching('period', PERIOD, text('period').toUpperCase()),
    sha256: matching('sha256', SHA256, text('sha256').toLowerCase()),
    from: day.parse(text('from') || null),
    to: day.parse(text('to') || null),
    after: matching('after', KEY)?.split('.') ?? null,
  };
}
