// The record of processing says what the portal goes by (S4, art. 30): every class and column of the data map, every agreement that binds, who processes
// where and by which safeguard (S1, S2); and the workbook says the same.
import '#app/features/language/all-messages.server.ts';
import type { StaffActor } from '#app/features/access/actor.ts';
import { listCookies } from '#app/features/access/cookies.ts';
import { grantRole } from '#app/features/access/staff.server.ts';
import { DATA_CLASSES } from '#app/features/privacy/data-classes.ts';
import { DATA_MAP } from '#app/features/privacy/data-map.ts';
import { parseProcessor } from '#app/features/privacy/processor-form.ts';
import { erasePerson } from '#app/features/privacy/erase-person.server.ts';
import { exportPerson } from '#app/features/privacy/export-person.server.ts';
import { changeRule, findPeriods } from '#app/features/privacy/retention-periods.server.ts';
import { keepProcessor, listProcessors, processorsOn } from '#app/features/privacy/processors.server.ts';
import { listGiven, makeRecord } from '#app/features/privacy/record-of-processing.server.ts';
import { writeBreachRegister, writeRecord } from '#app/features/privacy/record-workbook.server.ts';
import { recordBreach, takeStep } from '#app/features/privacy/breaches.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, MICROSOFT } from '#test/support/register.ts';
import { readCells } from '#test/support/workbook.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
let noor: StaffActor;

beforeAll(async () => {
  await arrangeNotice();
  await grantRole(
    { kind: 'system', name: 'test' },
    { email: 'noor@psa.example', name: 'Noor', role: 'privacy-officer' },
  );
  noor = { kind: 'staff', staffId: 1, roles: ['privacy-officer'], name: 'Noor' };
  await database.query(`insert into employers (mpn_id, name) values ('1000001', 'Bluecloud'), ('1000002', 'Lonely')`);
  await arrangeAgreement(MICROSOFT);
  await arrangeAgreement({ kind: 'employer', mpnId: '1000001' });
  await arrangeAgreement({ kind: 'employer', mpnId: '1000002' });
});

const form = (changes: Readonly<Record<string, string>> = {}): FormData => {
  const data = new FormData();
  const typed = {
    name: 'Hoster B.V.',
    does: 'hosting',
    details: 'Servers and backups',
    country: 'NL',
    safeguard: 'within-eea',
    since: '2026-01-01',
    until: '',
    ...changes,
  };
  for (const [name, value] of Object.entries(typed)) data.set(name, value);
  return data;
};

async function keep(changes: Readonly<Record<string, string>> = {}): Promise<number> {
  const parsed = parseProcessor(form(changes));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.reason));
  const kept = await keepProcessor(noor, parsed.value);
  if (!kept.ok) throw new Error(kept.reason);
  return kept.value;
}

describe('a processor', () => {
  it.each([
    [{ country: 'US' }, 'safeguard'],
    [{ safeguard: 'scc' }, 'safeguard'],
    [{ until: '2025-12-31' }, 'until'],
    [{ name: ' ' }, 'name'],
    [{ since: '2026-02-30' }, 'since'],
    [{ does: 'everything' }, 'does'],
  ])('given as %j is refused at %s: outside the EEA something covers the transfer', (changes, field) => {
    const parsed = parseProcessor(form(changes));
    expect(parsed.ok ? {} : parsed.reason).toHaveProperty(field);
  });

  it('is added, changed and ended, each with a record of which fields', async () => {
    const id = await keep();
    await keep({ id: String(id), country: 'US', safeguard: 'scc' });
    await keep({ id: String(id), country: 'US', safeguard: 'scc' });
    await keep({ id: String(id), country: 'US', safeguard: 'scc', until: '2026-06-30' });
    const all = await listProcessors();
    expect(all).toMatchObject([{ id, country: 'US', safeguard: 'scc', until: '2026-06-30' }]);
    expect(processorsOn(all, '2026-06-30')).toHaveLength(1);
    expect(processorsOn(all, '2026-07-01')).toEqual([]);
    expect(processorsOn(all, '2025-12-31')).toEqual([]);
    expect(
      await database.query(`select event, fields from audit_events where event like 'processor%' order by id`),
    ).toEqual([
      { event: 'processor.added', fields: [] },
      { event: 'processor.changed', fields: ['country', 'safeguard'] },
      { event: 'processor.changed', fields: ['until'] },
    ]);
    const gone = parseProcessor(form({ id: '999' }));
    expect(gone.ok && (await keepProcessor(noor, gone.value))).toEqual({ ok: false, reason: 'not-there' });
  });

  it('that the form does not allow is refused by the database, too', async () => {
    await expect(
      database.query(
        `insert into processors (name, does, details, country_code, safeguard, since) values ('X', 'mail', 'X', 'US', 'within-eea', '2026-01-01')`,
      ),
    ).rejects.toThrow(/check constraint/);
  });
});

describe('the record', () => {
  it('names the periods that were decided, and so do what a person downloads and the receipt of an erasure', async () => {
    const change = { automatic: true, owner: 'Noor', basis: 'Because', reviewOn: '2030-01-01' };
    const before = await makeRecord(noor);
    await changeRule(noor, 'request', { ...change, amount: 13 });
    await changeRule(noor, 'ledger', { ...change, amount: 84 });
    await changeRule(noor, 'prospect', { ...change, amount: 7 });
    await database.query(`insert into settings (name, value) values ('reportFileDays', '31')`);
    const record = await makeRecord(noor);
    expect(record.version).not.toBe(before.version);
    const periodIn = (name: string) => record.activities.find((activity) => activity.name === name)?.period;
    expect(periodIn('request')).toBe('13 months after it was decided');
    // Whoever only asked to hear from the academy is kept for a time of their own (R2).
    expect(periodIn('account')).toMatch(
      /^12 months after the last day .*; of people who only asked to hear from us 7 months after/,
    );
    expect(periodIn('disclosure')).toContain('31 days after it was published');
    const described = record.activities.find(({ name }) => name === 'request')?.onErasure;
    expect(described).toContain('13 months');
    expect(described).not.toContain('36 months');
    const id = await arrangePerson(database, { email: 'anna@bluecloud.example', company: 'Bluecloud' });
    const { tables } = await exportPerson({ kind: 'person', personId: id, name: 'Anna' }, id);
    const column = tables.find(({ table }) => table === 'privacy_requests')?.columns[0];
    expect(column?.period).toBe('13 months after it was decided');
    const { receipt } = await erasePerson({ kind: 'person', personId: id, name: 'Anna' }, id);
    expect(receipt?.kept.find(({ what }) => what === 'request')?.period).toBe('13 months after it was decided');
    expect(receipt?.kept.find(({ what }) => what === 'ledger')?.period).toContain('84 months');
    await database.query('truncate retention_rules, settings');
  });

  it('has every class of the data map with its purpose, basis, period and recipients, and every column', async () => {
    const { activities } = await makeRecord(noor);
    expect(activities.map(({ name }) => name)).toEqual(Object.keys(DATA_CLASSES));
    for (const { name, purpose, basis, period, subjects } of activities) {
      expect(
        [purpose, basis, period, subjects].every((words) => words.length > 3),
        name,
      ).toBe(true);
      expect({ purpose, basis, period }).toMatchObject({
        purpose: DATA_CLASSES[name].purpose,
        basis: DATA_CLASSES[name].basis,
        period: DATA_CLASSES[name].period(await findPeriods()),
      });
    }
    // What becomes of each column is said by the entries of the map, with the law where one keeps it.
    const request = activities.find(({ name }) => name === 'request');
    expect(request?.onErasure).toContain(DATA_CLASSES.request.keptBy);
    expect(request?.onErasure).toContain('privacy_request_steps.note');
    const told = activities.flatMap(({ tables }) =>
      tables.flatMap(({ table, columns }) => columns.map((c) => `${table}.${c}`)),
    );
    const known = Object.entries(DATA_MAP).flatMap(([table, columns]) =>
      Object.keys(columns).map((c) => `${table}.${c}`),
    );
    expect(told.toSorted()).toEqual(known.toSorted());
  });

  it('says who is given what by what binds today: recipients that are given the same stand together, paused ones do not', async () => {
    const given = await listGiven(noor);
    expect(given.map(({ kind, recipients }) => [kind, recipients])).toEqual([
      ['microsoft', ['Microsoft EU']],
      ['employer', ['Bluecloud', 'Lonely']],
    ]);
    expect(given[1]?.datasets.map(({ dataset }) => dataset)).toEqual(['F1', 'F2', 'F3']);
    await database.query(`update agreements set paused_at = now() where id = (select max(id) from agreements)`);
    expect((await listGiven(noor))[1]?.recipients).toEqual(['Bluecloud']);
    await database.query(`update agreements set paused_at = null`);
  });

  it('has one version while it says the same, and another once anything is otherwise', async () => {
    const first = await makeRecord(noor);
    expect((await makeRecord(noor)).version).toBe(first.version);
    await database.query(`insert into settings (name, value) values ('reportFileDays', '60')`);
    const second = await makeRecord(noor);
    expect(second.version).not.toBe(first.version);
    expect(second.periods).toContainEqual({ label: 'How long a report’s file is kept', value: '60 days' });
    await database.query('delete from settings');
    expect((await makeRecord(noor)).version).toBe(first.version);
  });

  it('names every cookie that the portal sets', async () => {
    expect((await makeRecord(noor)).cookies).toEqual(listCookies(false));
    expect(listCookies(true).every(({ name }) => name.startsWith('__Host-'))).toBe(true);
  });

  it('reads back from its workbook as it is, and that it was taken is recorded', async () => {
    await keep({ name: '=HYPERLINK("https://evil.example")' });
    const record = await makeRecord(noor);
    const { name, bytes } = await writeRecord(noor);
    expect(name).toMatch(/^record-of-processing-\d{4}-\d\d-\d\d\.xlsx$/);
    const path = join(database.dataDir, name);
    await writeFile(path, bytes);
    const about = await readCells(path, 'About');
    expect(about).toContainEqual(['Version', record.version]);
    const processing = await readCells(path, 'Processing');
    expect(processing).toHaveLength(Object.keys(DATA_CLASSES).length + 1);
    expect(processing.find(([data]) => data === 'reported')?.slice(2, 6)).toEqual([
      DATA_CLASSES.reported.purpose,
      DATA_CLASSES.reported.basis,
      DATA_CLASSES.reported.period(await findPeriods()),
      'employer, microsoft',
    ]);
    const recipients = await readCells(path, 'Recipients');
    expect(recipients.filter(([kind]) => kind === 'employer')).toHaveLength(6);
    const processors = await readCells(path, 'Processors');
    expect(processors.map(([who]) => who)).toContain('=HYPERLINK("https://evil.example")');
    expect((await readCells(path, 'Channels')).length).toBeGreaterThan(4);
    expect((await readCells(path, 'Cookies')).map(([cookie]) => cookie)).toEqual([
      'Cookie',
      ...record.cookies.map((cookie) => cookie.name),
    ]);
    expect((await readCells(path, 'Periods')).length).toBe(record.periods.length + 1);
    expect(await database.query(`select 1 as one from audit_events where event = 'register.exported'`)).toHaveLength(1);
  });
});

it('the register of breaches reads back with each step, and drills say so on each line', async () => {
  const knownAt = new Date((await databaseNow()).getTime() - 3_600_000);
  const shared = { title: 'A stick', what: 'On a train', knownAt, happenedFrom: null, happenedTo: null } as const;
  const said = { kind: 'other', reach: 'said', people: 7 } as const;
  const drill = await recordBreach(noor, { ...shared, ...said, drill: 'on' });
  await recordBreach(noor, { ...shared, ...said });
  if (!drill.ok) throw new Error(drill.reason);
  await takeStep(noor, drill.value, {
    intent: 'assessed',
    risk: 'none',
    why: 'It was encrypted',
    consequences: [],
    measures: [],
  });
  await takeStep(noor, drill.value, { intent: 'not-reported', why: 'No risk' });
  await takeStep(noor, drill.value, { intent: 'closed', why: null });
  const { name, bytes } = await writeBreachRegister(noor);
  const path = join(database.dataDir, name);
  await writeFile(path, bytes);
  const [, ...rows] = await readCells(path, 'Breaches');
  expect(rows.map((row) => [row[1], row[3], row[9], row[11], row[15]])).toEqual(
    expect.arrayContaining([
      ['DRILL', 'A stick', '7', 'No risk', 'No risk'],
      ['breach', 'A stick', '7', null, null],
    ]),
  );
  const [, ...steps] = await readCells(path, 'Steps');
  expect(steps.map((row) => [row[1], row[3]])).toEqual([
    ['DRILL', 'Risk assessed'],
    ['DRILL', 'Decided not to report'],
    ['DRILL', 'Closed'],
  ]);
});
