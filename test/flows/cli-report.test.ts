// `psa report`: makes, hands out, releases, verifies and explains, with the exit codes and the JSON that scripts go by.
import { hashFile } from '#app/features/reporting/report-files.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { ask, psa, SHA256 } from '#test/support/psa-answers.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, MICROSOFT } from '#test/support/register.ts';
import { buildFor, thePeriod } from '#test/support/runs.ts';
import { appendFileSync, copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'psa-cli-'));
const file = (name: string): string => join(folder, name);
let period = '';

beforeAll(async () => {
  period = await thePeriod();
  await arrangeNotice();
  const fjord = {
    mpnId: '1000001',
    company: 'Fjord IT',
    workshops: [{ name: 'Azure Developer', exam: 'AZ-204', percent: 40 }],
  };
  await arrangePerson(database, {
    ...fjord,
    email: 'sanne@fjord.example',
    sittings: [{ exam: 'AZ-204', month: period, outcome: 'passed' }],
  });
  await arrangePerson(database, { ...fjord, email: 'bo@fjord.example' });
  await arrangePerson(database, { ...fjord, email: 'new@fjord.example', noticeVersion: null });
  await arrangePerson(database, {
    email: 'only@held.example',
    mpnId: '2000001',
    company: 'Held',
    workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 5 }],
    sittings: [{ exam: 'AZ-104', month: period, outcome: 'passed' }],
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('psa report', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    await arrangeAgreement(MICROSOFT);
    await arrangeAgreement({ kind: 'employer', mpnId: '1000001' });
    await arrangeAgreement({ kind: 'employer', mpnId: '2000001' }, { reidentificationRule: 'hold' });
  });

  it('list is an empty list before there is a run', async () => {
    expect(await ask('report', 'list')).toEqual({ code: 0, value: [] });
  });

  it('run makes the run, tells where its file is, and hands the same run out again', async () => {
    const made = await ask('report', 'run', '--to', 'employer:1000001');
    expect(made).toEqual({
      code: 0,
      value: {
        run: expect.any(Number) as number,
        recipient: 'employer-1000001',
        period,
        state: 'done',
        build: 1,
        file: join(database.dataDir, 'outbox', period, 'employer-1000001.xlsx'),
        sha256: SHA256,
        // One of the three was given no notice.
        rows: { registration: 2, exams: 1 },
        reasons: [],
      },
    });
    const { file: path, sha256 } = made.value as { file: string; sha256: string };
    expect(await hashFile(path)).toBe(sha256);
    expect(await ask('report', 'run', '--to', 'employer:1000001', '--period', period)).toEqual(made);
  });

  it('run of one that is held ends with 2 and says why; released, it is done with the same bytes', async () => {
    const held = await ask('report', 'run', '--to', 'employer:2000001');
    expect(held).toMatchObject({
      code: 2,
      value: {
        state: 'awaiting-release',
        file: null,
        sha256: SHA256,
        reasons: [expect.stringContaining('1 exam row')],
      },
    });
    const { run, sha256 } = held.value as { run: number; sha256: string };
    expect(await ask('report', 'release', String(run), '--reason', 'no')).toEqual({
      code: 2,
      value: { reason: 'reason-missing' },
    });
    const agreed = ['report', 'release', String(run), '--reason', 'the employer agreed'] as const;
    expect(await ask(...agreed, '--build', '2')).toEqual({ code: 2, value: { reason: 'built-anew' } });
    expect(await ask(...agreed, '--build', 'x')).toMatchObject({ code: 2 });
    expect(await ask(...agreed, '--build', '1')).toMatchObject({
      code: 0,
      value: { run, state: 'done', build: 1, sha256, file: expect.stringContaining('employer-2000001.xlsx') as string },
    });
    expect(await ask(...agreed)).toEqual({
      code: 2,
      value: { reason: 'not-awaiting-release' },
    });
  });

  it('run --out puts a copy where it is told, by period and recipient', async () => {
    const out = file('out');
    const made = await ask('report', 'run', '--to', 'microsoft', '--out', out);
    const path = join(out, period, 'microsoft.xlsx');
    expect(made).toMatchObject({ code: 0, value: { file: path, state: 'done' } });
    expect(await hashFile(path)).toBe((made.value as { sha256: string }).sha256);
    expect(existsSync(join(database.dataDir, 'outbox', period, 'microsoft.xlsx'))).toBe(true);
  });

  it('run --to employers and list answer with a list of all of them', async () => {
    const all = await ask('report', 'run', '--to', 'employers');
    expect(all).toMatchObject({
      code: 0,
      value: [{ recipient: 'employer-1000001' }, { recipient: 'employer-2000001' }],
    });
    const listed = await ask('report', 'list');
    expect(listed).toMatchObject({
      code: 0,
      value: [{ recipient: 'employer-1000001' }, { recipient: 'employer-2000001' }, { recipient: 'microsoft' }],
    });
    expect(JSON.stringify(listed.value)).toContain(JSON.stringify((all.value as unknown[])[0]));
  });

  it('bad-E19 run ends with 2 and the reason for a period or a recipient that cannot be', async () => {
    for (const [words, reason] of [
      [['--to', 'microsoft', '--period', '2999-01'], 'period-not-over'],
      [['--to', 'microsoft', '--period', '2026-Q1'], 'period-of-other-cadence'],
      [['--to', 'employer:7'], 'no-agreement'],
    ] as const)
      expect(await ask('report', 'run', ...words), words.join(' ')).toEqual({ code: 2, value: { reason } });
    const { code, stderr } = await psa('report', 'run', '--to', 'employer:../x');
    expect(code).toBe(2);
    expect(stderr).toContain('is no recipient');
  });

  it('verify ends with 0 for the very file, and with 2 for one that was altered or never made', async () => {
    const path = join(database.dataDir, 'outbox', period, 'employer-1000001.xlsx');
    expect(await ask('report', 'verify', path)).toEqual({
      code: 0,
      value: { genuine: true, run: expect.any(Number) as number, build: 1, recipient: 'employer-1000001', period },
    });
    copyFileSync(path, file('altered.xlsx'));
    appendFileSync(file('altered.xlsx'), '\0');
    expect(await ask('report', 'verify', file('altered.xlsx'))).toEqual({
      code: 2,
      value: { genuine: false, run: null },
    });
    expect((await psa('report', 'verify', file('altered.xlsx'))).stderr).toContain('Not genuine');
  });

  it('why answers with a reason, and ends with 2 for people and runs that are not known', async () => {
    const why = (person: string, to: string) =>
      ask('report', 'why', '--person', person, '--to', to, '--period', period);
    expect(await why('sanne@fjord.example', 'employer:1000001')).toEqual({ code: 0, value: { reason: 'in' } });
    expect(await why('sanne@fjord.example', 'employer:2000001')).toEqual({
      code: 0,
      value: { reason: 'wrong-recipient' },
    });
    expect(await why('nobody@fjord.example', 'microsoft')).toEqual({ code: 2, value: { reason: 'person-unknown' } });
    expect((await psa('report', 'why', '--person', 'x', '--to', 'employers', '--period', period)).code).toBe(2);
  });

  it('release ends with 2 for what is not the number of a run, and for a run that is not there', async () => {
    for (const id of ['abc', '0', '1e3']) {
      const { code, stdout, stderr } = await psa('report', 'release', id, '--reason', 'the employer agreed');
      expect({ code, stdout }, id).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('is not the number of a run');
    }
    expect(await ask('report', 'release', '4711', '--reason', 'the employer agreed')).toMatchObject({ code: 2 });
  });

  it('run and list show a delivery that only a person can help; asking for it is a fault', async () => {
    await arrangePerson(database, {
      email: 'one@stuck.example',
      mpnId: '3000001',
      company: 'Stuck',
      workshops: [{ name: 'Azure Administrator', percent: 5 }],
    });
    await arrangeAgreement({ kind: 'employer', mpnId: '3000001' });
    const [runId = 0] = await buildFor(['employer-3000001']);
    writeFileSync(join(database.dataDir, 'files', `run-${runId}-1.xlsx`), 'something else');
    const words = 'Not delivered by folder: The file is not the one that was checked';
    expect(await ask('report', 'run', '--to', 'employer:3000001')).toMatchObject({
      code: 1,
      value: { run: runId, state: 'ready', file: null, reasons: expect.arrayContaining([words]) as string[] },
    });
    const listed = await psa('report', 'list');
    expect(listed).toMatchObject({ code: 0, stderr: '' });
    expect(listed.stdout).toContain(`run ${runId}: ${words}`);
  });
});
