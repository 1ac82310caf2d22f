// Settings: what the code proposes until somebody decides otherwise, and what can't be decided.
import type { StaffActor } from '#app/features/access/actor.ts';
import { writeCodeMail } from '#app/features/access/code-mail.ts';
import { decidedWords } from '#app/features/exams/decided-words.ts';
import { titleOf } from '#app/features/language/academy.ts';
import '#app/features/language/all-messages.server.ts';
import { nameOfField } from '#app/features/language/field-names.ts';
import { mailsIn, messagesIn } from '#app/features/language/messages.ts';
import { memberNames, privacyContacts } from '#app/features/settings/brand.server.ts';
import { listMembers, removeMember, setMember } from '#app/features/settings/members.server.ts';
import { parseSettings, parseSettingsChange } from '#app/features/settings/settings-form.ts';
import {
  listSettings,
  readSetting,
  resetSetting,
  setSetting,
  setSettings,
} from '#app/features/settings/settings.server.ts';
import { SETTING_NAMES, SETTINGS } from '#app/features/settings/settings.ts';
import { inRoleSql } from '#app/platform/db.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { LANGUAGES } from '#reports/catalogue.ts';
import { useDatabase } from '#test/support/database.ts';
import { readKeptMail } from '#test/support/kept-mail.ts';
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
const PROPOSED = Object.fromEntries(SETTING_NAMES.map((name) => [name, String(SETTINGS[name].fallback)]));
const SEEN = Object.fromEntries(Object.entries(PROPOSED).map(([name, value]) => [`was.${name}`, value]));
const FULL = { ...PROPOSED, ...SEEN, followUpContacts: '2', followUpReminderDays: '10', followUpCallDays: '5' };

describe('a setting', () => {
  it('is what the code proposes until it is decided, and what is decided from then on', async () => {
    expect(await read()).toBe(3);
    expect(await setSetting(administrator, 'followUpContacts', 5)).toBe(true);
    expect(await read()).toBe(5);
    const shown = (await listSettings(administrator)).find(({ name }) => name === 'followUpContacts');
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
      const { schema, fallback, fromText, label, hint, rule } = SETTINGS[name];
      expect(schema.safeParse(fallback).success).toBe(true);
      expect(fromText(String(fallback))).toBe(fallback);
      for (const words of [label, hint, rule('')]) expect(words.length).toBeGreaterThan(3);
    }
  });
});

describe('a setting that goes back to the proposal', () => {
  it('is undecided again, and the ledger says so; where nobody had decided nothing happens', async () => {
    await setSetting(administrator, 'followUpContacts', 5);
    expect(await resetSetting(administrator, 'followUpContacts')).toEqual({ ok: true, value: true });
    expect(await read()).toBe(3);
    const shown = (await listSettings(administrator)).find(({ name }) => name === 'followUpContacts');
    expect(shown).toMatchObject({ value: 3, changedAt: null, changedBy: null });
    expect((await events()).at(-1)).toEqual({ fields: [], details: { setting: 'followUpContacts', proposed: true } });
    const before = (await events()).length;
    expect(await resetSetting(administrator, 'followUpContacts')).toEqual({ ok: true, value: false });
    expect(await events()).toHaveLength(before);
  });

  it('is asked by itself, and by no setting that there is not', () => {
    expect(parseSettingsChange(formOf({ reset: 'academyName A & B' }))).toEqual({
      kind: 'reset',
      name: 'academyName',
      seen: 'A & B',
    });
    const odds = ['constructor 1', '', 'contestDays'].map((reset) => ({ reset }));
    for (const odd of [...odds, { ...FULL, reset: 'contestDays 14' }])
      expect(() => parseSettingsChange(formOf(odd))).toThrow(expect.objectContaining({ status: 400 }) as Error);
  });
});

describe('the names of the association', () => {
  it('are said wherever it is named, in every language, and as proposed again once nobody decides otherwise', async () => {
    await setSettings(administrator, {
      academyName: 'Taught & Sons',
      academyShortName: 'Taught',
      partnerIdName: 'CPP number',
      privacyEmail: 'dpo@taught.example',
    });
    expect(titleOf('Exams')).toBe('Exams · Taught');
    for (const language of LANGUAGES) {
      const all = JSON.stringify([messagesIn(language), mailsIn(language)]);
      expect(all).toContain('Taught & Sons');
      expect(all).not.toMatch(/Partner Skills Academy|MPN ID/);
      expect(nameOfField('mpn_id', language)).toContain('(CPP number)');
      expect(mailsIn(language).notificationsMade).toBeDefined();
    }
    const words = decidedWords(mailsIn('en').conflictDecided, {
      firstName: 'Anna',
      isChanged: true,
      origin: 'https://x.example',
      contact: privacyContacts().officer.email,
    });
    expect(JSON.stringify(words)).toContain('dpo@taught.example');
    expect(mailsIn('en')).toBe(mailsIn('en'));
    for (const name of ['academyName', 'academyShortName', 'partnerIdName', 'privacyEmail'] as const)
      await resetSetting(administrator, name);
    expect(titleOf('Exams')).toBe('Exams · Partner Skills');
    expect(JSON.stringify(mailsIn('nl'))).toContain('Partner Skills Academy');
  });

  it('are those of mails, too, and of the sender', async () => {
    await setSetting(administrator, 'academyName', 'Taught & Sons');
    await sendMail({ to: 'anna@bluecloud.example', ...writeCodeMail('123456', 'en') });
    const [mail] = await readKeptMail(database);
    expect(mail?.from?.name).toBe('Taught & Sons');
    expect(mail?.subject).toBe('Your code for the Taught & Sons');
    await resetSetting(administrator, 'academyName');
  });

  it.each(['', ' ', '=Academy', 'A\nB', 'A"B', '<b>x</b>', 'x'.repeat(61), '-x'])('are not “%s”', (name) => {
    expect(parseSettings(formOf({ ...FULL, academyName: name }))).toMatchObject({ ok: false });
  });
  it.each(['Акаде́мія 2', '漢字学院', 'L’Académie (EU) & Co.', 'Škola-1'])('can be “%s”', (name) => {
    expect(parseSettings(formOf({ ...FULL, academyName: name }))).toMatchObject({ ok: true });
  });
  it.each(['http://x.example', 'javascript:alert(1)', 'https://', 'x.example', 'https://a b.example'])(
    'an address that leads out is not “%s”',
    (address) => {
      expect(parseSettings(formOf({ ...FULL, authorityAddress: address }))).toMatchObject({ ok: false });
    },
  );
});

describe('the Member of a country', () => {
  const versionOf = async (country: string): Promise<string | null> =>
    (await listMembers(administrator)).members.find((member) => member.country === country)?.version ?? null;
  const set = async (country: string, name: string, seen?: string | null) =>
    setMember(
      administrator,
      { country, name, email: 'info@member.example' },
      seen === undefined ? await versionOf(country) : seen,
    );
  const remove = async (country: string, seen?: string) =>
    removeMember(administrator, country, seen ?? (await versionOf(country)) ?? '');

  it('is a recipient of its own, named where people are asked, and renamed in place', async () => {
    expect(await set('NL', 'Taught Nederland')).toEqual({ ok: true, value: { changed: true } });
    expect(await set('NL', 'Taught Nederland')).toEqual({ ok: true, value: { changed: false } });
    expect(memberNames()).toEqual({ NL: 'Taught Nederland' });
    await set('NL', 'Taught NL');
    expect(memberNames()).toEqual({ NL: 'Taught NL' });
    expect(await database.query(`select kind, slug, name from recipients where kind = 'member'`)).toEqual([
      { kind: 'member', slug: 'member-NL', name: 'Taught NL' },
    ]);
    const { members } = await listMembers(administrator);
    expect(members).toMatchObject([{ country: 'NL', email: 'info@member.example', changedBy: 'Bram Visser' }]);
  });

  it('goes, and comes back as the same recipient; the ledger tells both', async () => {
    await set('BE', 'Taught BE');
    const of = () => database.query(`select id from recipients where slug = 'member-BE'`);
    const before = await of();
    expect(await remove('BE')).toEqual({ ok: true, value: { changed: true } });
    expect(await remove('BE')).toEqual({ ok: true, value: { changed: false } });
    expect(memberNames()['BE']).toBeUndefined();
    await set('BE', 'Taught again');
    expect(await of()).toEqual(before);
    const told = await database.query(
      `select event from audit_events where event like 'member.%' and details ->> 'country' = 'BE' order by id`,
    );
    expect(told).toEqual([{ event: 'member.changed' }, { event: 'member.removed' }, { event: 'member.changed' }]);
  });

  it('that somebody else set or removed since it was looked at is overwritten by nobody unseen', async () => {
    await set('FR', 'First');
    const seen = await versionOf('FR');
    await set('FR', 'Second');
    const theirs = { name: 'Second', changedBy: 'Bram Visser' };
    for (const refused of [
      await set('FR', 'Mine', seen),
      await set('FR', 'Mine', null),
      await remove('FR', seen ?? ''),
    ])
      expect(refused).toMatchObject({ ok: false, reason: { why: 'meanwhile', theirs } });
    expect(memberNames()).toMatchObject({ FR: 'Second' });
    const last = await versionOf('FR');
    await remove('FR');
    expect(await set('FR', 'Mine', last)).toMatchObject({ ok: false, reason: { why: 'meanwhile', theirs: null } });
    expect(await set('FR', 'Mine')).toEqual({ ok: true, value: { changed: true } });
    await remove('FR');
  });

  it('is of a country that there is, with a name and an address', async () => {
    expect(await set('XX', 'X')).toEqual({ ok: false, reason: { why: 'country-unknown' } });
    const sent = { intent: 'member', seen: '', country: 'NL', name: 'N', email: 'n@member.example' };
    expect(parseSettingsChange(formOf(sent))).toMatchObject({ parsed: { ok: true } });
    for (const [field, value] of Object.entries({ country: 'Netherlands', name: ' ', email: 'n' }))
      expect(parseSettingsChange(formOf({ ...sent, [field]: value }))).toMatchObject({
        parsed: { ok: false, reason: { field } },
      });
    expect(() => parseSettingsChange(formOf({ ...sent, recipientId: '1' }))).toThrow(
      expect.objectContaining({ status: 400 }) as Error,
    );
  });
});

it('for how long an outcome can be contested is the same in the database and in the code', async () => {
  const days = async () => (await database.query<{ days: number }>('select psa_contest_days() as days'))[0]?.days;
  expect(await days()).toBe(SETTINGS.contestDays.fallback);
  await setSetting(administrator, 'contestDays', 30);
  expect(await days()).toBe(30);
  for (const odd of ['13', '91', '"30"', 'null', '30.5']) {
    await database.query(`update settings set value = $1::jsonb where name = 'contestDays'`, [odd]);
    const kept = await inRoleSql('psa_worker', {}, (client) => readSetting(client, 'contestDays'));
    expect([odd, await days()]).toEqual([odd, kept]);
  }
  await resetSetting(administrator, 'contestDays');
});

describe('the form of the settings', () => {
  it('reads every setting that was changed, and leaves the others alone', () => {
    expect(parseSettings(formOf(FULL))).toEqual({
      ok: true,
      value: {
        values: { followUpContacts: 2, followUpReminderDays: 10, followUpCallDays: 5 },
        typed: { followUpContacts: '2', followUpReminderDays: '10', followUpCallDays: '5' },
        seen: { followUpContacts: '3', followUpReminderDays: '7', followUpCallDays: '7' },
      },
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
    ['another name', { ...Object.fromEntries(Object.entries(FULL).slice(1)), __proto: '1' }],
  ])('is a bad request with %s', (_what, values) => {
    expect(() => parseSettings(formOf(values))).toThrow(expect.objectContaining({ status: 400 }) as Error);
  });
});
