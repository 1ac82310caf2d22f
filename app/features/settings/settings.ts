// The settings that there are: what each may be, what it is until an administrator decides otherwise, and how it is called. A setting that does
// not stand here does not exist.
import { z } from 'zod';

export type SettingValues = {
  readonly followUpContacts: number;
  readonly followUpReminderDays: number;
  readonly followUpCallDays: number;
  readonly recordingDays: number;
};
export type SettingName = keyof SettingValues;

/** How the page asks for it. */
export type SettingInput = {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  readonly unit: string;
};

export type Setting<T> = {
  /** The heading that it stands under. */
  readonly group: string;
  readonly label: string;
  readonly hint: string;
  readonly fallback: T;
  /** What may be stored. */
  readonly schema: z.ZodType<T>;
  readonly input: SettingInput;
  /** Reads what was typed; null for what is no value of it. */
  readonly fromText: (text: string) => T | null;
  /** What to enter instead. */
  readonly rule: string;
};

type Words<T> = Pick<Setting<T>, 'group' | 'label' | 'hint' | 'fallback'>;

function whole(min: number, max: number, unit: string, words: Words<number>): Setting<number> {
  const schema = z.int().min(min).max(max);
  return {
    ...words,
    schema,
    input: { kind: 'number', min, max, unit },
    // '1e1' and '0x1' are numbers to a machine, and mistakes of a person.
    fromText: (text) => (/^\d{1,6}$/.test(text) ? (schema.safeParse(Number(text)).data ?? null) : null),
    rule: `Enter a whole number from ${min} to ${max}.`,
  };
}

export const SETTINGS: { readonly [Name in SettingName]: Setting<SettingValues[Name]> } = {
  followUpContacts: whole(0, 9, 'contacts', {
    group: 'Follow-up after exams',
    label: 'Contacts about one exam, at most',
    hint: 'A mail, a reminder, then calls. With 0 nobody is asked.',
    fallback: 3,
  }),
  followUpReminderDays: whole(1, 60, 'days', {
    group: 'Follow-up after exams',
    label: 'From the mail to the reminder',
    hint: 'The mail goes on the first day after the exam month.',
    fallback: 7,
  }),
  followUpCallDays: whole(1, 60, 'days', {
    group: 'Follow-up after exams',
    label: 'From the reminder to a call',
    hint: 'And from one call to the next, where more are allowed.',
    fallback: 7,
  }),
  recordingDays: whole(1, 365, 'days', {
    group: 'Recordings of sessions',
    label: 'How long a recording is there, at most',
    hint: 'From the last meeting that is over. Then it leaves every page, and who opened it is forgotten.',
    fallback: 90,
  }),
};

const isName = (name: string): name is SettingName => Object.hasOwn(SETTINGS, name);
export const SETTING_NAMES: readonly SettingName[] = Object.keys(SETTINGS).filter(isName);

/** The stored value if it still is one that the setting may be, else what the code proposes. */
export function valueOf<Name extends SettingName>(name: Name, stored: unknown): SettingValues[Name] {
  const { schema, fallback } = SETTINGS[name];
  return schema.safeParse(stored).data ?? fallback;
}
