// Decides what the forms of the settings may send: every setting that there is, one that is to be as proposed again, or the Member of a country.
import { z } from 'zod';

import { typedAddress, typedLine } from '#app/platform/text.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { isSettingName, SETTING_NAMES, SETTINGS, type SettingName, type SettingValues } from './settings.ts';

export type SettingFaults = Partial<Record<SettingName, string>>;
export type TypedSettings = Partial<Record<SettingName, string>>;

/** Before the name of a setting: what the form showed of it. */
const SEEN_PREFIX = 'was.';

type Draft = { [Name in SettingName]?: SettingValues[Name] };

/** Keeps the value of one in the draft; false where the text is no value of it. */
function keep<Name extends SettingName>(draft: Pick<Draft, Name>, name: Name, text: string): boolean {
  const value = SETTINGS[name].fromText(text);
  if (value !== null) draft[name] = value;
  return value !== null;
}

function textIn(form: FormData, name: string): string {
  const given = form.get(name);
  // Browsers send the lines of a text in their own way.
  return typeof given === 'string' ? given.replaceAll('\r\n', '\n').trim() : '';
}

/** Of what was typed, for showing it again. */
const SHOWN_AGAIN = 12_000;

const badRequest = (): Response => new Response('Bad request', { status: 400 });

/** What was typed into the fields that were changed, and what these showed before: the others are not this form's to say. */
export type TypedForm = { readonly typed: TypedSettings; readonly seen: TypedSettings };

/** Gives the values of the fields that were changed, or what is wrong with which of them. Throws the 400 for what our form does not send. */
export function parseSettings(
  form: FormData,
): Result<TypedForm & { values: Partial<SettingValues> }, TypedForm & { faults: SettingFaults }> {
  const sent = new Set(form.keys());
  const fields = SETTING_NAMES.flatMap((name) => [name, `${SEEN_PREFIX}${name}`]);
  if ([...form.keys()].length !== fields.length || fields.some((name) => !sent.has(name))) throw badRequest();
  const faults: SettingFaults = {};
  const typed: TypedSettings = {};
  const seen: TypedSettings = {};
  const draft: Draft = {};
  for (const name of SETTING_NAMES) {
    const [text, shown] = [textIn(form, name), textIn(form, `${SEEN_PREFIX}${name}`)];
    if (text === shown) continue;
    typed[name] = text.slice(0, SHOWN_AGAIN);
    seen[name] = shown.slice(0, SHOWN_AGAIN);
    if (!keep(draft, name, text)) faults[name] = SETTINGS[name].rule(typed[name]);
  }
  return Object.keys(faults).length === 0 ? ok({ values: draft, typed, seen }) : refused({ faults, typed, seen });
}

const country = z.string().regex(/^[A-Z]{2}$/, 'Choose a country.');
/** 'BE 17…,NL 18…': the versions that the form showed, by country. */
const seen = z
  .string()
  .regex(/^(?:[A-Z]{2} \d{1,19}(?:,[A-Z]{2} \d{1,19})*)?$/)
  .transform((text) => new Map(text.split(',').map((one): [string, string] => [one.slice(0, 2), one.slice(3)])));
const memberSchema = z.discriminatedUnion('intent', [
  z.strictObject({
    intent: z.literal('member'),
    seen,
    country,
    name: typedLine(200, { empty: 'Enter the name.', long: 'That is too long for a name.' }),
    email: typedAddress('Enter an e-mail address, such as info@member.example.'),
  }),
  z.strictObject({ intent: z.literal('no-member'), seen, country }),
]);
export type MemberChange = z.infer<typeof memberSchema>;
export type MemberField = 'country' | 'name' | 'email';
export type MemberFault = {
  readonly field: MemberField;
  readonly message: string;
  readonly typed: Record<MemberField, string>;
};

const MEMBER_FIELDS: readonly MemberField[] = ['country', 'name', 'email'];

function parseMember(form: FormData): Result<MemberChange, MemberFault> {
  const parsed = memberSchema.safeParse(Object.fromEntries(form));
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const field = MEMBER_FIELDS.find((known) => known === issue?.path[0]);
  if (field === undefined || issue === undefined) throw badRequest();
  const typedIn = (name: MemberField): string => {
    const given = form.get(name);
    return typeof given === 'string' ? given.slice(0, 400) : '';
  };
  return refused({
    field,
    message: issue.message,
    typed: { country: typedIn('country'), name: typedIn('name'), email: typedIn('email') },
  });
}

export type SettingsChange =
  | { readonly kind: 'settings'; readonly parsed: ReturnType<typeof parseSettings> }
  | { readonly kind: 'reset'; readonly name: SettingName; readonly seen: string }
  | { readonly kind: 'member'; readonly parsed: Result<MemberChange, MemberFault> };

/** Which of the page's forms was sent, and what with. Throws the 400 for what none of them sends. */
export function parseSettingsChange(form: FormData): SettingsChange {
  if (form.has('intent')) return { kind: 'member', parsed: parseMember(form) };
  const reset = form.get('reset');
  if (reset === null) return { kind: 'settings', parsed: parseSettings(form) };
  // The name, and behind a space what it was when the page was made.
  const [, name = '', seen = ''] = /^(\w+) (.+)$/su.exec(textIn(form, 'reset')) ?? [];
  if (!isSettingName(name) || [...form.keys()].length !== 1) throw badRequest();
  return { kind: 'reset', name, seen };
}
