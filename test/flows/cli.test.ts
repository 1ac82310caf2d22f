// The command line is a contract (design.md §6): what each verb answers to people and to scripts, and how it ends.
import { hashFile } from '#app/features/reporting/verify-report.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { registration, registrations, exams } from '#test/support/import-files.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, MICROSOFT } from '#test/support/register.ts';
import { startPsa, type Ended } from '#test/support/report-process.ts';
import { thePeriod } from '#test/support/runs.ts';
import { appendFileSync, copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'psa-cli-'));
const file = (name: string): string => join(folder, name);
let period = '';

const psa = (...words: readonly string[]): Promise<Ended> => startPsa(words, database.env).ended;

type Answer = { readonly code: number | null; readonly value: unknown };

/** Asks for JSON: one value on standard output, and nothing else anywhere. */
async function ask(...words: readonly string[]): Promise<Answer> {
  const { code, stdout, stderr } = await psa(...words, '--json');
  expect(stderr, words.join(' ')).toBe('');
  expect(stdout.trim().split('\n'), words.join(' ')).toHaveLength(1);
  return { code, value: JSON.parse(stdout) as unknown };
}

const SHA256 = expect.stringMatching(/^[0-9a-f]{64}$/) as string;

beforeAll(async () => {
  period = await thePeriod();
  await arrangeNotice();
  await database.query(
    `insert into exams values ('AZ-204'), ('AZ-104'); insert into workshops (name, exam_code) values ('Azure Developer', 'AZ-204')`,
  );
  await arrangePerson(database, {
    email: 'only@held.example',
    mpnId: '2000001',
    company: 'Held',
    workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 5 }],
    sittings: [{ exam: 'AZ-104', month: period, outcome: 'passed' }],
  });
  writeFileSync(file('good.csv'), registrations(registration(), registration({ email: 'bo@fjord.example' })));
  writeFileSync(
    file('bad.csv'),
    registrations(registration({ email: 'new@fjord.example' }), registration({ progress: '101' })),
  );
  writeFileSync(file('exams.csv'), exams(['sanne@fjord.example', 'AZ-204', period, 'passed']));
  writeFileSync(file('workshops.csv'), 'Workshop name,Exam ID\r\nDevOps Engineer,AZ-400\r\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('psa import', { timeout: 60_000 }, () => {
  it('answers with counts and the refused rows, and changes nothing in a dry run', async () => {
    const words = ['import', 'registrations', file('good.csv'), '--notice', '1', '--attested-by', 'the centre'];
    const counts = { read: 2, created: 2, changed: 0, same: 0, refused: [] };
    expect(await ask(...words, '--dry-run')).toEqual({ code: 0, value: counts });
    expect(await ask(...words)).toEqual({ code: 0, value: counts });
    expect(await ask('import', 'exams', file('exams.csv'))).toEqual({
      code: 0,
      value: { read: 1, created: 1, changed: 0, same: 0, refused: [] },
    });
    expect(await ask('import', 'workshops', file('workshops.csv'))).toMatchObject({
      code: 0,
      value: { read: 1, created: 1 },
    });
    await database.query(
      `update employments set confirmed_by = 'staff', confirmed_at = now() where confirmed_by is null`,
    );
  });

  it('ends with 2 where rows are refused, and takes the others only where it is told to', async () => {
    const refused = [expect.objectContaining({ row: 3, column: 'Progress %', reason: expect.any(String) as string })];
    const words = ['import', 'registrations', file('bad.csv')];
    expect(await ask(...words)).toEqual({ code: 2, value: { read: 2, created: 0, changed: 0, same: 0, refused } });
    const told = await psa(...words);
    expect(told).toMatchObject({ code: 2, stdout: '' });
    expect(told.stderr).toContain('Row 3, Progress %');
    expect(told.stderr).toContain('Nothing was imported');
    expect(await ask(...words, '--accept-valid')).toMatchObject({ code: 0, value: { created: 1, refused } });
  });

  it('ends with 2 for a file that is not there, and for a notice that nobody attests', async () => {
    for (const words of [[file('absent.csv')], [file('good.csv'), '--notice', '1']]) {
      const { code, stdout, stderr } = await psa('import', 'registrations', ...words);
      expect({ code, stdout }, words.join(' ')).toEqual({ code: 2, stdout: '' });
      expect(stderr).not.toMatch(/^\s+at /m);
    }
  });
});

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
        file: join(database.dataDir, 'outbox', period, 'employer-1000001.xlsx'),
        sha256: SHA256,
        // One of the three in the file was given no notice.
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
    expect(await ask('report', 'release', String(run), '--reason', 'the employer agreed')).toMatchObject({
      code: 0,
      value: { run, state: 'done', sha256, file: expect.stringContaining('employer-2000001.xlsx') as string },
    });
    expect(await ask('report', 'release', String(run), '--reason', 'the employer agreed')).toEqual({
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
});

describe('psa schedule, audit, user and migrate', { timeout: 60_000 }, () => {
  it('schedule due answers how many were due and missed', async () => {
    expect(await ask('schedule', 'due')).toEqual({ code: 0, value: { planned: 0, missed: 0 } });
  });

  it('bad-H12 audit verify ends with 0 while the chain holds, and with 2 and the position once it does not', async () => {
    const held = await ask('audit', 'verify');
    expect(held).toMatchObject({ code: 0, value: { ok: true, unsealed: 0, head: SHA256 } });
    expect((held.value as { sealed: number }).sealed).toBeGreaterThan(5);
    await database.query(
      `update audit_events set details = '{"read": 1}' where id = (select event_id from audit_seals where position = 2)`,
    );
    expect(await ask('audit', 'verify')).toEqual({ code: 2, value: { ok: false, position: 2, fault: 'edited' } });
    expect((await psa('audit', 'verify')).stderr).toContain('event 2');
  });

  it('user grant makes the first administrator, once', async () => {
    const words = ['user', 'grant', 'first@psa.example', 'administrator', '--name', 'First'];
    expect(await ask(...words)).toEqual({ code: 0, value: { granted: true } });
    expect(await ask(...words)).toEqual({ code: 0, value: { granted: false } });
  });

  it('migrate applies nothing to a database that is up to date, and ends when it has said so', async () => {
    const { child, ended } = startPsa(['migrate', '--json'], database.env);
    let answeredAt = Infinity;
    child.stdout?.once('data', () => (answeredAt = performance.now()));
    expect(await ended).toEqual({ code: 0, stdout: '{"applied":[]}\n', stderr: '' });
    // Nothing keeps it: ten seconds are what a forgotten timer of the migration engine takes.
    expect(performance.now() - answeredAt).toBeLessThan(5_000);
  });
});

describe('psa', { timeout: 60_000 }, () => {
  const VERBS = [
    [],
    ['migrate'],
    ['seed'],
    ['import'],
    ['import', 'registrations'],
    ['import', 'exams'],
    ['import', 'workshops'],
    ['report'],
    ['report', 'list'],
    ['report', 'run'],
    ['report', 'release'],
    ['report', 'verify'],
    ['report', 'why'],
    ['schedule'],
    ['schedule', 'due'],
    ['audit'],
    ['audit', 'verify'],
    ['user'],
    ['user', 'grant'],
  ] as const;

  it('explains every verb by --help, without a database', async () => {
    const nowhere = { DATABASE_URL: 'postgresql://nobody@localhost:1/none' };
    for (let next = 0; next < VERBS.length; next += 4) {
      await Promise.all(
        VERBS.slice(next, next + 4).map(async (verb) => {
          const { code, stdout, stderr } = await startPsa([...verb, '--help'], nowhere).ended;
          expect({ code, stderr }, verb.join(' ')).toEqual({ code: 0, stderr: '' });
          expect(stdout).toContain(['Usage: psa', ...verb].join(' '));
        }),
      );
    }
  });

  it('ends with 2 for a verb or an option that is not there', async () => {
    for (const words of [['fly'], ['report', 'run'], ['seed', '--people', '-1', '--employers', '1']]) {
      const { code, stdout, stderr } = await psa(...words);
      expect({ code, stdout }, words.join(' ')).toEqual({ code: 2, stdout: '' });
      expect(stderr.trim()).not.toBe('');
    }
  });

  const FAULTS: readonly (readonly [string, Record<string, string>, RegExp])[] = [
    ['a server that is not there', { DATABASE_URL: 'postgresql://nobody@localhost:1/none' }, /database|connect/i],
    ['a URL that is none', { DATABASE_URL: 'mysql://x' }, /DATABASE_URL/],
    ['a port that is none', { PORT: 'ninety' }, /PORT/],
  ];
  for (const [what, env, words] of FAULTS) {
    it(`ends with 1 and a plain sentence for ${what}`, async () => {
      const { code, stdout, stderr } = await startPsa(['report', 'list'], { ...database.env, ...env }).ended;
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(words);
      expect(stderr).not.toMatch(/^\s+at |node_modules|node:/m);
    });
  }

  it('ends with 1 and a plain sentence for a database that is not there, in JSON too', async () => {
    const url = new URL(database.appUrl);
    url.pathname = '/there_is_none';
    const env = { ...database.env, DATABASE_URL: url.href };
    const { code, stdout, stderr } = await startPsa(['report', 'list', '--json'], env).ended;
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({ error: expect.stringContaining('there_is_none') as string });
    expect(stdout).not.toContain(url.password);
  });
});
