// `psa person`: what somebody asks for as their right, from the command line.
import { useDatabase } from '#test/support/database.ts';
import { ask, psa } from '#test/support/psa-answers.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { runFor, thePeriod } from '#test/support/runs.ts';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const EMAIL = 'anna@bluecloud.example';

beforeAll(async () => {
  await arrangeNotice();
  const workshops = [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 40 }];
  await arrangePerson(database, { email: EMAIL, workshops });
  await arrangeAgreement({ kind: 'employer', mpnId: '1000001' }, { channels: ['folder'] });
  await runFor('employer-1000001');
});

describe('psa person', () => {
  it('refuses what is no address and whom nobody knows', async () => {
    for (const verb of ['export', 'erase', 'restrict', 'lift'])
      for (const email of ['nobody', 'nobody@nowhere.example'])
        expect(await ask('person', verb, email), `${verb} ${email}`).toMatchObject({
          code: 2,
          value: { error: expect.stringContaining(email) as string },
        });
  });

  it('restrict and lift say whether they did something', async () => {
    expect(await ask('person', 'lift', EMAIL)).toEqual({ code: 0, value: { lifted: false, told: false } });
    expect(await ask('person', 'restrict', EMAIL)).toEqual({ code: 0, value: { restricted: true } });
    expect(await ask('person', 'restrict', EMAIL.toUpperCase())).toEqual({ code: 0, value: { restricted: false } });
    expect(
      await ask('report', 'why', '--person', EMAIL, '--to', 'employer:1000001', '--period', await thePeriod()),
    ).toMatchObject({ code: 0, value: { reason: 'restricted' } });
    expect(await ask('person', 'lift', EMAIL)).toMatchObject({ code: 0, value: { lifted: true } });
  });

  it('export gives one JSON value, or a file that only its owner reads', async () => {
    expect(await ask('person', 'export', EMAIL)).toMatchObject({ code: 0, value: { format: 'psa-person-export/1' } });
    const out = join(database.dataDir, 'export.json');
    expect((await psa('person', 'export', EMAIL, '--out', out)).stdout).toMatch(/rows were written to/);
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ format: 'psa-person-export/1' });
  });

  it('bad-I2 erase says what it did, and that it was done already', async () => {
    expect(await ask('person', 'erase', EMAIL)).toMatchObject({
      code: 0,
      value: { erased: true, notifications: 1, filesRemoved: 1 },
    });
    expect(await ask('person', 'erase', EMAIL)).toMatchObject({
      code: 0,
      value: { erased: false, notifications: 0, filesRemoved: 0 },
    });
    expect(await ask('person', 'export', EMAIL)).toMatchObject({ code: 2 });
  });

  it('readmit lets an erased address come back, once its owner asks for it', async () => {
    expect(await ask('person', 'readmit', EMAIL)).toMatchObject({ code: 0, value: { readmitted: true } });
    expect(await ask('person', 'readmit', EMAIL)).toMatchObject({ code: 0, value: { readmitted: false } });
    expect(await ask('person', 'readmit', 'nonsense')).toMatchObject({ code: 2 });
  });

  it('what went out before an erasure is handed out no more, and never shown as the file of today', async () => {
    const words = ['report', 'run', '--to', 'employer:1000001'];
    expect(await ask(...words)).toMatchObject({ code: 0, value: { state: 'done', file: null } });
    expect(await ask(...words, '--out', join(database.dataDir, 'copy'))).toMatchObject({
      code: 2,
      value: { reason: 'file-removed' },
    });
    // On the portal nobody has read it: it is built again, while the folder keeps what it was given.
    for (const email of ['one@other.example', 'two@other.example'])
      await arrangePerson(database, {
        email,
        mpnId: '2000001',
        company: 'Other',
        workshops: [{ name: 'Azure Administrator', percent: 5 }],
      });
    await arrangeAgreement({ kind: 'employer', mpnId: '2000001' });
    const before = await runFor('employer-2000001');
    await ask('person', 'erase', 'one@other.example');
    const after = await ask('report', 'run', '--to', 'employer:2000001');
    expect(after).toMatchObject({ code: 0, value: { run: before.id, file: null, rows: { registration: 1 } } });
    expect(after.value).not.toMatchObject({ sha256: before.build?.sha256 });
  });
});
