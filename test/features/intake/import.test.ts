// A file comes in whole or not at all, and once.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderRefusedRows } from '#app/features/intake/refused-rows.ts';
import { projectRoot } from '#app/platform/project-root.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { until } from '#test/support/embedded-server.ts';
import {
  csv,
  registration,
  REGISTRATION_HEADER,
  registrations,
  reordered,
  sampleCells,
  xlsx,
} from '#test/support/import-files.ts';
import { counts, importFile, importRows, NOTICE, reasons, useEmptyRegister } from '#test/support/importing.ts';
import { emptyRegister, readContent } from '#test/support/register-content.ts';
import pg from 'pg';
import { describe, expect, it } from 'vitest';

const database = useDatabase();
useEmptyRegister(database);

describe('the sample', () => {
  it('comes in whole, and the same files again change nothing', async () => {
    expect(counts(await importFile('registrations', csv(sampleCells('registrations')), { notice: NOTICE }))).toEqual([
      786, 786, 0, 0, 0,
    ]);
    expect(counts(await importFile('exams', csv(sampleCells('exams'))))).toEqual([260, 260, 0, 0, 0]);
    const [sums] = await database.query(
      `select (select count(*)::int from persons) as people, (select count(*)::int from employers) as employers, (select count(distinct name)::int from employers) as names,
         (select count(*)::int from enrolments) as enrolments, (select count(*)::int from sittings) as sittings,
         (select count(*)::int from sittings where outcome is null) as unknown, (select count(*)::int from persons where notice_version = 1) as noticed,
         (select count(*)::int from employments where confirmed_by = 'staff') as confirmed`,
    );
    expect(sums).toEqual({
      people: 400,
      employers: 37,
      names: 36,
      enrolments: 786,
      sittings: 260,
      unknown: 98,
      noticed: 400,
      confirmed: 400,
    });
    const content = await readContent(database);
    expect(counts(await importFile('workshops', csv(sampleCells('workshops'))))).toEqual([16, 0, 0, 16, 0]);
    expect(counts(await importFile('registrations', csv(sampleCells('registrations')), { notice: NOTICE }))).toEqual([
      786, 0, 0, 786, 0,
    ]);
    expect(counts(await importFile('exams', csv(sampleCells('exams'))))).toEqual([260, 0, 0, 260, 0]);
    expect(await readContent(database)).toEqual(content);
  });

  it('is the same from another hand: semicolons and a mark, or a workbook in Dutch with its columns in another order', async () => {
    const rows = sampleCells('registrations').slice(0, 60);
    await importFile('registrations', csv(rows));
    const content = await readContent(database);
    const dutch = [
      'Voornaam',
      'Achternaam',
      'E-mailadres',
      'Telefoonnummer',
      'Land',
      'Bedrijfsnaam',
      'MPN-ID',
      'Functie',
      'Workshop',
      'Voortgang',
    ];
    const order = [8, 2, 9, 0, 6, 5, 1, 4, 3, 7];
    const disguises = [
      { bytes: csv(rows, { delimiter: ';', bom: true, quoteAll: true, lineEnd: '\n' }), fileName: 'mensen.csv' },
      { bytes: await xlsx(reordered([dutch, ...rows.slice(1)], order), [2]), fileName: 'mensen.xlsx' },
    ];
    for (const disguise of disguises) {
      expect(counts(await importFile('registrations', disguise.bytes, disguise))).toEqual([59, 0, 0, 59, 0]);
      await emptyRegister(database);
      await importFile('workshops', csv(sampleCells('workshops')));
      await importFile('registrations', disguise.bytes, disguise);
      expect(await readContent(database)).toEqual(content);
    }
  });
});

describe('all or nothing', () => {
  it('bad-D13 imports nothing when one row of many is refused, and tells each refused row', async () => {
    const rows = Array.from({ length: 3_000 }, (_, index) =>
      registration({ email: `p${index}@fjord.example`, progress: index === 2_998 ? '101' : '5' }),
    );
    const result = await importRows(...rows, registration({ email: '=cmd()', first: '' }));
    expect(counts(result)).toEqual([3_001, 0, 0, 0, 2]);
    expect(reasons(result)).toEqual([
      [3_000, 'Progress %', 'progress-invalid'],
      [3_002, 'E-mail', 'email-invalid'],
    ]);
    expect(await readContent(database).then((content) => content.filter(({ what }) => what !== 'workshop'))).toEqual(
      [],
    );
    expect(await database.query(`select from import_batches where kind = 'registrations'`)).toEqual([]);
  });

  it('bad-D13 imports the rest when asked to', async () => {
    const file = registrations(registration(), registration({ email: 'x' }));
    expect(counts(await importFile('registrations', file, { acceptValid: true }))).toEqual([2, 1, 0, 0, 1]);
    expect(await database.query('select email from persons')).toEqual([{ email: 'sanne@fjord.example' }]);
  });

  it('bad-D13 tells refusals in a file that no spreadsheet takes for formulas', async () => {
    const refused = await importFile(
      'registrations',
      csv([
        [...REGISTRATION_HEADER, '=1+1', '@x'],
        [...registration(), '', ''],
      ]),
    );
    const text = renderRefusedRows('registrations', refused.refusedRows);
    expect(text).toContain(`"1","'=1+1: this column is not known"`);
    expect(text).toContain(`"'@x: `);
  });

  it('bad-D13 gives refused rows whole, so that they can be mended and dropped again as they are', async () => {
    const row = registration({ email: 'b@fjord.example', role: '=HYPERLINK("x")', phone: '+31 6 87654321' });
    const [first = '', ...others] = row;
    const file = csv([REGISTRATION_HEADER, registration(), [first, ...others.slice(0, -1), '101'], [...row, 'spare']]);
    const { refusedRows } = await importFile('registrations', file, { acceptValid: true });
    const text = renderRefusedRows('registrations', refusedRows);
    expect(text.split('\r\n').slice(1, 3)).toEqual([
      `"3","Progress %: progress is a whole percent from 0 to 100","Sanne","de Vries","b@fjord.example","'+31 6 87654321","Netherlands","Fjord IT","1000001","'=HYPERLINK(""x"")","Azure Developer","101"`,
      expect.stringMatching(/^"4","this row has more cells than the header".*,"40","spare"$/),
    ]);
    const mended = text
      .replace('"101"', '"10"')
      .replace(',"spare"', '')
      .replace(/"4"(.*)b@fjord/, '"4"$1c@fjord');
    expect(counts(await importFile('registrations', Buffer.from(mended)))).toEqual([2, 2, 0, 0, 0]);
    expect(
      await database.query(
        `select phone, job_role from persons p join employments e on e.person_id = p.id where p.email <> 'sanne@fjord.example'`,
      ),
    ).toEqual([
      { phone: '+31 6 87654321', job_role: '=HYPERLINK("x")' },
      { phone: '+31 6 87654321', job_role: '=HYPERLINK("x")' },
    ]);
  });

  it('a dry run tells the same and changes nothing', async () => {
    const events = () => database.query('select id from audit_events');
    const before = [await readContent(database), await events()];
    const dry = await importFile('registrations', csv(sampleCells('registrations')), { dryRun: true, notice: NOTICE });
    expect(counts(dry)).toEqual([786, 786, 0, 0, 0]);
    expect([await readContent(database), await events()]).toEqual(before);
    expect(await importFile('registrations', csv(sampleCells('registrations')), { notice: NOTICE })).toMatchObject(dry);
  });

  it('bad-D14 shows nothing of an import that was killed in the middle, and can be started again', async () => {
    const file = join(database.dataDir, 'registrations.csv');
    writeFileSync(file, csv(sampleCells('registrations')));
    const gate = new pg.Client({ connectionString: database.superuserUrl });
    await gate.connect();
    try {
      // People and employers are written already when the import meets this lock.
      await gate.query('begin; lock table enrolments in access exclusive mode');
      const child = spawn(
        process.execPath,
        [join(projectRoot, 'test/support/import-command.ts'), 'registrations', file],
        {
          env: { ...process.env, ...database.env },
          stdio: 'ignore',
        },
      );
      await until('the import waits in the middle', async () => {
        const waiting = await database.query(
          `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database() and application_name = 'psa'`,
        );
        return waiting.length > 0;
      });
      child.kill('SIGKILL');
      await gate.query('rollback');
    } finally {
      await gate.end();
    }
    await until('the server has noticed', async () => {
      const left = await database.query(
        `select from pg_stat_activity where datname = current_database() and application_name = 'psa' and state <> 'idle'`,
      );
      return left.length === 0;
    });
    expect(await database.query('select from persons union all select from employers')).toEqual([]);
    expect(counts(await importFile('registrations', csv(sampleCells('registrations'))))).toEqual([786, 786, 0, 0, 0]);
  });

  it('bad-D5 keeps of a file name what people read', async () => {
    await importFile('registrations', registrations(registration()), {
      fileName: `..\\..\\/etc/${'é'.repeat(300)}\u202e.csv`,
    });
    const [batch] = await database.query<{ file_name: string }>(
      `select file_name from import_batches where kind = 'registrations'`,
    );
    expect(batch?.file_name).toBe('é'.repeat(120));
  });
});
