// The command line is a contract (design.md §6): what each verb answers to people and to scripts, and how it ends. What imports
// and reports answer has files of its own.
import { grantRole } from '#app/features/access/staff.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { ask, psa, SHA256 } from '#test/support/psa-answers.ts';
import { startPsa } from '#test/support/report-process.ts';
import { SYSTEM } from '#test/support/runs.ts';
import { describe, expect, it } from 'vitest';

const database = useDatabase();

describe('psa schedule, audit, user and migrate', { timeout: 60_000 }, () => {
  it('schedule due answers how many were due and missed', async () => {
    expect(await ask('schedule', 'due')).toEqual({ code: 0, value: { planned: 0, missed: 0 } });
  });

  it('bad-H12 audit verify ends with 0 while the chain holds, and with 2 and the position once it does not', async () => {
    for (const name of ['one', 'two', 'three'])
      await grantRole(SYSTEM, { email: `${name}@psa.example`, name, role: 'trainer' });
    const held = await ask('audit', 'verify');
    expect(held).toMatchObject({ code: 0, value: { ok: true, unsealed: 0, head: SHA256 } });
    expect((held.value as { sealed: number }).sealed).toBeGreaterThan(2);
    await database.query(
      `update audit_events set details = '{"read": 1}' where id = (select event_id from audit_seals where position = 2)`,
    );
    expect(await ask('audit', 'verify')).toMatchObject({ code: 2, value: { ok: false, position: 2, fault: 'edited' } });
    expect((await psa('audit', 'verify')).stderr).toContain('Event 2 was changed after it was sealed');
  });

  it('user grant makes the first administrator, once', async () => {
    const words = ['user', 'grant', 'first@psa.example', 'administrator', '--name', 'First'];
    expect(await ask(...words)).toEqual({ code: 0, value: { granted: true, wayIn: 'none' } });
    expect(await ask(...words)).toEqual({ code: 0, value: { granted: false, wayIn: 'none' } });
  });

  it('user grant ends with 2 for what is no address and for what is no role, and grants nothing', async () => {
    for (const [words, told] of [
      [['not-an-address', 'trainer'], 'is no e-mail address'],
      [['someone@psa.example', 'king'], 'is no role'],
    ] as const) {
      const { code, stdout, stderr } = await psa('user', 'grant', ...words);
      expect({ code, stdout }, words.join(' ')).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(told);
    }
    expect(
      await database.query(`select from staff_members where email in ('not-an-address', 'someone@psa.example')`),
    ).toEqual([]);
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
    ['user', 'let-in'],
  ] as const;

  it('explains every verb by --help', async () => {
    for (const verb of VERBS) {
      const { code, stdout, stderr } = await psa(...verb, '--help');
      expect({ code, stderr }, verb.join(' ')).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain(['Usage: psa', ...verb].join(' '));
    }
  });

  it('explains itself without a database', async () => {
    const nowhere = { DATABASE_URL: 'postgresql://nobody@localhost:1/none' };
    const { code, stdout, stderr } = await startPsa(['report', '--help'], nowhere).ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Usage: psa report');
  });

  it('ends with 2, as a process too, for a verb or an option that is not there', async () => {
    expect(await startPsa(['fly'], database.env).ended).toMatchObject({ code: 2, stdout: '' });
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
