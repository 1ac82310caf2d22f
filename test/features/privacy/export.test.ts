// What a person takes along: everything that the data map says, all of theirs, nobody else's, and nothing that comes alive in a program.
import type { PersonActor } from '#app/features/access/actor.ts';
import { DATA_CLASSES } from '#app/features/privacy/data-classes.ts';
import { DATA_MAP } from '#app/features/privacy/data-map.ts';
import { findPeriods } from '#app/features/privacy/retention-periods.server.ts';
import { EXPORT_SOURCES, exportColumns } from '#app/features/privacy/export-plan.ts';
import { exportPerson, pickGiven, writeExportWorkbook } from '#app/features/privacy/export-person.server.ts';
import { restrictPerson, objectToReporting } from '#app/features/privacy/restrict-person.server.ts';
import { readOwnFile } from '#app/features/privacy/own-files.server.ts';
import { setConsent } from '#app/features/privacy/own-changes.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeAgreement, arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { runFor, thePeriod } from '#test/support/runs.ts';
import { readAllText, readCells } from '#test/support/workbook.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const database = useDatabase();
const FORMULA = '=HYPERLINK("https://evil.example","x")';
const HTML = '<script>alert(1)</script>';
let anna: PersonActor;

beforeAll(async () => {
  await arrangeNotice();
  const workshops = [{ name: 'Azure Administrator', exam: 'AZ-104', percent: 40 }];
  const sittings = [{ exam: 'AZ-104', month: await thePeriod(), outcome: 'passed' as const }];
  const id = await arrangePerson(database, {
    email: 'anna@a.example',
    firstName: FORMULA,
    jobRole: HTML,
    workshops,
    sittings,
  });
  anna = { kind: 'person', personId: id, name: 'Anna' };
  const other = await arrangePerson(database, {
    email: 'other@a.example',
    firstName: 'Otherwise',
    lastName: 'Unrelated',
    workshops,
    sittings,
  });
  await arrangeAgreement({ kind: 'employer', mpnId: '1000001' }, { channels: ['folder'] });
  await database.query(`insert into person_emails (email, person_id) values ('anna@former.example', $1)`, [id]);
  await database.query(
    `with employer as (insert into employers (mpn_id, name) values ('2000002', 'Second Ltd') returning id)
     insert into employments (person_id, employer_id, country_code, job_role, started_on, ended_on, confirmed_by, confirmed_at)
     select $1, id, 'BE', 'Clerk', '2019-01-01', '2019-12-31', 'staff', now() from employer`,
    [id],
  );
  await database.query(`insert into staff_members (email, name) values ('staff@psa.example', 'Tove Staffperson')`);
  for (const person of [id, other]) {
    await database.query(
      `insert into progress_entries (enrolment_id, percent, actor_kind, actor_id)
       select n.id, 41, k.kind, case k.kind when 'person' then n.person_id else 424242 end from enrolments n, (values ('person'), ('staff')) k (kind) where n.person_id = $1`,
      [person],
    );
    await database.query(
      `insert into outcome_conflicts (sitting_id, claimed, opened_by_kind, opened_by_id) select id, 'failed', 'staff', 424242 from sittings where person_id = $1`,
      [person],
    );
    await database.query(
      `insert into outcome_links (sitting_id, month, token_sha256) select id, month, sha256(id::text::bytea) from sittings where person_id = $1`,
      [person],
    );
    await database.query(
      `insert into outcome_entries (sitting_id, outcome, actor_kind, actor_id) select id, 'passed', 'staff', 424242 from sittings where person_id = $1`,
      [person],
    );
    await database.query(
      `insert into follow_ups (sitting_id, month, step, kind, due_on) select id, month, 1, 'mail', '2030-01-01' from sittings where person_id = $1`,
      [person],
    );
    await database.query(
      `with session as (
         insert into workshop_sessions (workshop_id, title) select workshop_id, 'Session ' || id from enrolments where person_id = $1 returning id, workshop_id
       ), meeting as (
         insert into session_meetings (session_id, starts_at, ends_at) select id, '2026-01-01 09:00Z', '2026-01-01 12:00Z' from session returning id, session_id
       )
       insert into attendances (enrolment_id, meeting_id, attended, actor_kind, actor_id)
       select n.id, m.id, true, 'staff', 424242 from meeting m join session s on s.id = m.session_id join enrolments n on n.workshop_id = s.workshop_id where n.person_id = $1`,
      [person],
    );
    await database.query(
      `with recording as (
         insert into recordings (workshop_id, session_id, title, url, available_until) select workshop_id, session_id, 'R', 'https://video.example/r', '2030-01-01'
         from (select s.workshop_id, s.id as session_id from workshop_sessions s order by id desc limit 1) s returning id
       ) insert into recording_openings (recording_id, person_id) select id, $1 from recording`,
      [person],
    );
    await database.query(`insert into mails (kind, person_id, about) values ('imported', $1, 0)`, [person]);
    await database.query('insert into notice_tellings (person_id, version) values ($1, 1)', [person]);
    await database.query(
      `with c as (insert into support_cases (person_id, topic, language) values ($1, 'exam', 'en') returning id)
       insert into support_messages (case_id, kind, body) select id, 'question', 'When is my exam?' from c`,
      [person],
    );
    await database.query(
      `insert into lost_tellings (person_id, version, said, mailed_at) values ($1, 9, repeat('a', 64), now())`,
      [person],
    );
    await database.query(
      `insert into person_merges (kept_id, gone_id, gone_key) values ($1::int, $1::int + 900000, gen_random_uuid())`,
      [person],
    );
    await database.query(
      'insert into people_apart (low_id, high_id) select $1::int, max(id) from persons having max(id) > $1::int',
      [person],
    );
    await database.query(
      `insert into email_changes (person_id, new_email, token_sha256) values ($1::int, 'new-' || $1::int || '@a.example', sha256($1::int::text::bytea))`,
      [person],
    );
    await database.query(
      `with i as (insert into identities (tenant_id, object_id, person_id) values (gen_random_uuid(), gen_random_uuid(), $1) returning id)
      insert into sign_ins (token_sha256, actor_kind, person_id, identity_id, method, browser, authenticated_at) select sha256(('s' || $1)::bytea), 'person', $1, id, 'entra', 'Firefox', now() from i`,
      [person],
    );
    const [batch] = await database.query<{ id: number }>(
      `insert into import_batches (kind, file_name, file_sha256, actor_kind, rows_read, rows_created, rows_changed, rows_same, rows_refused)
       values ('registrations', 'f', repeat('0', 64), 'system', 1, 0, 1, 0, 0) returning id`,
    );
    await database.query(
      `insert into import_changes (batch_id, table_name, row_id, before, after) values ($1, 'persons', $2, '{"phone": "1"}', '{"phone": "2"}')`,
      [batch?.id, String(person)],
    );
    await database.query(
      `insert into import_changes (batch_id, table_name, row_id, before, after) values ($1, 'persons', '*', null, '[1]')`,
      [batch?.id],
    );
  }
  await setConsent(anna, 'marketing-email', true);
  await runFor('employer-1000001');
  await restrictPerson(anna, id);
  await objectToReporting(anna, 'My own reasons');
  await database.query(
    `with r as (select id from privacy_requests where person_id = $1), s as (
       insert into privacy_request_steps (request_id, step, staff_id, note) select r.id, 'noted', m.id, 'A note' from r, staff_members m where m.name = 'Tove Staffperson'
     ) insert into privacy_request_keeps (request_id, what, law, until) select id, 'Invoice', 'Tax law', '2031-12-31' from r`,
    [id],
  );
  await database.query(`insert into notification_duties (person_id, cause) values ($1, 'restricted')`, [id]);
});

describe('an export', () => {
  it('has a source for every table of the data map with a column that belongs into it, and no other', () => {
    const wanted = Object.entries(DATA_MAP)
      .filter(([, columns]) => Object.values(columns).some((entry) => 'source' in DATA_CLASSES[entry.class].inExport))
      .map(([table]) => table);
    expect(Object.keys(EXPORT_SOURCES).toSorted()).toEqual(wanted.toSorted());
  });

  it('bad-E2 holds every column that the data map says, with why it is kept', async () => {
    const { tables } = await exportPerson(anna, anna.personId);
    for (const { table, columns, rows } of tables) {
      expect(columns, table).toEqual(exportColumns(table, await findPeriods()));
      expect(rows.length, table).toBeGreaterThan(0);
      expect(Object.keys(rows[0] ?? {}), table).toEqual(expect.arrayContaining(columns.map(({ name }) => name)));
      expect(
        columns.every(({ purpose, basis, period }) => [purpose, basis, period].every((text) => text !== '')),
        table,
      ).toBe(true);
    }
  });

  it('P4 holds what was asked by an address of theirs without signing in, and what staff wrote about them, with who wrote it', async () => {
    await database.query('update enrolments set note = $2 where person_id = $1', [
      anna.personId,
      'A note on the roster',
    ]);
    const asked = async (email: string | null, words: string) =>
      database.query(
        `with c as (insert into support_cases (topic, language, asker_email, person_id) values ('other', 'en', $1, case when $1::text is null then $3::int end) returning id), q as (
           insert into support_messages (case_id, kind, body) select id, 'question', $2 from c
         ) insert into support_messages (case_id, kind, body, staff_id) select c.id, 'note', 'Note: ' || $2, m.id from c, staff_members m where m.name = 'Tove Staffperson'`,
        [email, words, anna.personId],
      );
    await asked('Anna@Former.example', 'Without signing in');
    await asked(null, 'Signed in');
    await asked('other@a.example', 'Of the other');
    const { tables } = await exportPerson(anna, anna.personId);
    const rowsOf = (name: string) => tables.find(({ table }) => table === name)?.rows ?? [];
    expect(rowsOf('support_messages')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ body: 'Without signing in', source: 'whoever asked' }),
        expect.objectContaining({ body: 'Note: Without signing in', source: 'staff', staff_id: null }),
        expect.objectContaining({ body: 'Note: Signed in', source: 'staff' }),
      ]),
    );
    expect(rowsOf('support_cases')).toContainEqual(
      expect.objectContaining({ asker_email: 'Anna@Former.example', source: 'the public page, without signing in' }),
    );
    expect(rowsOf('enrolments')).toMatchObject([{ note: 'A note on the roster', note_source: 'staff' }]);
    expect(rowsOf('privacy_request_steps')).toMatchObject([{ note: 'A note', note_source: 'staff' }]);
    expect(JSON.stringify(tables)).not.toMatch(/Of the other|Tove/);
    for (const { columns } of tables) for (const { source } of columns) expect(source).not.toBe('');
  });

  it('P4 leaves out a name and a telephone number that a stranger typed with an address of theirs, and says so (Art. 15(4))', async () => {
    await database.query(
      `insert into support_cases (topic, language, asker_email, asker_name, asker_phone) values
        ('other', 'en', 'anna@former.example', 'Otto Stranger', '+31 20 1111111'), ('other', 'en', 'anna@former.example', null, '+31 20 2222222'),
        ('other', 'en', 'anna@former.example', (select upper(last_name) from persons where id = $1), '+31 20 3333333')`,
      [anna.personId],
    );
    const { tables } = await exportPerson(anna, anna.personId);
    const cases = tables.find(({ table }) => table === 'support_cases')?.rows ?? [];
    expect(JSON.stringify(tables)).not.toMatch(/Stranger|1111111|2222222/);
    expect(cases.filter(({ left_out }) => left_out !== null)).toHaveLength(2);
    expect(cases).toContainEqual(expect.objectContaining({ asker_phone: '+31 20 3333333', left_out: null }));
  });

  it('a class that is left out says why', () => {
    for (const [name, { inExport }] of Object.entries(DATA_CLASSES))
      expect('source' in inExport ? inExport.source : inExport.leftOut, name).toMatch(/\w{3}/);
  });

  it('bad-I10 holds every address and employment of the person, nothing of others, and no staff', async () => {
    const found = await exportPerson(anna, anna.personId);
    const text = JSON.stringify(found);
    for (const own of ['anna@a.example', 'anna@former.example', 'Second Ltd', 'Bluecloud B.V.', 'My own reasons'])
      expect(text).toContain(own);
    for (const foreign of ['Otherwise', 'Unrelated', 'other@a.example', '424242', 'Tove', 'staff@psa.example'])
      expect(text).not.toContain(foreign);
    const refs = found.tables.find(({ table }) => table === 'build_pages')?.rows.flatMap((row) => row['refs']);
    const own = await database.query<{ id: number }>(
      'select id from enrolments where person_id = $1 union all select id from sittings where person_id = $1',
      [anna.personId],
    );
    expect(own.map(({ id }) => id)).toEqual(expect.arrayContaining(refs ?? ['none']));
  });

  it('bad-I11 is valid JSON and an inert workbook, whatever was typed', async () => {
    const json = await readOwnFile(anna, 'everything.json');
    expect(JSON.parse(String(json?.body))).toMatchObject({ format: 'psa-person-export/1' });
    const path = join(database.dataDir, 'mine.xlsx');
    await writeFile(path, await writeExportWorkbook(await exportPerson(anna, anna.personId), 'de'));
    const persons = await readCells(path, 'Persons');
    expect(persons.flat()).toContain(FORMULA);
    expect((await readCells(path, 'Employments')).flat()).toContain(HTML);
    const parts = await readAllText(path);
    expect(parts).not.toMatch(/<f[ >]|<hyperlink|externalLink/);
    expect(await readOwnFile(anna, '__proto__')).toBeNull();
  });

  it('to take along has what the person gave, and not what staff said', async () => {
    const given = pickGiven(await exportPerson(anna, anna.personId));
    expect(given.person).toMatchObject({ first_name: FORMULA, email: 'anna@a.example' });
    expect(given.progress).toMatchObject([{ percent: 41 }]);
    expect(given.outcomes).toEqual([]);
    expect(given.consents).toMatchObject([{ consent: 'marketing-email', given: true }]);
  });
});
