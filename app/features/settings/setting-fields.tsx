import { Card } from '#app/ui/card.tsx';
import { FieldError } from '#app/ui/field.tsx';
import { formatDay } from '#app/ui/format.ts';

import type { SettingFaults, TypedSettings } from './settings-form.ts';
import type { ShownSetting } from './settings.server.ts';

type Given = { settings: readonly ShownSetting[]; faults: SettingFaults; typed: TypedSettings };

function Field({
  setting,
  fault,
  typed,
}: {
  setting: ShownSetting;
  fault?: string | undefined;
  typed?: string | undefined;
}) {
  const { name, label, hint, input, value, proposed, changedAt, changedBy } = setting;
  const described = [`${name}-hint`, ...(fault === undefined ? [] : [`${name}-fault`])].join(' ');
  return (
    <div className="grid gap-x-6 gap-y-1 border-t border-line py-4 first-of-type:border-t-0 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-start">
      <div className="min-w-0">
        <label htmlFor={name} className="font-medium">
          {label}
        </label>
        <p id={`${name}-hint`} className="text-sm text-ink-soft">
          {hint} Proposed: {proposed}.
          {changedAt === null
            ? null
            : ` Decided on ${formatDay(changedAt)}${changedBy === null ? '' : ` by ${changedBy}`}.`}
        </p>
        {fault === undefined ? null : <FieldError id={`${name}-fault`}>{fault}</FieldError>}
      </div>
      <div className="flex items-center gap-2">
        <input
          id={name}
          name={name}
          key={value}
          type="number"
          inputMode="numeric"
          min={input.min}
          max={input.max}
          defaultValue={typed ?? value}
          aria-describedby={described}
          aria-invalid={fault === undefined ? undefined : true}
          className="control w-20 text-right tabular-nums"
        />
        <span className="w-16 text-sm text-ink-soft">{input.unit}</span>
      </div>
    </div>
  );
}

/** Every setting, group by group. */
export function SettingFields({ settings, faults, typed }: Given) {
  const groups = [...new Set(settings.map(({ group }) => group))];
  return groups.map((group) => (
    <Card key={group} title={group}>
      {settings
        .filter((setting) => setting.group === group)
        .map((setting) => (
          <Field key={setting.name} setting={setting} fault={faults[setting.name]} typed={typed[setting.name]} />
        ))}
    </Card>
  ));
}
