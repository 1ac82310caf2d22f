// Decides what the forms of the settings may send: every setting that there is, one that is to be as proposed again, or the Member of a country.
import { z } from 'zod';

import { typedAddress, typedLine } from '#app/platform/text.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
import { isSettingName, SETTING_NAMES, SETTINGS, type SettingName, type SettingValues } from './settings.ts';

export type SettingFaults = Partial<Record<SettingName, string>>;
export type TypedSettings = Partial<Record<SettingName, string>>;

const hasAll = (values: Partial<SettingValues>): values is SettingValues =>
  SETTING_NAMES.every((name) => values[name] !== undefined);

type Draft = { [Name in SettingName]?: SettingValues[Name] };

/** Keeps the value of one in the draft; false where the text is no value of it. */
function keep<Name extends SettingName>(draft: Pick<Draft, Name>, name: Name, text: string): boolean {
  const value = SETTINGS[name].fromText(text);
  if (value !== null) draft[name] = value;
  return value !== null;
}

const badRequest = (): Response => new Response('Bad request', { status: 400 });

/** Gives the values, or what is wrong with which of them. Throws the 400 for what our form does not send. */
export function parseSettings(form: FormData): Result<SettingValues, { faults: SettingFaults; typed: TypedSettings }> {
  const sent = [...form.keys()];
  if (sent.length !== SETTING_NAMES.length || SETTING_NAMES.some((name) => !sent.includes(name))) throw badRequest();
  const faults: SettingFaults = {};
  const typed: TypedSettings = {};
  const draft: Draft = {};
  for (const name of SETTING_NAMES) {
    const given = form.get(name);
    const text = typeof given === 'string' ? given.trim() : '';
    typed[name] = text.slice(0, 400);
    if (!keep(draft, name, text)) faults[name] = SETTINGS[name].rule(typed[name]);
  }
  return hasAll(draft) && Object.keys(faults).length === 0 ? ok(draft) : refused({ faults, typed });
}

const country = z.string().regex(/^[A-Z]{2}$/, 'Choose a country.');
const memberSchema = z.discriminatedUnion('intent', [
  z.strictObject({
    intent: z.literal('member'),
    country,
    name: typedLine(200, { empty: 'Enter the name.', long: 'That is too long for a name.' }),
    email: typedAddress('Enter an e-mail address, such as info@member.example.'),
  }),
  z.strictObject({ intent: z.literal('no-member'), country }),
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
  | { readonly kind: 'reset'; readonly name: SettingName }
  | { readonly kind: 'member'; readonly parsed: Result<MemberChange, MemberFault> };

/** Which of the page's forms was sent, and what with. Throws the 400 for what none of them sends. */
export function parseSettingsChange(form: FormData): SettingsChange {
  if (form.has('intent')) return { kind: 'member', parsed: parseMember(form) };
  const reset = form.get('reset');
  if (reset === null) return { kind: 'settings', parsed: parseSettings(form) };
  if (typeof reset !== 'string' || !isSettingName(reset) || [...form.keys()].length !== 1) throw badRequest();
  return { kind: 'reset', name: reset };
}
