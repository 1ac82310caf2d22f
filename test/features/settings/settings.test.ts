// Settings: what the code proposes until somebody decides otherwise, and what can't be decided.
import type { StaffActor } from '#app/features/access/actor.ts';
import { parseSettings } from '#app/features/settings/settings-form.ts';
import { listSettings, readSetting, setSetting, setSettings } from '#app/features/settings/settings.server.ts';
import { SETTING_NAMES, SETTINGS } from '#app/features/settings/settings.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { arrangeStaff } from '../exams/arrange-staff.ts';

const database = useDatabase();
let administrator: StaffActor;
beforeAll(async () => {
  administrator = { ...(await arrangeStaff(database, 'ilse@psa.example')), roles: ['administrator'] };
});

const read = () => inRoleSql('psa_worker', {}, (client) => readSetting(client, 'followUpContacts'));
const events = () =>
  database.query<{ details: unknown; fields: unknown }>(
    `select details, fields from audit_events where event = 'setting.changed' order by id`,
  );
const formOf = (values: Record<string, string>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  return form;
};
const FULL = { followUpContacts: '2', followUpReminderDays: '10', followUpCallDays: '5', recordingDays: '30' };

describe('a setting', () => {
  it('is what the code proposes until it is decided, and what is decided from then on', async () => {
    expect(await read()).toBe(3);
    expect(await setSetting(administrator, 'followUpContacts', 5)).toBe(true);
    expect(await read()).toBe(5);
    const [shown] = await listSettings(administrator);
    expect(shown).toMatchObject({ name: 'followUpContacts', value: 5, proposed: 3, changedBy: 'Bram Visser' });
  });

  it('that is set to what it is changes nothing; the ledger names what changed, and no value', async () => {
    const before = (await events()).length;
    expect(await setSettings(administrator, { followUpContacts: 5, followUpCallDays: 7 })).toBe(0);
    expect(await setSettings(administrator, { followUpContacts: 4, followUpCallDays: 9 })).toBe(2);
    expect((await events()).slice(before)).toEqual([
      { fields: [], details: { setting: 'followUpContacts' } },
      { fields: [], details: { setting: 'followUpCallDays' } },
    ]);
  });

  it('set by two at once is one of both', async () => {
    await Promise.all([1, 2, 6, 8].map((value) => setSetting(administrator, 'followUpContacts', value)));
    expect([1, 2, 6, 8]).toContain(await read());
  });

  it('whose stored value is none that it may be counts as undecided', async () => {
    await database.query(`update settings set value = '"many"' where name = 'followUpContacts'`);
    expect(await read()).toBe(3);
  });

  it('proposes what it allows, and has words', () => {
    for (const name of SETTING_NAMES) {
      const { schema, fallback, label, hint, rule } = SETTINGS[name];
      expect(schema.safeParse(fallback).success).toBe(true);
      for (const words of [label, hint, rule]) expect(words.length).toBeGreaterThan(5);
    }
  });
});

describe('the form of the settings', () => {
  it('reads every setting', () => {
    expect(parseSettings(formOf(FULL))).toEqual({
      ok: true,
      value: { followUpContacts: 2, followUpReminderDays: 10, followUpCallDays: 5, recordingDays: 30 },
    });
  });

  it.each(['', '-1', '10', '1.5', '1e0', '0x1', ' ', 'three', '９'])('refuses “%s” where a count is asked', (text) => {
    expect(parseSettings(formOf({ ...FULL, followUpContacts: text }))).toMatchObject({
      ok: false,
      reason: { faults: { followUpContacts: 'Enter a whole number from 0 to 9.' } },
    });
  });

  it.each([
    ['too few', { followUpContacts: '2' }],
    ['one that is unknown', { ...FULL, retention: '1' }],
    ['another name', { followUpContacts: '2', followUpReminderDays: '1', __proto: '1' }],
  ])('is a bad request with %s', (_what, values) => {
    expect(() => parseSettings(formOf(values))).toThrow(expect.objectContaining({ status: 400 }) as Error);
  });
});
