// What a report holds: the agreed fields of the right people, from the tables to the finished file.
import { readTarget } from '#app/features/agreements/target.ts';
import { runReports } from '#app/features/delivery/run-reports.server.ts';
import { listRuns, type RunView } from '#app/features/reporting/runs.server.ts';
import { databaseNow } from '#app/platform/clock.server.ts';
import { dataPath } from '#app/platform/files.server.ts';
import { lastMonth } from '#app/features/delivery/occurrence.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson, MICROSOFT } from '#test/support/register.ts';
import { readAllText, readCells } from '#test/support/workbook.ts';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const SYSTEM = { kind: 'system', name: 'test' } as const;

const BLUECLOUD = { mpnId: '1000001', company: 'Bluecloud B.V.' };
const NORDWIND = { mpnId: '0012345', company: 'Nordwind Sp. z o.o.' };

let period = '';

async function report(to: string): Promise<{ run: RunView; path: string }> {
  const target = readTarget(to);
  if (!target.ok) throw new Error(target.reason);
  const made = await runReports(target.value, period, await databaseNow());
  if (!made.ok) throw new Error(made.reason);
  const [run] = await listRuns(SYSTEM, { ids: made.value });
  if (run === undefined) throw new Error('no run');
  return { run, path: dataPath('outbox', period, `${run.recipient.slug}.xlsx`) };
}

const CANARY = 'CANARY7c1f';

/** What the sheets are made of, and what About says: recipient, whom to ask. Everything else gets the canary. */
const REPORTED: Readonly<Record<string, readonly string[]>> = {
  persons: ['first_name', 'last_name', 'phone', 'email'],
  employers: ['mpn_id', 'name'],
  employments: ['country_code', 'job_role'],
  countries: ['code', 'name'],
  workshops: ['name', 'exam_code'],
  exams: ['code'],
  sittings: ['exam_code', 'month', 'state', 'outcome'],
  enrolments: ['state'],
  recipients: ['kind', 'slug', 'name'],
  agreement_versions: ['contact', 'zone'],
};

/** Writes the canary into every text column that no report is made of, as far as its constraints let it; tells where it stands. */
async function plantCanaries(): Promise<string[]> {
  await database.query(
    `insert into person_emails (email, person_id) select '${CANARY.toLowerCase()}.' || email, id from persons`,
  );
  await database.query(`insert into suppressed_emails (email_hmac, reason) values (repeat('a', 64), 'erased')`);
  await database.query(
    `insert into import_batches (kind, file_name, file_sha256, actor_kind, attested_by, rows_read, rows_created, rows_changed, rows_same, rows_refused)
     values ('exams', '${CANARY}.csv', repeat('a', 64), 'system', '${CANARY}', 0, 0, 0, 0, 0)`,
  );
  await database.query(
    `insert into import_changes (batch_id, table_name, row_id, after) select id, 'persons', '1', '{"x":"${CANARY}"}' from import_batches`,
  );
  await database.query(`insert into staff_members (email, name) values ('${CANARY}@psa.example', '${CANARY}')`);
  await database.query(`update notice_acknowledgements set how = 'attested', attested_by = '${CANARY}'`);
  const columns = await database.query<{ table: string; column: string }>(
    `select table_name as "table", column_name as "column" from information_schema.columns
     where table_schema = 'public' and data_type = 'text' and is_generated = 'NEVER' and table_name not like '\\_%'`,
  );
  for (const { table, column } of columns) {
    if (REPORTED[table]?.includes(column) === true) continue;
    // Closed lists and keys refuse it, and can't hold anything of a person either.
    await database.query(`update ${table} set ${column} = '${CANARY}'`).catch(() => undefined);
  }
  const found = await Promise.all(
    columns.map(async ({ table, column }) => {
      const [hit] = await database.query(`select from ${table} where ${column} ilike '%${CANARY}%' limit 1`);
      return hit === undefined ? [] : [`${table}.${column}`];
    }),
  );
  return found.flat();
}
let planted: string[] = [];

beforeAll(async () => {
  period = lastMonth(await databaseNow());
  await arrangeNotice();
  await arrangePerson(database, {
    email: 'anna@bluecloud.example',
    firstName: 'Anna',
    ...BLUECLOUD,
    workshops: [
      { name: 'Azure Administrator', exam: 'AZ-104', percent: 64 },
      { name: 'Azure Developer', exam: 'AZ-204', percent: 0 },
    ],
    sittings: [{ exam: 'AZ-104', month: period, outcome: 'passed' }],
  });
  await arrangePerson(database, {
    email: 'bo@bluecloud.example',
    firstName: '=HYPERLINK("http://x")',
    ...BLUECLOUD,
    workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 100 }],
    sittings: [{ exam: 'AZ-104', month: '2019-05' }],
  });
  await arrangePerson(database, {
    email: 'łucja@nordwind.example',
    firstName: 'Łucja',
    lastName: 'Wójcik',
    country: 'PL',
    ...NORDWIND,
    workshops: [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 7 }],
    sittings: [
      { exam: 'AZ-104', month: '2999-01' },
      { exam: 'AZ-204', month: '2019-02', outcome: 'failed' },
      { exam: 'AZ-305', month: period, state: 'cancelled' },
      { exam: 'AZ-400', month: period, state: 'not-taken' },
    ],
  });
  for (const change of [
    { email: 'r@bluecloud.example', set: 'restricted_at = now()' },
    { email: 'o@bluecloud.example', set: 'objected_at = now()' },
    { email: 'm@bluecloud.example', set: 'found_minor_at = now()' },
    { email: 'f@bluecloud.example', set: 'found_false_at = now()' },
    { email: 'e@bluecloud.example', set: 'erased_at = now()' },
  ]) {
    const id = await arrangePerson(database, {
      email: change.email,
      firstName: 'Absent',
      ...BLUECLOUD,
      workshops: [{ name: 'Azure Administrator', percent: 50 }],
      sittings: [{ exam: 'AZ-104', month: period, outcome: 'failed' }],
    });
    await database.query(`update persons set ${change.set} where id = $1`, [id]);
  }
  for (const person of [
    { email: 'u@bluecloud.example', confirmed: false },
    { email: 'n@bluecloud.example', noticeVersion: null },
    { email: 'x@bluecloud.example', endedOn: '2026-01-01' },
  ]) {
    await arrangePerson(database, {
      firstName: 'Absent',
      ...BLUECLOUD,
      workshops: [{ name: 'Azure Administrator', percent: 50 }],
      ...person,
    });
  }
  await arrangeAgreement(MICROSOFT);
  await arrangeAgreement({ kind: 'employer', mpnId: BLUECLOUD.mpnId });
  await arrangeAgreement({ kind: 'employer', mpnId: NORDWIND.mpnId });
  planted = await plantCanaries();
});

describe('the workbook of an employer', () => {
  it("holds the employer's own people and nobody else's, nor anyone whom the gate keeps out", async () => {
    const { run, path } = await report('employer:1000001');
    expect(run.state).toBe('done');
    const [header, ...rows] = await readCells(path, 'Registration and progress');
    expect(header).toEqual([
      'First name',
      'Last name',
      'Partner ID (MPN ID)',
      'Phone',
      'Country',
      'E-mail',
      'Company',
      'Job role',
      'Workshop name',
      'Study progress (%)',
    ]);
    expect(rows.map((row) => [row[0], row[2], row[5], row[8], row[9]])).toEqual([
      ['Anna', '1000001', 'anna@bluecloud.example', 'Azure Administrator', 64],
      ['Anna', '1000001', 'anna@bluecloud.example', 'Azure Developer', 0],
      ['=HYPERLINK("http://x")', '1000001', 'bo@bluecloud.example', 'Azure Administrator', 100],
    ]);
  });

  it('keeps leading zeros, and other letters than Latin', async () => {
    const { path } = await report('employer:0012345');
    const [, row] = await readCells(path, 'Registration and progress');
    expect(row?.slice(0, 6)).toEqual([
      'Łucja',
      'Wójcik',
      '0012345',
      '+31612345678',
      'Poland',
      'łucja@nordwind.example',
    ]);
  });

  it('holds sittings of the month, booked later ones and outcomes that are new, without the people', async () => {
    const { path } = await report('employer:0012345');
    expect(await readCells(path, 'Exams')).toEqual([
      ['Country', 'Company', 'Exam ID', 'Exam month', 'Result'],
      ['Poland', 'Nordwind Sp. z o.o.', 'AZ-104', '2999-01', null],
      ['Poland', 'Nordwind Sp. z o.o.', 'AZ-204', '2019-02', 'failed'],
    ]);
  });

  it('leaves out a past sitting whose outcome nobody knows', async () => {
    const { path } = await report('employer:1000001');
    expect(await readCells(path, 'Exams')).toEqual([
      ['Country', 'Company', 'Exam ID', 'Exam month', 'Result'],
      ['Netherlands', 'Bluecloud B.V.', 'AZ-104', period, 'passed'],
    ]);
  });
});

describe('the workbook of Microsoft', () => {
  it('holds everybody who may be in it, company by company', async () => {
    const { path } = await report('microsoft');
    const [, ...rows] = await readCells(path, 'Registration and progress');
    expect(rows.map((row) => row[5])).toEqual([
      'łucja@nordwind.example',
      'anna@bluecloud.example',
      'anna@bluecloud.example',
      'bo@bluecloud.example',
    ]);
  });
});

describe('minimisation', () => {
  it('bad-E1 lets no canary of any other column into any part of any file', async () => {
    expect(planted).toEqual(
      expect.arrayContaining([
        'persons.city',
        'person_emails.email',
        'notice_acknowledgements.attested_by',
        'staff_members.name',
      ]),
    );
    for (const to of ['microsoft', 'employer:1000001', 'employer:0012345']) {
      const text = await readAllText((await report(to)).path);
      expect(text).toContain('Registration and progress');
      expect(text.toLowerCase()).not.toContain(CANARY.toLowerCase());
    }
  });

  it('lets no name, address, phone or MPN ID into the exam sheet', async () => {
    const { path } = await report('microsoft');
    const exams = JSON.stringify(await readCells(path, 'Exams'));
    for (const value of ['Anna', 'Łucja', 'Wójcik', '@', '+31', '1000001', '0012345'])
      expect(exams).not.toContain(value);
  });

  it('bad-E2 leaves a column that a developer adds out of the report', async () => {
    await database.query(`alter table persons add column shoe_size text default 'SHOE44'`);
    await arrangeAgreement({ kind: 'partner', slug: 'unused', name: 'Unused' }, { datasets: {} });
    await arrangePerson(database, {
      email: 'late@lumen.example',
      mpnId: '1000777',
      company: 'Lumen SAS',
      workshops: [{ name: 'Azure Developer', percent: 1 }],
    });
    await arrangeAgreement({ kind: 'employer', mpnId: '1000777' });
    const { run, path } = await report('employer:1000777');
    expect(run.state).toBe('done');
    expect(await readAllText(path)).not.toContain('SHOE44');
    await database.query('alter table persons drop column shoe_size');
  });

  it('writes the columns that were agreed and no others', async () => {
    await arrangePerson(database, {
      email: 'few@fjord.example',
      mpnId: '1000888',
      company: 'Fjord AB',
      workshops: [{ name: 'Azure Developer', percent: 12 }],
    });
    await arrangeAgreement({ kind: 'employer', mpnId: '1000888' }, { datasets: { F1: ['workshop_name', 'progress'] } });
    const { path } = await report('employer:1000888');
    expect(await readCells(path, 'Registration and progress')).toEqual([
      ['Workshop name', 'Study progress (%)'],
      ['Azure Developer', 12],
    ]);
    const text = await readAllText(path);
    for (const value of ['few@fjord.example', 'Sanne', '1000888<']) expect(text).not.toContain(value);
  });

  it('calls the association and the number of a partner as it was decided, and passes its own checks', async () => {
    await database.query(
      `insert into settings (name, value) values ('partnerIdName', '"CPP & Co"'), ('academyName', '"Taught & Sons"')`,
    );
    await arrangePerson(database, {
      email: 'one@renamed.example',
      mpnId: '1000666',
      company: 'Renamed AB',
      workshops: [{ name: 'Azure Developer', percent: 12 }],
    });
    await arrangeAgreement({ kind: 'employer', mpnId: '1000666' }, { language: 'nl' });
    const { run, path } = await report('employer:1000666');
    expect([run.state, run.reasons]).toEqual(['done', []]);
    const [header] = await readCells(path, 'Registration and progress');
    expect(header?.[2]).toBe('Partner-ID (CPP & Co)');
    const text = await readAllText(path);
    expect(text).toContain('Taught &amp; Sons</dc:creator>');
    expect(text).not.toMatch(/MPN ID|Partner Skills/);
    await database.query('delete from settings');
  });

  it('bad-E12 delivers a file with headers and no rows where nobody may be in it', async () => {
    const id = await arrangePerson(database, {
      email: 'gone@void.example',
      mpnId: '1000999',
      company: 'Void GmbH',
      workshops: [{ name: 'Azure Developer', percent: 12 }],
    });
    await database.query('update persons set restricted_at = now() where id = $1', [id]);
    await arrangeAgreement({ kind: 'employer', mpnId: '1000999' });
    const { run, path } = await report('employer:1000999');
    expect(run.state).toBe('done');
    expect((await readCells(path, 'Registration and progress')).length).toBe(1);
    expect((await readCells(path, 'Exams')).length).toBe(1);
  });
});
