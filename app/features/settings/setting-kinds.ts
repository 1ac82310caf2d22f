// The kinds of value that a setting can have: how each is typed, what it may be, and what is said where it may not.
import { z } from 'zod';

import { COLOUR, LEAST_CONTRAST, worstContrast, type Theme } from './colours.ts';
import { faultOfHolidays, tidyHolidays } from './holidays.ts';
import type { GroupName } from './setting-groups.ts';

/** How the page asks for it. */
export type SettingInput =
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly unit: string }
  | { readonly kind: 'text' | 'email' | 'url'; readonly most: number }
  | { readonly kind: 'days'; readonly most: number }
  | { readonly kind: 'colour' };

export type Setting<T> = {
  /** The section that it stands in. */
  readonly group: GroupName;
  readonly label: string;
  /** What it does, and where. */
  readonly hint: string;
  /** What it is until somebody decides otherwise. */
  readonly fallback: T;
  /** What may be stored. */
  readonly schema: z.ZodType<T>;
  readonly input: SettingInput;
  /** Reads what was typed; null for what is no value of it. */
  readonly fromText: (text: string) => T | null;
  /** What to enter instead of what was typed. */
  readonly rule: (text: string) => string;
};

type Words<T> = Pick<Setting<T>, 'group' | 'label' | 'hint' | 'fallback'>;

export function whole(min: number, max: number, unit: string, words: Words<number>): Setting<number> {
  const schema = z.int().min(min).max(max);
  return {
    ...words,
    schema,
    input: { kind: 'number', min, max, unit },
    // '1e1' and '0x1' are numbers to a machine, and mistakes of a person.
    fromText: (text) => (/^\d{1,6}$/.test(text) ? (schema.safeParse(Number(text)).data ?? null) : null),
    rule: () => `Enter a whole number from ${min} to ${max}.`,
  };
}

/** One line without anything that a header of a mail, a formula or a file could take for its own. */
const LINE = /^[\p{L}\p{N}][\p{L}\p{N}\p{M} .,'’&()/+-]*$/u;

export function line(most: number, words: Words<string>): Setting<string> {
  const schema = z.string().min(1).max(most).regex(LINE);
  return {
    ...words,
    schema,
    input: { kind: 'text', most },
    fromText: (text) => schema.safeParse(text.normalize('NFC')).data ?? null,
    rule: () => `Enter 1 to ${most} letters, digits, spaces and . , ' & ( ) / + -, with a letter or digit first.`,
  };
}

export function email(words: Words<string>): Setting<string> {
  const schema = z.email().max(254);
  return {
    ...words,
    schema,
    input: { kind: 'email', most: 254 },
    fromText: (text) => schema.safeParse(text).data ?? null,
    rule: () => 'Enter an e-mail address such as privacy@association.example.',
  };
}

export function link(words: Words<string>): Setting<string> {
  const schema = z.url({ protocol: /^https$/, hostname: z.regexes.domain }).max(300);
  return {
    ...words,
    schema,
    input: { kind: 'url', most: 300 },
    fromText: (text) => schema.safeParse(text).data ?? null,
    rule: () => 'Enter a web address that begins with https://.',
  };
}

const MOST_OF_DAYS = 12_000;

/** A list of days with names, a line for each. */
export function days(words: Words<string>): Setting<string> {
  const schema = z
    .string()
    .max(MOST_OF_DAYS)
    .refine((text) => tidyHolidays(text) === text);
  return {
    ...words,
    schema,
    input: { kind: 'days', most: MOST_OF_DAYS },
    fromText: (text) => tidyHolidays(text.slice(0, MOST_OF_DAYS + 1)),
    rule: (text) => faultOfHolidays(text) ?? 'That is too long.',
  };
}

/** An accent that can be read wherever it stands in its theme. */
export function accent(theme: Theme, words: Words<string>): Setting<string> {
  const schema = z
    .string()
    .regex(COLOUR)
    .refine((colour) => worstContrast(colour, theme).ratio >= LEAST_CONTRAST);
  return {
    ...words,
    schema,
    input: { kind: 'colour' },
    fromText: (text) => schema.safeParse(text.toLowerCase()).data ?? null,
    rule(text) {
      const colour = text.toLowerCase();
      if (!COLOUR.test(colour)) return 'Enter a colour as # and six digits or letters from a to f, such as #3a4cd1.';
      const { where, ratio } = worstContrast(colour, theme);
      // Rounded down: 4.49 is not enough, and must not read as 4.5.
      return `${colour} can’t be read well enough ${where}: its contrast is ${(Math.floor(ratio * 100) / 100).toFixed(2)} to 1, and ${LEAST_CONTRAST} is needed. Take a ${theme === 'light' ? 'darker' : 'lighter'} one.`;
    },
  };
}
