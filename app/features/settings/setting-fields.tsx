import { Card } from '#app/ui/card.tsx';
import { FieldError } from '#app/ui/field.tsx';
import { formatDay } from '#app/ui/format.ts';

import { accentOf } from './colours.ts';
import { GROUPS, type GroupName } from './setting-groups.ts';
import type { SettingFaults, TypedSettings } from './settings-form.ts';
import type { ShownSetting } from './settings.server.ts';

type Given = {
  settings: readonly ShownSetting[];
  faults: SettingFaults;
  /** Of fields that were changed in a form that was refused: what was typed, and what the form was made from. */
  typed: TypedSettings;
  seen: TypedSettings;
};
type FieldGiven = {
  setting: ShownSetting;
  fault?: string | undefined;
  typed?: string | undefined;
  seen?: string | undefined;
};

/** The form that sends what is to be as proposed again; its buttons stand beside the settings. */
export const RESET_FORM = 'back-to-the-proposal';

/** The accent as a button and as words on its own tint, in the theme that it is for. */
function Sample({ name, colour }: { name: string; colour: string }) {
  const theme = name === 'accentDark' ? 'dark' : 'light';
  const { accent, tint, onAccent } = accentOf(colour, theme);
  return (
    <svg
      viewBox="0 0 96 36"
      role="img"
      aria-label={`${colour} as a button and as words`}
      className="h-9 w-24 rounded-md"
    >
      <rect width="96" height="36" fill={theme === 'dark' ? '#1a1c25' : '#ffffff'} stroke="#81889c" rx="8" />
      <rect x="6" y="7" width="38" height="22" rx="5" fill={accent} />
      <text x="25" y="22" textAnchor="middle" fontSize="11" fontWeight="600" fill={onAccent}>
        Save
      </text>
      <rect x="50" y="7" width="40" height="22" rx="5" fill={tint} />
      <text x="70" y="22" textAnchor="middle" fontSize="11" fontWeight="600" fill={accent}>
        Link
      </text>
    </svg>
  );
}

function Input({ setting, fault, typed }: FieldGiven) {
  const { name, input, value } = setting;
  const shared = {
    id: name,
    name,
    key: String(value),
    defaultValue: typed ?? String(value),
    'aria-describedby': [`${name}-hint`, ...(fault === undefined ? [] : [`${name}-fault`])].join(' '),
    'aria-invalid': fault === undefined ? undefined : (true as const),
  };
  const { key, ...rest } = shared;
  switch (input.kind) {
    case 'number':
      return (
        <div className="flex items-center gap-2">
          <input
            key={key}
            {...rest}
            type="number"
            inputMode="numeric"
            min={input.min}
            max={input.max}
            className="control w-20 text-right tabular-nums"
          />
          <span className="w-16 text-sm text-ink-soft">{input.unit}</span>
        </div>
      );
    case 'colour':
      return (
        <div className="flex items-center gap-2">
          <input key={key} {...rest} type="text" maxLength={7} spellCheck={false} className="control w-24 font-mono" />
          <Sample name={name} colour={String(value)} />
        </div>
      );
    case 'days':
      return (
        <textarea
          key={key}
          {...rest}
          rows={8}
          maxLength={input.most}
          spellCheck={false}
          className="control w-full font-mono text-sm sm:w-80"
        />
      );
    case 'text':
    case 'email':
    case 'url':
      return (
        <input
          key={key}
          {...rest}
          type={input.kind}
          maxLength={input.most}
          spellCheck={false}
          className="control w-full sm:w-80"
        />
      );
  }
}

/** What is proposed, on one line. */
const briefly = ({ proposed, input }: ShownSetting) =>
  input.kind === 'days' ? `the ${String(proposed).split('\n').length} public holidays of the next years` : proposed;

function Field({ setting, fault, typed, seen }: FieldGiven) {
  const { name, label, hint, proposed, value, changedAt, changedBy } = setting;
  return (
    <div className="grid gap-x-6 gap-y-1.5 border-t border-line py-4 first-of-type:border-t-0 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-start">
      <div className="min-w-0">
        <label htmlFor={name} className="font-medium">
          {label}
        </label>
        <p id={`${name}-hint`} className="text-sm text-ink-soft">
          {hint} Proposed: <span className="wrap-anywhere">{briefly(setting)}</span>
          {typeof proposed === 'number' && setting.input.kind === 'number' ? ` ${setting.input.unit}` : ''}
        </p>
        {changedAt === null ? null : (
          <p className="mt-1 flex flex-wrap items-center gap-x-2 text-sm">
            <span>
              Decided on {formatDay(changedAt)}
              {changedBy === null ? '' : ` by ${changedBy}`}
              {value === proposed ? ', as proposed' : ''}.
            </span>
            <button
              form={RESET_FORM}
              name="reset"
              value={`${name} ${value}`}
              className="font-medium text-accent underline-offset-2 hover:underline"
            >
              Back to the proposal<span className="sr-only">: {label}</span>
            </button>
          </p>
        )}
        {fault === undefined ? null : <FieldError id={`${name}-fault`}>{fault}</FieldError>}
      </div>
      <input type="hidden" name={`was.${name}`} value={seen ?? String(value)} />
      <Input setting={setting} fault={fault} typed={typed} />
    </div>
  );
}

const groupsOf = (settings: readonly ShownSetting[]): GroupName[] => [...new Set(settings.map(({ group }) => group))];

/** Leads to each section of a long page. */
export function SettingSections({
  settings,
  others,
}: Pick<Given, 'settings'> & { others: readonly (readonly [id: string, title: string])[] }) {
  const sections = [...groupsOf(settings).map((group) => [group, GROUPS[group].title] as const), ...others];
  return (
    <nav aria-label="Sections" className="mb-4">
      <ul className="flex flex-wrap gap-2">
        {sections.map(([id, title]) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="block rounded-md border border-line bg-surface px-2.5 py-1 text-sm text-ink-soft transition-colors hover:border-line-strong hover:text-ink"
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Every setting, section by section. */
export function SettingFields({ settings, faults, typed, seen }: Given) {
  return groupsOf(settings).map((group) => (
    <div key={group} id={group} className="scroll-mt-4">
      <Card title={GROUPS[group].title}>
        <p className="-mt-2 mb-1 text-sm text-ink-soft">{GROUPS[group].about}</p>
        {settings
          .filter((setting) => setting.group === group)
          .map((setting) => (
            <Field
              key={setting.name}
              setting={setting}
              fault={faults[setting.name]}
              typed={typed[setting.name]}
              seen={seen[setting.name]}
            />
          ))}
      </Card>
    </div>
  ));
}
