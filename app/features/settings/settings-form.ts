// Decides what the form of the settings may send: every setting that there is, and nothing else.
import { ok, refused, type Result } from '#app/platform/result.ts';
import { SETTING_NAMES, SETTINGS, type SettingName, type SettingValues } from './settings.ts';

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

/** Gives the values, or what is wrong with which of them. Throws the 400 for what our form does not send. */
export function parseSettings(form: FormData): Result<SettingValues, { faults: SettingFaults; typed: TypedSettings }> {
  const sent = [...form.keys()];
  if (sent.length !== SETTING_NAMES.length || SETTING_NAMES.some((name) => !sent.includes(name)))
    throw new Response('Bad request', { status: 400 });
  const faults: SettingFaults = {};
  const typed: TypedSettings = {};
  const draft: Draft = {};
  for (const name of SETTING_NAMES) {
    const given = form.get(name);
    const text = typeof given === 'string' ? given.trim() : '';
    typed[name] = text.slice(0, 200);
    if (!keep(draft, name, text)) faults[name] = SETTINGS[name].rule;
  }
  return hasAll(draft) ? ok(draft) : refused({ faults, typed });
}
