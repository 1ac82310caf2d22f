// Reads and writes settings. Whoever needs one reads it in the transaction in which it counts.
import type { PoolClient } from 'pg';

import { actorSettings, type StaffActor } from '#app/features/access/actor.ts';
import { appendEvent } from '#app/features/ledger/ledger.server.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { ok, refused, type Result } from '#app/platform/result.ts';
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

/** What the page showed of each, as text; of what stands there otherwise, who decided that. */
export type SeenSettings = Partial<Record<SettingName, string>>;
export type ChangedSetting = { readonly name: SettingName; readonly theirs: string; readonly by: string | null };

/** Decided by one at a time: what is compared is what is written over. */
const SETTINGS_LOCK = 7_240_125;
const takeTurn = (client: PoolClient): Promise<unknown> =>
  client.query('select pg_advisory_xact_lock($1)', [SETTINGS_LOCK]);

async function whoDecided(client: PoolClient, name: SettingName): Promise<string | null> {
  const { rows } = await client.query<{ by: string }>(
    'select m.name as by from settings s join staff_members m on m.id = s.changed_by where s.name = $1',
    [name],
  );
  return rows[0]?.by ?? null;
}

/**
 * Sets what differs from what stands there, and gives how many that were. With `seen`, each is compared by itself: what was left as it was seen
 * stays as somebody else made it, and where both made it another, nothing of the form is set and theirs is told.
 */
export async function changeSettings(
  actor: StaffActor,
  values: Partial<SettingValues>,
  seen: SeenSettings = {},
): Promise<Result<number, readonly ChangedSetting[]>> {
  const changed = await inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client): Promise<Result<number, readonly ChangedSetting[]>> => {
      await takeTurn(client);
      const wanted: SettingName[] = [];
      const others: ChangedSetting[] = [];
      for (const name of SETTING_NAMES) {
        const [value, shown] = [values[name], seen[name]];
        if (value === undefined || String(value) === shown) continue;
        const stands = await readSetting(client, name);
        if (stands === value) continue;
        if (shown === undefined || String(stands) === shown) wanted.push(name);
        else others.push({ name, theirs: String(stands), by: await whoDecided(client, name) });
      }
      if (others.length > 0) return refused(others);
      let count = 0;
      for (const name of wanted) if (await write(client, actor, name, values[name])) count++;
      return ok(count);
    },
  );
  if (changed.ok && changed.value > 0) await refreshBrand();
  return changed;
}

/** Sets what differs from what stands there, whatever that is. Gives how many that were. */
export async function setSettings(actor: StaffActor, values: Partial<SettingValues>): Promise<number> {
  const changed = await changeSettings(actor, values);
  return changed.ok ? changed.value : 0;
}

/** Sets one. True when it was another before. */
export const setSetting = async <Name extends SettingName>(
  actor: StaffActor,
  name: Name,
  value: SettingValues[Name],
): Promise<boolean> => (await setSettings(actor, { [name]: value })) === 1;

/** Makes a setting what the code proposes again, if it still is what was seen. False where nobody had decided. */
export async function resetSetting(
  actor: StaffActor,
  name: SettingName,
  seen?: string,
): Promise<Result<boolean, readonly ChangedSetting[]>> {
  const reset = await inRoleSql(
    'psa_portal',
    actorSettings(actor),
    async (client): Promise<Result<boolean, readonly ChangedSetting[]>> => {
      await takeTurn(client);
      const stands = String(await readSetting(client, name));
      if (seen !== undefined && stands !== seen)
        return refused([{ name, theirs: stands, by: await whoDecided(client, name) }]);
      const { rowCount } = await client.query('delete from settings where name = $1', [name]);
      if (rowCount === 0) return ok(false);
      await appendEvent(client, { event: 'setting.changed', details: { setting: name, proposed: true } });
      return ok(true);
    },
  );
  if (reset.ok && reset.value) await refreshBrand();
  return reset;
}
