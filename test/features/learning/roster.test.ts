// The roster of a session: cells are saved one by one, each only where it still holds what was seen, and many in one request.
import type { PersonActor, StaffActor } from '#app/features/access/actor.ts';
import { parseCells, parseInputs } from '#app/features/learning/cells-form.ts';
import { setProgress } from '#app/features/learning/enrolments.server.ts';
import { readCell, type CellChange } from '#app/features/learning/roster-cells.ts';
import { takeRoster } from '#app/features/learning/roster-file.server.ts';
import { parseRosterFilter } from '#app/features/learning/roster-filter.ts';
import { findRoster } from '#app/features/learning/roster.server.ts';
import { saveCells } from '#app/features/learning/save-cells.server.ts';
import { exportPerson } from '#app/features/privacy/export-person.server.ts';
import { getLearnerHome } from '#app/features/reporting/learner-home.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { arrangeNotice, arrangePerson } from '#test/support/register.ts';
import { seedStaff } from '../../../prisma/seed/staff.ts';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';

const database = useDatabase();
const ilse: StaffActor = { kind: 'staff', staffId: 1, roles: ['trainer'], name: 'Ilse Vermeer' };
const bram: StaffActor = { kind: 'staff', staffId: 2, roles: ['trainer'], name: 'Bram Visser' };
const NAMES = [
  ['Åsa', 'Sjöström', 'Fjorddata AB', '5000001'],
  ['Łukasz', 'Wójcik', 'Vertexworks', '5000002'],
  ['=HYPERLINK("x")', 'Böhm', 'Lumensoft', '5000003'],
] as const;
let session = 0;
let meeting = '';
let people: number[] = [];
let rows: number[] = [];

const find = (query = '', search = '') =>
  findRoster(ilse, session, parseRosterFilter(new URLSearchParams(query), { search }));
const cells = async (row = rows[0]) => (await find())?.rows.find(({ id }) => id === row)?.cells;
const change = (column: string, was: string, value: string, row = rows[0] ?? 0): CellChange => ({
  row,
  column,
  was,
  value,
});
const save = (actor: StaffActor, ...changes: CellChange[]) => saveCells(actor, session, changes);
const did = async (actor: StaffActor, ...changes: CellChange[]) =>
  (await save(actor, ...changes))?.map((answer) => answer.did);

beforeAll(async () => {
  await arrangeNotice();
  await seedStaff();
});

beforeEach(async () => {
  await database.query(
    'truncate persons, employers, workshops, workshop_sessions, audit_events restart identity cascade',
  );
  people = [];
  for (const [index, [firstName, lastName, company, mpnId]] of NAMES.entries())
    people.push(
      await arrangePerson(database, {
        email: `p${index}@c.example`,
        firstName,
        lastName,
        company,
        mpnId,
        workshops: [{ name: 'Azure Administrator', percent: [80, 0, 100][index] ?? 0 }],
      }),
    );
  const [made] = await database.query<{ id: number; meeting: number }>(
    `with s as (insert into workshop_sessions (workshop_id, title) select id, 'Autumn' from workshops returning id),
       m as (insert into session_meetings (session_id, starts_at, ends_at) select id, '2026-12-03 08:00Z', '2026-12-03 11:00Z' from s returning id)
     select s.id, m.id as meeting from s, m`,
  );
  session = made?.id ?? 0;
  meeting = `meeting-${made?.meeting}`;
  await database.query('update enrolments set session_id = $1', [session]);
  rows = (await database.query<{ id: number }>('select id from enrolments order by id')).map(({ id }) => id);
});

describe('a cell', () => {
  it('is saved with who did it: progress appended as staff’s, lower ones too; attendance; a note', async () => {
    const answers = await save(
      ilse,
      change('progress', '80', '45 %'),
      change(meeting, '', 'x'),
      change('note', '', ' joins  again '),
    );
    expect(answers).toEqual([
      { row: rows[0], column: 'progress', did: 'saved', value: '45' },
      { row: rows[0], column: meeting, did: 'saved', value: 'yes' },
      { row: rows[0], column: 'note', did: 'saved', value: 'joins again' },
    ]);
    expect(await cells()).toEqual({ progress: '45', [meeting]: 'yes', note: 'joins again' });
    expect(await database.query('select percent, actor_kind, actor_id from progress_entries')).toEqual([
      { percent: 45, actor_kind: 'staff', actor_id: 1 },
    ]);
    expect(await database.query('select attended, actor_kind, actor_id from attendances')).toEqual([
      { attended: true, actor_kind: 'staff', actor_id: 1 },
    ]);
    const events = await database.query<{ event: string }>(
      `select event from audit_events where event <> 'people.read' order by id`,
    );
    expect(events.map(({ event }) => event)).toEqual(['progress.set', 'attendance.marked', 'note.written']);
  });

  it('that somebody else changed meanwhile is left alone, and their value and who they are is told', async () => {
    await save(bram, change('progress', '80', '75'), change(meeting, '', 'no'), change('note', '', 'from Bram'));
    const answers = await save(
      ilse,
      change('progress', '80', '70'),
      change(meeting, '', 'yes'),
      change('note', '', 'from Ilse'),
    );
    expect(answers).toEqual([
      { row: rows[0], column: 'progress', did: 'conflict', theirs: '75', by: 'Bram Visser' },
      { row: rows[0], column: meeting, did: 'conflict', theirs: 'no', by: 'Bram Visser' },
      { row: rows[0], column: 'note', did: 'conflict', theirs: 'from Bram', by: 'Bram Visser' },
    ]);
    expect(await cells()).toEqual({ progress: '75', [meeting]: 'no', note: 'from Bram' });
    // "Use mine": what was seen is theirs now.
    expect(await did(ilse, change('progress', '75', '70'), change(meeting, 'no', ''))).toEqual(['saved', 'saved']);
    expect(await cells()).toEqual({ progress: '70', [meeting]: '', note: 'from Bram' });
  });

  it('that somebody else emptied meanwhile says so, too, and who did', async () => {
    await save(bram, change('progress', '80', '75'), change(meeting, '', 'yes'), change('note', '', 'from Bram'));
    await save(bram, change(meeting, 'yes', ''), change('note', 'from Bram', ''));
    expect(await save(ilse, change(meeting, 'yes', 'no'), change('note', 'from Bram', 'from Ilse'))).toEqual([
      { row: rows[0], column: meeting, did: 'conflict', theirs: '', by: 'Bram Visser' },
      { row: rows[0], column: 'note', did: 'conflict', theirs: '', by: 'Bram Visser' },
    ]);
    expect(await cells()).toEqual({ progress: '75', [meeting]: '', note: '' });
    const file = await takeRoster(ilse, session, parseRosterFilter(new URLSearchParams('sort=email'), { search: '' }));
    expect(file?.text).toContain('"p0@c.example","75","",""');
    expect(await did(ilse, change(meeting, '', 'no'))).toEqual(['saved']);
    expect(await cells()).toMatchObject({ [meeting]: 'no' });
  });

  it('that the learner changed says so', async () => {
    const learner: PersonActor = { kind: 'person', personId: people[0] ?? 0, name: '' };
    await setProgress(learner, { enrolmentId: rows[0] ?? 0, percent: 90 });
    expect(await save(ilse, change('progress', '80', '85'))).toMatchObject([
      { did: 'conflict', theirs: '90', by: 'the learner' },
    ]);
  });

  it('that holds already what is wanted is saved, whoever wrote it, and appends nothing', async () => {
    await save(bram, change('progress', '80', '75'));
    expect(await did(ilse, change('progress', '80', '75'), change('note', '', ''))).toEqual(['saved', 'saved']);
    expect(await database.query('select from progress_entries')).toHaveLength(1);
  });

  it.each(['-1', '101', '49.5', '50 %%', 'NaN', '1e2', ''])('bad-C3 does not take %j for a progress', async (value) => {
    expect(await did(ilse, change('progress', '80', value))).toEqual(['refused']);
    expect(await cells()).toMatchObject({ progress: '80' });
  });

  it('of a row or a column that is not of this session is refused, beside others that are saved', async () => {
    const [other] = await database.query<{ id: number }>(
      `with s as (insert into workshop_sessions (workshop_id, title) select id, 'Other' from workshops returning id)
       insert into session_meetings (session_id, starts_at, ends_at) select id, now(), now() + interval '1 hour' from s returning id`,
    );
    await database.query(`update enrolments set state = 'waiting' where id = $1`, [rows[1]]);
    await database.query(`update persons set erased_at = now() where id = $1`, [people[2]]);
    const changes = [
      change(`meeting-${other?.id}`, '', 'yes'),
      change('progress', '0', '1', rows[1]),
      change('progress', '100', '1', rows[2]),
      change('progress', '0', '1', 999_999),
      change('progress', '80', '81'),
    ];
    expect(await did(ilse, ...changes)).toEqual(['refused', 'refused', 'refused', 'refused', 'saved']);
    expect(await saveCells(ilse, 999_999, changes)).toBeNull();
  });
});

describe('many cells', () => {
  it('go in one request, each answered; a cell twice ends with the later value', async () => {
    const changes = [
      change('progress', '80', '81'),
      change('progress', '0', 'x', rows[1]),
      change('progress', '99', '50', rows[2]),
      change('progress', '81', '82'),
    ];
    expect(await did(ilse, ...changes)).toEqual(['saved', 'refused', 'conflict', 'saved']);
    expect((await find('sort=email'))?.rows.map(({ cells: held }) => held['progress'])).toEqual(['82', '0', '100']);
  });

  it('of two trainers at the same moment in one row lose nothing, and in one cell one of them is told', async () => {
    for (let round = 0; round < 10; round++) {
      const now = await cells();
      const apart = await Promise.all([
        did(ilse, change('progress', now?.['progress'] ?? '', String(round))),
        did(bram, change('note', now?.['note'] ?? '', `round ${round}`)),
      ]);
      expect(apart).toEqual([['saved'], ['saved']]);
      expect(await cells()).toMatchObject({ progress: String(round), note: `round ${round}` });
      const together = await Promise.all(
        [ilse, bram].map((actor) => did(actor, change('progress', String(round), String(50 + actor.staffId)))),
      );
      expect(together.flat().toSorted()).toEqual(['conflict', 'saved']);
    }
  });

  it('of a page without scripts are the inputs that differ', () => {
    const form = new FormData();
    for (const [name, value] of Object.entries({
      intent: 'save',
      'was.7.progress': '40',
      'is.7.progress': '45',
      'was.7.meeting-3': '',
      'is.7.meeting-3': '',
      'was.8.note': 'a',
      'is.8.note': '',
    }))
      form.set(name, value);
    expect(parseInputs(form)).toEqual([
      { row: 7, column: 'progress', was: '40', value: '45' },
      { row: 8, column: 'note', was: 'a', value: '' },
    ]);
    form.set('is.9.progress', '1');
    expect(parseInputs(form)).toBeNull();
    form.delete('is.9.progress');
    form.set('percent', '1');
    expect(parseInputs(form)).toBeNull();
  });

  it.each([
    '',
    '{}',
    '[]',
    '[{"row":1}]',
    '[{"row":1,"column":"state","was":"","value":"x"}]',
    '[{"row":1,"column":"note","was":"","value":"x","id":1}]',
  ])('are not read from %j', (text) => {
    const form = new FormData();
    form.set('cells', text);
    expect(parseCells(form)).toBeNull();
  });
});

it('reads what people write for present and absent, and refuses the rest', () => {
  expect(['x', 'YES', '1', '✓', 'ja'].map((typed) => readCell('meeting-1', typed))).toEqual(
    Array(5).fill({ ok: true, value: 'yes' }),
  );
  expect(['no', '0', '-', 'nein'].map((typed) => readCell('meeting-1', typed))).toEqual(
    Array(4).fill({ ok: true, value: 'no' }),
  );
  expect(readCell('meeting-1', 'perhaps')).toMatchObject({ ok: false });
  expect(readCell('note', 'x'.repeat(1_001))).toMatchObject({ ok: false });
});

describe('the rows', () => {
  it('are filtered and sorted as the address says, and reading them is written down', async () => {
    const names = async (query: string, search = '') =>
      (await find(query, search))?.rows.map(({ name }) => name.split(' ').at(-1));
    expect(await names('')).toEqual(['Böhm', 'Sjöström', 'Wójcik']);
    expect(await names('sort=-progress')).toEqual(['Böhm', 'Sjöström', 'Wójcik']);
    expect(await names('sort=progress')).toEqual(['Wójcik', 'Sjöström', 'Böhm']);
    expect(await names('sort=company')).toEqual(['Sjöström', 'Böhm', 'Wójcik']);
    expect(await names('show=done')).toEqual(['Böhm']);
    expect(await names('show=not-started')).toEqual(['Wójcik']);
    expect(await names('below=81&sort=progress')).toEqual(['Wójcik', 'Sjöström']);
    expect(await names('', 'ös')).toEqual(['Sjöström']);
    expect(await names('', '%')).toEqual([]);
    expect((await find('show=done'))?.counts).toEqual({ all: 3, 'not-started': 1, 'under-way': 1, stuck: 0, done: 1 });
    await database.query(`update enrolments set enrolled_at = enrolled_at - interval '15 days'`);
    expect(await names('show=stuck')).toEqual(['Sjöström', 'Wójcik']);
    const company = (await find())?.companies.find(({ name }) => name === 'Lumensoft');
    expect(await names(`company=${company?.id}`)).toEqual(['Böhm']);
    const events = await database.query(
      `select details from audit_events where event = 'people.read' order by id limit 1`,
    );
    expect(events).toEqual([{ details: { page: 'roster', count: 3 } }]);
  });

  it('bad-E11 as a file are no formulas, and taking them along is written down', async () => {
    await save(ilse, change('note', '', '@SUM(1)'));
    const file = await takeRoster(ilse, session, parseRosterFilter(new URLSearchParams('sort=email'), { search: '' }));
    expect(file?.fileName).toBe(`roster-${session}.csv`);
    expect(file?.text).toBe(
      '\uFEFF"Name","Company","E-mail","Progress %","2026-12-03 09:00","Note"\r\n' +
        `"Åsa Sjöström","Fjorddata AB","p0@c.example","80","","'@SUM(1)"\r\n` +
        '"Łukasz Wójcik","Vertexworks","p1@c.example","0","",""\r\n' +
        `"'=HYPERLINK(""x"") Böhm","Lumensoft","p2@c.example","100","",""\r\n`,
    );
    const events = await database.query(
      `select subject_kind, subject_id, details from audit_events where event = 'roster.downloaded'`,
    );
    expect(events).toEqual([{ subject_kind: 'workshop-session', subject_id: String(session), details: { count: 3 } }]);
    expect(await takeRoster(ilse, 999_999, parseRosterFilter(new URLSearchParams(), { search: '' }))).toBeNull();
  });

  it('hold a note that the person can read, without who wrote it', async () => {
    await save(ilse, change('note', '', 'joins again in January'));
    const learner: PersonActor = { kind: 'person', personId: people[0] ?? 0, name: '' };
    expect((await getLearnerHome(learner)).learning.enrolments).toMatchObject([{ note: 'joins again in January' }]);
    const exported = JSON.stringify(await exportPerson(learner, learner.personId));
    expect(exported).toContain('"note":"joins again in January"');
    expect(exported).toContain('"note_by":null');
  });
});
