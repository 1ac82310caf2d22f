// An import that is undone leaves the register as it was, and the history tells both.
import { undoImport } from '#app/features/intake/undo-import.server.ts';
import { UNDO_REASONS, describeUndoReasons } from '#app/features/intake/undo-reasons.ts';
import { DATASETS } from '#reports/catalogue.ts';
import { useDatabase } from '#test/support/database.ts';
import { csv, exams, registration, registrations, type Cells } from '#test/support/import-files.ts';
import { importFile, importRows, NOTICE, useEmptyRegister } from '#test/support/importing.ts';
import { arrangeAgreement } from '#test/support/register.ts';
import { bringOut, buildFor, SYSTEM } from '#test/support/runs.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const database = useDatabase();
useEmptyRegister(database);

/** What is only ever appended to, and what tells that an import was there. */
const HISTORY = [
  'notice_acknowledgements',
  'import_batches',
  'import_changes',
  'audit_events',
  'audit_seals',
  'progress_entries',
  'outcome_entries',
];

/** Every row of every table, the history apart, and how often a row was changed: undoing counts, so that no form of before is taken for one of now. */
async function readState(): Promise<Record<string, unknown>> {
  const tables = await database.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all($1) order by 1`,
    [HISTORY],
  );
  const columns = tables.map(
    ({ name }) =>
      `(select jsonb_agg(to_jsonb(t) - 'revision' order by (to_jsonb(t) - 'revision')::text) from ${name} t) as ${name}`,
  );
  return (await database.query(`select ${columns.join(', ')}`))[0] ?? {};
}

const newestBatch = async (): Promise<number> =>
  (await database.query<{ id: number }>('select max(id) as id from import_batches'))[0]?.id ?? 0;

const undoNewest = async () => undoImport(SYSTEM, await newestBatch());

/** Some people, one of them on a waiting list, one whose company was typed by somebody, one with exams. */
async function arrangeRegister(): Promise<void> {
  await importRows(
    registration({ email: 'a@fjord.example', phone: '' }),
    registration({ email: 'b@fjord.example', workshop: 'Azure Administrator', progress: '100' }),
    registration({ email: 'c@other.example', company: 'Other', mpn: '1000002' }),
  );
  await importFile(
    'exams',
    exams(['a@fjord.example', 'AZ-104', '2026-10', ''], ['b@fjord.example', 'AZ-104', '2026-09', 'failed']),
  );
  await database.query(
    `update enrolments set state = 'waiting', percent = 0 where id = (select max(id) from enrolments)`,
  );
  await database.query(`update employers set named_by = 'registration', name = 'Othr' where mpn_id = '1000002'`);
  await database.query(`update persons set informed_at = psa_now()`);
  await database.query(`update mails set state = 'sent', sent_at = psa_now()`);
  await database.query(`delete from notification_duties`);
}

const one = <const T>(...values: readonly T[]) => fc.constantFrom(...values);
const EMAILS = ['a@fjord.example', 'b@fjord.example', 'c@other.example', 'd@new.example', 'e@new.example'] as const;

const registrationRow = fc
  .record({
    email: one(...EMAILS),
    first: one('Sanne', 'Ánna'),
    last: one('de Vries', 'Jansen'),
    phone: one('', '+31 6 12345678', '+31 6 87654321'),
    country: one('Netherlands', 'Netherlands', 'Belgium'),
    company: one('Fjord IT', 'Other', 'New company'),
    role: one('Developer', 'Architect'),
    workshop: one('Azure Developer', 'Azure Administrator'),
    progress: one('0', '40', '100'),
  })
  .map((row) =>
    registration({ ...row, mpn: { 'Fjord IT': '1000001', Other: '1000002', 'New company': '1000003' }[row.company] }),
  );
const examRow = fc
  .tuple(one(...EMAILS), one('AZ-104', 'AZ-204'), one('2026-09', '2026-10', '2026-11'), one('', 'passed', 'failed'))
  .map((cells): Cells => cells);
const workshopRow = fc
  .tuple(one('Azure Developer', 'Azure Administrator', 'New one', 'New two'), one('', 'AZ-104', 'ZZ-1', 'ZZ-2'))
  .map((cells): Cells => cells);

const rows = <T>(row: fc.Arbitrary<T>) => fc.array(row, { minLength: 1, maxLength: 6 });
const someImport = fc.oneof(
  fc.record({ kind: one('registrations'), rows: rows(registrationRow), attested: fc.boolean() }),
  fc.record({ kind: one('exams'), rows: rows(examRow), attested: fc.constant(false) }),
  fc.record({ kind: one('workshops'), rows: rows(workshopRow), attested: fc.constant(false) }),
);

function bytesOf({ kind, rows: cells }: { kind: string; rows: readonly Cells[] }): Uint8Array {
  if (kind === 'registrations') return registrations(...cells);
  return kind === 'exams' ? exams(...cells) : csv([['Workshop', 'Exam'], ...cells]);
}

describe('undoing an import', () => {
  it('brings the state of every table back, whatever was imported onto whatever there was', async () => {
    await arrangeRegister();
    const before = await readState();
    let applied = 0;
    await fc.assert(
      fc.asyncProperty(someImport, async (given) => {
        const batch = await newestBatch();
        const result = await importFile(given.kind, bytesOf(given), {
          acceptValid: true,
          ...(given.attested ? { notice: NOTICE } : {}),
        });
        if (result.created + result.changed > 0) {
          applied++;
          expect(await readState()).not.toEqual(before);
        }
        if ((await newestBatch()) > batch) expect(await undoNewest()).toMatchObject({ ok: true });
        expect(await readState()).toEqual(before);
      }),
      { numRuns: 40 },
    );
    expect(applied).toBeGreaterThan(10);
  });

  it('appends what was there before, so that the history shows import and undo, and who did both', async () => {
    await importRows(registration({ progress: '40' }));
    await importFile('exams', exams(['sanne@fjord.example', 'AZ-204', '2026-10', '']));
    await importRows(registration({ progress: '75' }));
    expect(await undoNewest()).toMatchObject({ ok: true, value: { removed: 0, restored: 1 } });
    await importFile('exams', exams(['sanne@fjord.example', 'AZ-204', '2026-10', 'passed']));
    expect(await undoNewest()).toMatchObject({ ok: true });
    expect(await database.query('select percent from progress_entries order by id')).toEqual([
      { percent: 40 },
      { percent: 75 },
      { percent: 40 },
    ]);
    expect(await database.query('select outcome from outcome_entries order by id')).toEqual([
      { outcome: 'passed' },
      { outcome: 'unknown' },
    ]);
    expect(await database.query('select state, outcome from sittings')).toEqual([{ state: 'booked', outcome: null }]);
    expect(
      await database.query(
        `select details ->> 'kind' as kind from audit_events where event = 'import.undone' order by id desc limit 2`,
      ),
    ).toEqual([{ kind: 'exams' }, { kind: 'registrations' }]);
    expect(await undoNewest()).toEqual({ ok: false, reason: 'undone' });
    expect(await undoImport(SYSTEM, 999_999)).toEqual({ ok: false, reason: 'not-there' });
  });
});

/** What may happen after an import, and how undoing then says so. */
const TOUCHES: readonly [string, RegExp, string][] = [
  [
    'somebody it brought signed in',
    /1 person it brought has signed in/,
    `insert into audit_events (actor_kind, actor_id, event) select 'person', id, 'signed-in' from persons`,
  ],
  [
    'somebody it brought was written to',
    /1 person it brought was written to/,
    `update mails set state = 'sent', sent_at = psa_now()`,
  ],
  [
    'somebody it brought changed their name',
    /were changed since|was changed since/,
    `update persons set last_name = 'Jansen'`,
  ],
  ['staff wrote a note', /changed since/, `update enrolments set note = 'joins in January'`],
  [
    'somebody said again how far they are',
    /1 other record hangs/,
    `insert into progress_entries (enrolment_id, percent, actor_kind) select id, percent, 'person' from enrolments`,
  ],
  [
    'an exam was booked',
    /1 other record hangs/,
    `insert into sittings (person_id, employment_id, exam_code, attempt, month) select person_id, id, 'AZ-204', 1, '2026-12' from employments`,
  ],
  [
    'the company has a domain',
    /1 other record hangs/,
    `insert into employer_domains (domain, employer_id) select 'fjord.example', id from employers`,
  ],
];

describe('an import is not undone', () => {
  it.each(TOUCHES)('once %s, and says so', async (_what, words, touch) => {
    await importRows(registration());
    await database.query(touch);
    const before = await readState();
    const answer = await undoNewest();
    if (answer.ok || typeof answer.reason === 'string') throw new Error('It was undone');
    expect(describeUndoReasons(answer.reason).join('; ')).toMatch(words);
    expect(await readState()).toEqual(before);
  });

  it('once a later import changed its rows, or one of its exams was asked about', async () => {
    await importRows(registration());
    await importFile('exams', exams(['sanne@fjord.example', 'AZ-204', '2026-10', '']));
    const exam = await newestBatch();
    await database.query(
      `insert into outcome_links (sitting_id, month, token_sha256) select id, month, sha256('a') from sittings`,
    );
    await importRows(registration({ progress: '50' }));
    expect(await undoImport(SYSTEM, exam)).toEqual({ ok: false, reason: [{ reason: 'asked', count: 1 }] });
    expect(await undoImport(SYSTEM, exam - 1)).toMatchObject({
      ok: false,
      reason: [{ reason: 'later-import' }, { reason: 'in-use' }],
    });
  });

  it('once a lead that it brought has left for a Member', async () => {
    await arrangeAgreement(
      { kind: 'member', slug: 'member-NL', name: 'Opleiders Nederland' },
      { datasets: { F5: DATASETS.F5.fields }, channels: ['folder'] },
    );
    await importRows(registration());
    await database.query(
      `with told as (update persons set informed_at = psa_now(), notice_version = 1 returning id)
       insert into consent_entries (person_id, consent, given, notice_version, notice_language, how, actor_kind, actor_id)
       select id, 'member-sharing', true, 1, 'en', 'my-data', 'person', id from told`,
    );
    expect(await bringOut(await buildFor(['member-NL']))).toBe(1);
    const answer = await undoNewest();
    if (answer.ok || typeof answer.reason === 'string') throw new Error('It was undone');
    expect(answer.reason).toContainEqual({ reason: 'disclosed', count: 1 });
  });

  it('without a reason that has words', () => {
    for (const words of Object.values(UNDO_REASONS)) expect(words(1)).not.toEqual(words(2));
  });
});

/** What hangs on what imports make, and why nobody loses it when an import is undone. */
const BY_THEMSELVES = 'only they make it, and then they have signed in';
const COUNTED = 'counted as in use, or as asked';
const OWN = 'comes with the row and goes with it';
const HANGING: Readonly<Record<string, string>> = {
  'account_uses → persons': 'a sign-in, which goes by itself',
  'attendances → enrolments': 'needs a session, which is written on the enrolment',
  'consent_entries → persons': BY_THEMSELVES,
  'email_changes → persons': BY_THEMSELVES,
  'employer_aliases → employers': COUNTED,
  'employer_domains → employers': COUNTED,
  'employments → employers': COUNTED,
  'employments → persons': COUNTED,
  'enrolments → employments': COUNTED,
  'enrolments → workshops': COUNTED,
  'follow_ups → sittings': COUNTED,
  'identities → persons': BY_THEMSELVES,
  'invitations → persons': 'a way in that nobody has gone',
  'lost_tellings → persons': OWN,
  'mails → persons': 'counted, once they go',
  'notice_acknowledgements → persons': OWN,
  'notice_tellings → persons': OWN,
  'notification_duties → persons': OWN,
  'notifications → persons': 'counted as told',
  'outcome_conflicts → sittings': COUNTED,
  'outcome_entries → sittings': COUNTED,
  'outcome_links → sittings': COUNTED,
  'people_apart → persons': 'says nothing once one of the two is not there',
  'person_emails → persons': COUNTED,
  'person_merges → persons': 'counted as merged',
  'privacy_requests → persons': COUNTED,
  'progress_entries → enrolments': COUNTED,
  'recipients → employers': COUNTED,
  'recording_openings → persons': BY_THEMSELVES,
  'recordings → workshops': COUNTED,
  'sign_in_codes → persons': 'a way in that nobody has gone',
  'sign_ins → persons': BY_THEMSELVES,
  'sittings → employments': COUNTED,
  'support_cases → persons': BY_THEMSELVES,
  'undoable_steps → employments': OWN,
  'undoable_steps → sittings': OWN,
  'sittings → exams': COUNTED,
  'workshop_sessions → workshops': COUNTED,
  'workshops → exams': COUNTED,
};

describe('what hangs on what imports make', () => {
  it('is thought of, table by table', async () => {
    const found = await database.query<{ name: string }>(
      `select distinct conrelid::regclass || ' → ' || confrelid::regclass as name from pg_constraint
       where contype = 'f' and confrelid::regclass::text = any($1) order by 1`,
      [['persons', 'employers', 'employments', 'workshops', 'exams', 'enrolments', 'sittings']],
    );
    expect(found.map(({ name }) => name)).toEqual(Object.keys(HANGING).sort());
  });
});
