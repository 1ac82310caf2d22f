// Reads and writes settings. Whoever needs one reads it in the transaction in which it counts.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { refreshBrand } from './brand.server.ts';
import type { Setting } from './setting-kinds.ts';
import { SETTING_NAMES, SETTINGS, valueOf, type SettingName, type SettingValues } from './settings.ts';

export async function readSetting<Name extends SettingName>(
  client: PoolClient,
  name: Name,
): Promise<SettingValues[Name]> {
  const { rows } = await client.query<{ value: unknown }>('select value from settings where name = $1', [name]);
  return valueOf(name, rows[0]?.value);
}

/** A setting as the page shows it: its words, what it is, and who decided that. */
export type ShownSetting = Pick<Setting<never>, 'group' | 'label' | 'hint' | 'input'> & {
  readonly name: SettingName;
  readonly value: SettingValues[SettingName];
  readonly proposed: SettingValues[SettingName];
  /** Null while it is as the code proposes. */
  readonly changedAt: Date | null;
  readonly changedBy: string | null;
};

/** Every setting, in the order of the registry. */
export function listSettings(actor: StaffActor): Promise<ShownSetting[]> {
  return inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client) => {
      const { rows } = await client.query<{ name: string; value: unknown; changedAt: Date; changedBy: string | null }>(
        `select s.name, s.value, s.changed_at as "changedAt", m.name as "changedBy"
         from settings s left join staff_members m on m.id = s.changed_by`,
      );
      const stored = new Map(rows.map((row) => [row.name, row]));
      return SETTING_NAMES.map((name) => {
        const { group, label, hint, input, fallback: proposed } = SETTINGS[name];
        const row = stored.get(name);
        const value = valueOf(name, row?.value);
        return {
          name,
          group,
          label,
          hint,
          input,
          value,
          proposed,
          changedAt: row?.changedAt ?? null,
          changedBy: row?.changedBy ?? null,
        };
      });
    },
    { readOnly: true },
  );
}

async function write(client: PoolClient, actor: StaffActor, name: SettingName, value: unknown): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into settings (name, value, changed_by) values ($1, $2::text::jsonb, $3)
     on conflict (name) do update set value = excluded.value, changed_at = psa_now(), changed_by = excluded.changed_by
     where settings.value <> excluded.value`,
    [name, JSON.stringify(value), actor.staffId],
  );
  if (rowCount === 0) return false;
  // The name alone: what it was set to stands in the register of settings.
  await appendEvent(client, { event: 'setting.changed', details: { setting: name } });
  return true;
}

/** Sets what differs from what stands there. Gives how many that were. */
export async function setSettings(actor: StaffActor, values: Partial<SettingValues>): Promise<number> {
  const changed = await inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    let count = 0;
    for (const name of SETTING_NAMES) {
      const value = values[name];
      if (value === undefined || (await readSetting(client, name)) === value) continue;
      if (await write(client, actor, name, value)) count++;
    }
    return count;
  });
  if (changed > 0) await refreshBrand();
  return changed;
}

/** Sets one. True when it was another before. */
export const setSetting = async <Name extends SettingName>(
  actor: StaffActor,
  name: Name,
  value: SettingValues[Name],
): Promise<boolean> => (await setSettings(actor, { [name]: value })) === 1;

/** Makes a setting what the code proposes again. False where nobody had decided. */
export async function resetSetting(actor: StaffActor, name: SettingName): Promise<boolean> {
  const wasDecided = await inRoleSql('psa_portal', actorSettings(actor), async (client) => {
    const { rowCount } = await client.query('delete from settings where name = $1', [name]);
    if (rowCount === 0) return false;
    await appendEvent(client, { event: 'setting.changed', details: { setting: name, proposed: true } });
    return true;
  });
  if (wasDecided) await refreshBrand();
  return wasDecided;
}
