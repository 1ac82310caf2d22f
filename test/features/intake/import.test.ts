import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importBytes, type ImportOrder } from '#app/features/intake/import.server.ts';
import { renderRefusals } from '#app/features/intake/refusals.ts';
import { tombstoneOf } from '#app/features/intake/tombstone.ts';
import { env } from '#app/platform/env.server.ts';
import { projectRoot } from '#app/platform/project-root.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { until } from '#test/support/embedded-server.ts';
import {
  csv,
  exams,
  registration,
  registrations,
  REGISTRATION_HEADER,
  reordered,
  sampleCells,
  xlsx,
  type Cells,
} from '#test/support/import-files.ts';
import { emptyRegister, readContent } from '#test/support/register-content.ts';
import { arrangeNotice } from '#test/support/register.ts';
import pg from 'pg';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const ACTOR = { kind: 'system', name: 'test' } as const;
const NOTICE = { version: 1, by: 'the training centre' };

const importFile = (kind: ImportOrder['kind'], bytes: Uint8Array, more: Partial<ImportOrder> = {}) =>
  importBytes(ACTOR, { kind, bytes, fileName: `${kind}.csv`, ...more });
const importRows = (...rows: Cells[]) => importFile('registrations', registrations(...rows));
const counts = ({ read, created, changed, same, refused }: Awaited<ReturnType<typeof importBytes>>) => [
  read,
  created,
  changed,
  same,
  refused.length,
];
const reasons = ({ refused }: Awaited<ReturnType<typeof importBytes>>) =>
  refused.map(({ row, column, code }) => [row, column, code]);

async function changesOf(table: string) {
  return database.query(
    'select before, after from import_changes where table_name = $1 and before is not null order by batch_id, row_id',
    [table],
  );
}

beforeAll(() => arrangeNotice());
beforeEach(async () => {
  await emptyRegister(database);
  await importFile('workshops', csv(sampleCells('workshops')));
});

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

describe('a person', () => {
  it('is known by the address, whatever its case, and by every address they had', async () => {
    await importRows(registration());
    await database.query(`insert into person_emails (email, person_id) select 'old@fjord.example', id from persons`);
    expect(counts(await importRows(registration({ email: 'OLD@fjord.example' })))).toEqual([1, 0, 0, 1, 0]);
    expect(await database.query('select email from persons')).toEqual([{ email: 'sanne@fjord.example' }]);
  });

  it('whose name, job role or phone changed is changed, with before and after on record', async () => {
    await importRows(registration());
    expect(
      counts(await importRows(registration({ last: 'Jansen', role: 'Architect', phone: '+31 6 87654321' }))),
    ).toEqual([1, 0, 1, 0, 0]);
    expect(await changesOf('persons')).toEqual([
      {
        before: { last_name: 'de Vries', phone: '+31 6 12345678' },
        after: { last_name: 'Jansen', phone: '+31 6 87654321' },
      },
    ]);
    expect(await changesOf('employments')).toEqual([
      { before: { job_role: 'Developer' }, after: { job_role: 'Architect' } },
    ]);
    expect(await database.query('select last_name, phone from persons')).toEqual([
      { last_name: 'Jansen', phone: '+31 6 87654321' },
    ]);
  });

  it('keeps the fuller spelling of one phone number, and the number that a later file leaves out', async () => {
    await importRows(registration());
    expect(counts(await importRows(registration({ phone: '06 12345678' })))).toEqual([1, 0, 0, 1, 0]);
    expect(counts(await importRows(registration({ phone: '' })))).toEqual([1, 0, 0, 1, 0]);
    expect(await database.query('select phone from persons')).toEqual([{ phone: '+31 6 12345678' }]);
  });

  it('appends progress, and never overwrites what was', async () => {
    await importRows(registration({ progress: '40' }));
    expect(counts(await importRows(registration({ progress: '75' })))).toEqual([1, 0, 1, 0, 0]);
    expect(await database.query('select percent from progress_entries order by id')).toEqual([
      { percent: 40 },
      { percent: 75 },
    ]);
    expect(await changesOf('enrolments')).toEqual([{ before: { percent: 40 }, after: { percent: 75 } }]);
  });

  it('is in no report before somebody attests that they were given the notice', async () => {
    await importRows(registration());
    expect(await database.query('select notice_version from persons')).toEqual([{ notice_version: null }]);
    expect(counts(await importFile('registrations', registrations(registration()), { notice: NOTICE }))).toEqual([
      1, 0, 1, 0, 0,
    ]);
    expect(await database.query('select how, attested_by, version from notice_acknowledgements')).toEqual([
      { how: 'attested', attested_by: 'the training centre', version: 1 },
    ]);
    expect(counts(await importFile('registrations', registrations(registration()), { notice: NOTICE }))).toEqual([
      1, 0, 0, 1, 0,
    ]);
    const unknown = await importFile('registrations', registrations(registration()), {
      notice: { version: 9, by: 'x' },
    });
    expect(reasons(unknown)).toEqual([[null, null, 'notice-unknown']]);
  });
});

describe('the register', () => {
  it('bad-D12 is not contradicted: one partner ID has one company name', async () => {
    await importRows(registration());
    const result = await importRows(
      registration({ email: 'b@fjord.example', company: 'Fjord Holding' }),
      registration({ email: 'c@fjord.example', company: 'FJORD it' }),
    );
    expect(reasons(result)).toEqual([[2, 'Company', 'company-differs']]);
    const fresh = await importRows(
      registration({ mpn: '2', email: 'd@x.example', company: 'X' }),
      registration({ mpn: '2', email: 'e@x.example', company: 'Y' }),
    );
    expect(reasons(fresh)).toEqual([
      [2, 'Company', 'rows-contradict'],
      [3, 'Company', 'rows-contradict'],
    ]);
    expect(await database.query('select mpn_id, name from employers')).toEqual([
      { mpn_id: '1000001', name: 'Fjord IT' },
    ]);
  });

  it('lets two employers share one name', async () => {
    expect(
      counts(await importRows(registration(), registration({ email: 'b@other.example', mpn: '1000002' }))),
    ).toEqual([2, 2, 0, 0, 0]);
  });

  it('bad-D12 has nobody moved to another employer by a file', async () => {
    await importRows(registration());
    const result = await importRows(
      registration({ email: 'b@other.example', mpn: '2000', company: 'Other' }),
      registration({ mpn: '2000', company: 'Other' }),
    );
    expect(reasons(result)).toEqual([[3, 'MPN ID', 'other-employer']]);
    const twice = await importRows(
      registration({ email: 'n@x.example' }),
      registration({ email: 'n@x.example', mpn: '2000', company: 'Other' }),
    );
    expect(reasons(twice).map(([row, , code]) => [row, code])).toEqual([
      [2, 'rows-contradict'],
      [3, 'rows-contradict'],
    ]);
    await database.query(`update employments set ended_on = current_date`);
    expect(reasons(await importRows(registration()))).toEqual([[2, 'MPN ID', 'employment-ended']]);
    expect(
      counts(await importRows(registration({ mpn: '2000', company: 'Other', workshop: 'DevOps Engineer' }))),
    ).toEqual([1, 1, 0, 0, 0]);
  });

  it('is not changed by two rows that contradict each other about a person or a percent', async () => {
    const names = await importRows(
      registration(),
      registration({ first: 'Sandra', workshop: 'DevOps Engineer' }),
      registration({ email: 'b@fjord.example' }),
    );
    expect(reasons(names).map(([row]) => row)).toEqual([2, 3]);
    const percents = await importRows(registration(), registration({ progress: '41' }));
    expect(reasons(percents)).toEqual([
      [2, 'Progress %', 'rows-contradict'],
      [3, 'Progress %', 'rows-contradict'],
    ]);
    expect(counts(await importRows(registration(), registration()))).toEqual([2, 1, 0, 1, 0]);
  });

  it('knows its workshops and countries', async () => {
    const result = await importRows(registration({ workshop: 'Basket weaving' }), registration({ country: 'Nowhere' }));
    expect(reasons(result)).toEqual([
      [2, 'Workshop name', 'workshop-unknown'],
      [3, 'Country', 'country-unknown'],
    ]);
  });

  it('bad-D16 takes back nobody who was erased, restricted or objects', async () => {
    const { tombstoneKey } = env();
    await database.query(`insert into suppressed_emails (email_hmac, reason) values ($1, 'erased')`, [
      tombstoneOf(tombstoneKey, 'sanne@fjord.example'),
    ]);
    expect(
      (await database.query('select * from suppressed_emails')).map((row) => JSON.stringify(row)).join(),
    ).not.toContain('sanne');
    const result = await importRows(
      registration({ email: 'SANNE@fjord.example' }),
      registration({ email: 'b@fjord.example' }),
    );
    expect(result.refused).toEqual([{ row: 2, column: 'E-mail', reason: 'on suppression list', code: 'suppressed' }]);
    await database.query('delete from suppressed_emails');
    await importRows(registration({ email: 'b@fjord.example' }));
    for (const column of ['erased_at', 'restricted_at', 'objected_at']) {
      await database.query(`update persons set erased_at = null, restricted_at = null, objected_at = null`);
      await database.query(`update persons set ${column} = now()`);
      expect(reasons(await importRows(registration({ email: 'b@fjord.example', progress: '99' })))).toEqual([
        [2, 'E-mail', 'suppressed'],
      ]);
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
    const text = renderRefusals(refused.refused);
    expect(text).toContain(`"1","'=1+1","this column is not known"`);
    expect(text).toContain(`"'@x"`);
  });

  it('a dry run tells the same and changes nothing', async () => {
    const events = () => database.query('select id from audit_events');
    const before = [await readContent(database), await events()];
    const dry = await importFile('registrations', csv(sampleCells('registrations')), { dryRun: true, notice: NOTICE });
    expect(counts(dry)).toEqual([786, 786, 0, 0, 0]);
    expect([await readContent(database), await events()]).toEqual(before);
    expect(await importFile('registrations', csv(sampleCells('registrations')), { notice: NOTICE })).toEqual(dry);
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

describe('exams', () => {
  const MONTHS = { past: '2026-08', later: '2099-01' };
  beforeEach(() => importRows(registration()));
  const importExams = (...rows: Cells[]) => importFile('exams', exams(...rows));
  const sittings = () => database.query('select attempt, month, state, outcome from sittings order by attempt');
  const mail = 'sanne@fjord.example';

  it('are booked for people who are registered, and for exams that are known', async () => {
    expect(
      reasons(await importExams(['who@x.example', 'AZ-204', MONTHS.past, ''], [mail, 'XX-999', MONTHS.past, ''])),
    ).toEqual([
      [2, 'E-mail', 'person-unknown'],
      [3, 'Exam ID', 'exam-unknown'],
    ]);
    expect(counts(await importExams([mail, 'az-204', MONTHS.later, '']))).toEqual([1, 1, 0, 0, 0]);
    expect(await sittings()).toEqual([{ attempt: 1, month: MONTHS.later, state: 'booked', outcome: null }]);
  });

  it('move with another month while they are open, and get their outcome', async () => {
    await importExams([mail, 'AZ-204', '2026-09', '']);
    expect(counts(await importExams([mail, 'AZ-204', '2026-10', '']))).toEqual([1, 0, 1, 0, 0]);
    expect(counts(await importExams([mail, 'AZ-204', '2026-10', 'passed']))).toEqual([1, 0, 1, 0, 0]);
    expect(counts(await importExams([mail, 'AZ-204', '2026-10', '']))).toEqual([1, 0, 0, 1, 0]);
    expect(await sittings()).toEqual([{ attempt: 1, month: '2026-10', state: 'taken', outcome: 'passed' }]);
    expect(await changesOf('sittings')).toEqual([
      { before: { month: '2026-09' }, after: { month: '2026-10' } },
      { before: { outcome: null }, after: { outcome: 'passed' } },
    ]);
  });

  it('bad-C5 never have a recorded outcome overwritten, nor one ahead of time', async () => {
    await importExams([mail, 'AZ-204', MONTHS.past, 'failed']);
    expect(
      reasons(await importExams([mail, 'AZ-204', MONTHS.past, 'passed'], [mail, 'AZ-104', MONTHS.later, 'passed'])),
    ).toEqual([
      [2, 'Result', 'outcome-differs'],
      [3, 'Result', 'outcome-ahead'],
    ]);
    expect(await database.query('select outcome from outcome_entries')).toEqual([{ outcome: 'failed' }]);
  });

  it('are taken again as another attempt, in one file or in two', async () => {
    expect(counts(await importExams([mail, 'AZ-204', '2026-09', ''], [mail, 'AZ-204', '2026-07', 'failed']))).toEqual([
      2, 2, 0, 0, 0,
    ]);
    expect(await sittings()).toEqual([
      { attempt: 1, month: '2026-07', state: 'taken', outcome: 'failed' },
      { attempt: 2, month: '2026-09', state: 'booked', outcome: null },
    ]);
    expect(counts(await importExams([mail, 'AZ-204', '2026-09', 'passed'], [mail, 'AZ-204', '2099-01', '']))).toEqual([
      2, 1, 1, 0, 0,
    ]);
  });

  it('contradict each other as two results in a month, or two open months', async () => {
    const result = await importExams(
      [mail, 'AZ-204', '2026-07', 'failed'],
      [mail, 'AZ-204', '2026-07', 'passed'],
      [mail, 'AZ-104', '2026-09', ''],
      [mail, 'AZ-104', '2026-10', ''],
    );
    expect(reasons(result).map(([row, , code]) => [row, code])).toEqual(
      [2, 3, 4, 5].map((row) => [row, 'rows-contradict']),
    );
  });

  it('that were cancelled do not come back by a file', async () => {
    await importExams([mail, 'AZ-204', '2026-09', '']);
    await database.query(`update sittings set state = 'cancelled'`);
    expect(reasons(await importExams([mail, 'AZ-204', '2026-09', 'passed']))).toEqual([
      [2, 'Exam month', 'sitting-closed'],
    ]);
    expect(counts(await importExams([mail, 'AZ-204', '2026-10', '']))).toEqual([1, 1, 0, 0, 0]);
  });
});

describe('workshops', () => {
  it('are new, or lead to another exam, or contradict each other', async () => {
    const header = ['Workshop name', 'Exam ID'];
    const result = await importFile(
      'workshops',
      csv([header, ['Azure Developer', 'AZ-999'], ['Brand new', ''], ['DevOps Engineer', 'AZ-400']]),
    );
    expect(counts(result)).toEqual([3, 1, 1, 1, 0]);
    expect(await changesOf('workshops')).toEqual([{ before: { exam_code: 'AZ-204' }, after: { exam_code: 'AZ-999' } }]);
    expect(reasons(await importFile('workshops', csv([header, ['One', 'AZ-1'], ['ONE', 'AZ-2']])))).toEqual([
      [2, 'Exam ID', 'rows-contradict'],
      [3, 'Exam ID', 'rows-contradict'],
    ]);
  });
});
