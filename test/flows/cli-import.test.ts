// `psa import`: what training centres hand over, with the exit codes and the JSON that scripts go by.
import { useDatabase } from '#test/support/database.ts';
import { exams, registration, registrations } from '#test/support/import-files.ts';
import { ask, psa } from '#test/support/psa-answers.ts';
import { arrangeNotice } from '#test/support/register.ts';
import { thePeriod } from '#test/support/runs.ts';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'psa-cli-'));
const file = (name: string): string => join(folder, name);

beforeAll(async () => {
  await arrangeNotice();
  await database.query(
    `insert into exams values ('AZ-204'); insert into workshops (name, exam_code) values ('Azure Developer', 'AZ-204')`,
  );
  writeFileSync(file('good.csv'), registrations(registration(), registration({ email: 'bo@fjord.example' })));
  writeFileSync(
    file('bad.csv'),
    registrations(registration({ email: 'new@fjord.example' }), registration({ progress: '101' })),
  );
  writeFileSync(file('exams.csv'), exams(['sanne@fjord.example', 'AZ-204', await thePeriod(), 'passed']));
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

  it('bad-D13 writes all refused rows to a file when it is told where, safe for a spreadsheet', async () => {
    const broken = Array.from({ length: 25 }, (_, index) =>
      registration({ email: `row${index}@fjord.example`, progress: '101' }),
    );
    writeFileSync(file('broken.csv'), registrations(registration(), ...broken));
    const told = await psa('import', 'registrations', file('broken.csv'), '--refused-to', file('refused.csv'));
    expect(told).toMatchObject({ code: 2, stdout: '' });
    expect(told.stderr).toContain('… and 5 more');
    const lines = readFileSync(file('refused.csv'), 'utf8').trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFF"Row in the file","Refused because","First name",/);
    expect(lines.slice(1).map((line) => line.split(',').slice(0, 2).join())).toEqual(
      broken.map((_, index) => `"${index + 3}","Progress %: progress is a whole percent from 0 to 100"`),
    );
    writeFileSync(file('formula.csv'), '"=HYPERLINK(""http://evil"")",E-mail\r\nx,y\r\n');
    await psa('import', 'registrations', file('formula.csv'), '--refused-to', file('refused.csv'));
    expect(readFileSync(file('refused.csv'), 'utf8')).toContain(
      '"\'=HYPERLINK(""http://evil""): this column is not known"',
    );
  });

  it('undoes an import by its number, once', async () => {
    writeFileSync(file('new.csv'), 'Workshop name,Exam ID\r\nBrand New,ZZ-900\r\n');
    const { stdout } = await psa('import', 'workshops', file('new.csv'));
    const batch = /import undo (\d+)/.exec(stdout)?.[1] ?? '';
    expect(await psa('import', 'undo', batch)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('2 records removed') as string,
    });
    expect(await database.query(`select from workshops where name = 'Brand New'`)).toEqual([]);
    expect(await psa('import', 'undo', batch)).toMatchObject({ code: 2 });
    expect(await psa('import', 'undo', 'x')).toMatchObject({ code: 2 });
  });

  it('writes an empty list when no row is refused, so that no older one is taken for this one', async () => {
    const words = ['import', 'workshops', file('workshops.csv'), '--refused-to', file('refused.csv')];
    expect(await ask(...words)).toMatchObject({ code: 0, value: { refused: [] } });
    expect(readFileSync(file('refused.csv'), 'utf8')).toBe(
      '\uFEFF"Row in the file","Refused because","Workshop name","Exam ID"\r\n',
    );
  });

  it('imports nothing when the list of refused rows cannot be written, or would go over the file itself', async () => {
    writeFileSync(file('late.csv'), 'Workshop name,Exam ID\r\nToo Late,AZ-400\r\n');
    for (const list of [join(folder, 'absent', 'refused.csv'), file('late.csv'), `${folder}/./late.csv`]) {
      const { code, stdout, stderr } = await psa('import', 'workshops', file('late.csv'), '--refused-to', list);
      expect({ code, stdout }, list).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('--refused-to');
    }
    expect(readFileSync(file('late.csv'), 'utf8')).toContain('Too Late');
    expect(await database.query(`select from workshops where name = 'Too Late'`)).toEqual([]);
    expect(existsSync(join(folder, 'absent'))).toBe(false);
  });
});
